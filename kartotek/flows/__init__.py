"""What crosses packages, one story a file."""
