"""Pages of the Chat tab beside the conversation: models compared, the prompt workshop, tokens."""
