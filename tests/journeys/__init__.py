"""The user's way in a real browser, against the real processes and a real Dovecot."""
