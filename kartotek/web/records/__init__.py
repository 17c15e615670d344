"""Pages of the area records."""
