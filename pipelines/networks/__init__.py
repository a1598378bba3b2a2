"""What models share: weights, spandrel networks, faces. Imported only inside load and run."""
