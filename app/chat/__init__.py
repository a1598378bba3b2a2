"""The chat tab: conversations with local language models."""
