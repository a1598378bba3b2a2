"""The Qt front end; knows no torch."""
