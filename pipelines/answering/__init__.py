"""A folder of pictures questioned in one go: a table of answers that is never lost half way."""
