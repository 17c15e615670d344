"""Door: news for open screens, and the watcher of mailboxes; one asyncio process."""
