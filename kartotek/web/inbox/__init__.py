"""Pages of the area inbox."""
