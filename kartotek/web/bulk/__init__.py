"""Pages of acts on many records at once."""
