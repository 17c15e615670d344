"""Leads: what may become a deal."""
