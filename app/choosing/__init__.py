"""Choosing a model: what there is to choose from, the ready ones first, and the box for it."""
