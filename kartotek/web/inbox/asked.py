"""What an address of the Sales Inbox asks for: a folder, an account, filters, a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from kartotek.linking.queries import FILTERS, Cursor, Folder

STEP = 50
MOST = 500


@dataclass(frozen=True)
class Asked:
    """One list of the Sales Inbox; `start` is the number of its first row, counted from 1."""

    folder: Folder
    mailbox_id: int | None
    filters: tuple[str, ...]
    after: Cursor | None
    start: int
    shown: int

    @property
    def address(self) -> dict[str, str]:
        """What stands in the address of this list, whichever page of it."""
        values = {} if self.folder is Folder.INBOX else {"folder": str(self.folder)}
        if self.mailbox_id is not None:
            values["account"] = str(self.mailbox_id)
        return values | dict.fromkeys(self.filters, "1")


def asked(request: HttpRequest) -> Asked:
    """Return what the address asks for; what makes no sense in it is as if it were not there."""
    return asked_in(request.GET)


def asked_in(given: QueryDict) -> Asked:
    """Return what a query asks for; what makes no sense in it is as if it were not there."""
    folder = given.get("folder", "")
    return Asked(
        folder=Folder(folder) if folder in set(Folder) else Folder.INBOX,
        mailbox_id=_number(given, "account"),
        filters=tuple(name for name in FILTERS if given.get(name)),
        after=Cursor.read(given.get("after", "")),
        start=_number(given, "start") or 1,
        shown=min(max(_number(given, "shown") or STEP, STEP), MOST),
    )


def query_of(values: dict[str, str]) -> str:
    """Return values as the query of an address."""
    made = QueryDict(mutable=True)
    made.update(values)
    return f"?{made.urlencode()}" if values else ""


def _number(given: QueryDict, name: str) -> int | None:
    text = given.getlist(name)[-1] if name in given else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
