"""Every write on mailboxes, folders and conversations."""
