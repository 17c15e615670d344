"""Handing mail to the server that sends it."""
