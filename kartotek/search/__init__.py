"""One box over everything the viewer may see."""
