"""Reading and writing what the models work on."""
