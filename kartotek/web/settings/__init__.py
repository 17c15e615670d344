"""Pages of the area settings."""
