"""Language models: one interface before several engines, and what surrounds a conversation."""
