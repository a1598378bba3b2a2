"""Where models are kept: moving them, adopting those of other programs, packs, disk use."""
