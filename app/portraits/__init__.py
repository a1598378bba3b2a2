"""The Portraits tab."""
