"""Door: work in the background."""
