"""Portraits drawn one after another: series, batches, and pictures made again."""
