"""Pages of the area deals."""
