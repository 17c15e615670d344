"""One connection to a mail server: where it is, bytes both ways, and what can go wrong.

Shared by IMAP and SMTP; knows neither.
"""
