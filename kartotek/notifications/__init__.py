"""What users are told: that they are mentioned, that something is theirs now, that a record they
follow changed."""
