"""Labels, and later custom fields, on records of every kind."""
