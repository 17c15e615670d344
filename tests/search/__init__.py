"""What search finds, and for whom."""
