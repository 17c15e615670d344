"""Pages of the area projects."""
