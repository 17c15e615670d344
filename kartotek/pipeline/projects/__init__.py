"""Projects: what follows a deal."""
