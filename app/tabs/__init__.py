"""One file per tab; each declares a TAB."""
