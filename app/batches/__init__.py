"""What tabs share that run whole folders: inputs sorted out, one job for many files, going on."""
