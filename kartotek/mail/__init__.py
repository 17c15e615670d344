"""Mailboxes, messages and conversations; knows addresses, not people."""
