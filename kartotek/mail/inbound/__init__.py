"""Stages 3 to 7 of an email's journey: fetch, store, parse, thread, classify."""
