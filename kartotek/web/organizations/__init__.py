"""Pages of the area organizations."""
