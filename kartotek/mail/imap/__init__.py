"""One IMAP connection: asyncio, no database.

`Session` (session.py) is what others use; `probe` (probe.py) tests a connection; errors.py
names everything that can be wrong.
"""
