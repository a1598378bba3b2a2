"""What models answered about pictures, kept so that pictures can be found by words."""
