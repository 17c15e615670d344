"""Pages of the area help."""
