"""Pages of the area activities."""
