"""Version 2: strict types, cursors, PATCH."""
