"""What users are told: who mentions them, what is theirs now, what they follow changed."""
