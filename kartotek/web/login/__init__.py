"""Pages of the area login."""
