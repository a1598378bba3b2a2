"""Models of the user's own: recognised by their content, kept on a shelf, shared as one file."""
