"""Looks whether everything that Hearth needs is well, and says what to do where it is not."""
