"""Reading messages out of files, one after the other, without holding more than one.

mbox is read as mboxrd: a line `From ` after a blank one begins a message, and one `>` is taken
off lines that quote it. Source: RFC 4155 and the mboxrd convention; Maildir by its own page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from kartotek.errors import Refused

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_STATUS = re.compile(rb"^Status:[ \t]*(\w*)", re.MULTILINE | re.IGNORECASE)


class NotMail(Refused):
    """The path is no mbox, no Maildir and holds no .eml."""


@dataclass(frozen=True, slots=True)
class FileMessage:
    """A message as it lies in a file, with CRLF or LF line ends as found."""

    raw: bytes
    is_read: bool


def read(path: Path) -> Iterator[FileMessage]:
    """Yield every message at `path`: an mbox file, one .eml, a Maildir, a folder of .eml.

    Raises:
        NotMail: there is nothing of the kind.
    """
    if not path.exists():
        raise NotMail(f"There is no file or folder {path.name}.")
    if path.is_dir():
        return _maildir(path) if (path / "cur").is_dir() else _folder(path)
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    return _mbox(path) if is_mbox else iter([FileMessage(path.read_bytes(), is_read=True)])


def _mbox(path: Path) -> Iterator[FileMessage]:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        start = 0
        while start < len(text):
            end = _next_message(text, start)
            first = text.find(b"\n", start, end) + 1
            if 0 < first < end:
                yield _of_mbox(text[first:end])
            start = end


def _next_message(text: mmap, start: int) -> int:
    """Return where the next `From ` stands below a blank line; the end without one."""
    at = start
    while (at := text.find(b"\nFrom ", at + 1)) >= 0:
        if text[at - 1 : at] == b"\n" or text[at - 2 : at] == b"\n\r":
            return at + 1
    return len(text)


def _of_mbox(raw: bytes) -> FileMessage:
    """Return a message without the blank line that parts it from the next one."""
    for blank in (b"\r\n", b"\n"):
        if raw == blank or raw.endswith(b"\n" + blank):
            raw = raw[: -len(blank)]
            break
    if b">From " in raw:
        raw = _QUOTED.sub(rb"\1", raw)
    return FileMessage(raw, is_read=_is_read(raw))


def _is_read(raw: bytes) -> bool:
    """Tell whether the mail program marked a message as read; without a mark it is."""
    bare, full = raw.find(b"\n\n"), raw.find(b"\n\r\n")
    head = raw[: min((end for end in (bare, full) if end >= 0), default=len(raw)) + 1]
    # Most have no mark, and a pattern would try each line.
    if b"\nstatus:" not in b"\n" + head.lower():
        return True
    status = _STATUS.search(head)
    return status is None or b"R" in status.group(1).upper()


def _maildir(path: Path) -> Iterator[FileMessage]:
    for place in ("cur", "new"):
        folder = path / place
        names = sorted(folder.iterdir()) if folder.is_dir() else []
        for name in names:
            flags = name.name.rpartition(":2,")[2] if ":2," in name.name else ""
            if name.is_file():
                yield FileMessage(name.read_bytes(), is_read="S" in flags)


def _folder(path: Path) -> Iterator[FileMessage]:
    found = sorted(one for one in path.rglob("*.eml") if one.is_file())
    if not found:
        raise NotMail(f"The folder {path.name} holds no .eml and is no Maildir.")
    for name in found:
        yield FileMessage(name.read_bytes(), is_read=True)
