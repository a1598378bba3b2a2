"""Image Q&A: conversations about pictures, and the tab that holds them."""
