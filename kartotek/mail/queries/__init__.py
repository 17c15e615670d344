"""Every read of mailboxes, folders, messages and conversations."""
