"""Widgets that stand alone: each knows Qt and what it is given, nothing of models or jobs."""
