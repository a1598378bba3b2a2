"""Which numbers may be a seed. Imports nothing, so that params can say it."""

#: The largest seed, as of numpy and most other apps.
MAX_SEED = 2**32 - 1
