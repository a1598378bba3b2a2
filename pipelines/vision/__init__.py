"""Models that are shown pictures and asked about them."""
