"""Hearth's models and everything around them that needs no window."""

__version__ = "0.1.0"
