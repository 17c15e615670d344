"""Decisions about people and organizations."""
