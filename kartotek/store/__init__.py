"""Files and pictures as bytes, kept once per content."""
