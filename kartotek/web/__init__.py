"""Door: pages."""
