"""Pages of the area leads."""
