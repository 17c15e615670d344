"""Door: the operator's shell."""
