"""What the pages of deals, leads and projects share."""
