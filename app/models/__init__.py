"""The parts of the Models tab: what there is, what it takes, and what is done with it."""
