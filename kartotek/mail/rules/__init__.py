"""Decisions about mail: which conversation, written by whom, tried again when."""
