"""Planned activities and notes on records."""
