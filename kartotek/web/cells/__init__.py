"""Cells of lists, edited where they stand."""
