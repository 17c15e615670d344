"""Deals, leads and projects: the items conversations belong to."""
