"""Portraits of one person: what is asked, how it is drawn, and what comes of it."""
