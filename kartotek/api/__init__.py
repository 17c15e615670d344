"""Door: the REST API."""
