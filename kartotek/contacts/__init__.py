"""People and organizations: whom we sell to."""
