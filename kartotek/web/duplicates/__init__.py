"""Pages that find people and organizations twice, and make them one."""
