"""What the viewer was told: the bell of the top bar, and a page of all of it."""
