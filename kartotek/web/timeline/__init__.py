"""Pages of the area timeline."""
