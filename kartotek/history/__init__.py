"""What happened to a record, in order."""
