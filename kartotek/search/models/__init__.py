"""What search finds, and lists as somebody saved or arranged them."""

from kartotek.search.models.document import Document
from kartotek.search.models.view import ListChoice, SavedView, StarredView

__all__ = ["Document", "ListChoice", "SavedView", "StarredView"]
