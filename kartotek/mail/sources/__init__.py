"""Mail in files: mbox, Maildir, and folders of .eml; one reader each, all alike."""

from kartotek.mail.sources.files import FileMessage, NotMail, read

__all__ = ["FileMessage", "NotMail", "read"]
