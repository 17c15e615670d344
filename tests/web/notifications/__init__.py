"""The bell and what it tells."""
