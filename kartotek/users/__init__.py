"""Companies, who works in them, and who may see what."""
