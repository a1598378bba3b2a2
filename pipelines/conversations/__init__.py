"""Conversations with language models, kept in one SQLite file. Imports no torch and no Qt."""
