"""Decisions about custom fields: the types, reading what is typed, showing what is kept."""
