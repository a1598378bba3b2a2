"""The command line: everything in it is generated from what the models declare."""
