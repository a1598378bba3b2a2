"""Icons, translations, examples and pictures that travel with the app."""
