"""What a FETCH response holds, item by item.

Source: RFC 9051 section 7.5.2.
"""

from __future__ import annotations

from typing import Any

from imapclient.exceptions import ProtocolError
from imapclient.response_parser import parse_fetch_response

from kartotek.mail.imap.answers import Answer, Record
from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.errors import Garbled, words_of

Items = dict[bytes, Any]


def read_fetch(connection: Connection, answer: Answer) -> Items:
    """Return a FETCH response's items by their upper-case name.

    Raises:
        Garbled: the response breaks the grammar; the connection stays usable.
    """
    records: list[Record] = list(answer.rest)
    first = records[0]
    number = b"%d " % (answer.number or 0)
    records[0] = (number + first[0], first[1]) if isinstance(first, tuple) else number + first
    try:
        parsed = parse_fetch_response(records, normalise_times=False, uid_is_key=False)
    except (ProtocolError, ValueError, RecursionError, TypeError, IndexError) as failure:
        facts = connection.facts
        raise Garbled(**facts, said=words_of(str(failure))) from failure
    return dict(parsed.get(answer.number or 0, {}))


def modseq_in(items: Items) -> int | None:
    """Return the message's modseq, if the server sent one."""
    value = items.get(b"MODSEQ")
    return value[0] if isinstance(value, tuple) and value and isinstance(value[0], int) else None


def flags_in(value: Any) -> frozenset[str]:
    """Return the flags of a parsed list; what is no list holds none."""
    items = value if isinstance(value, tuple) else ()
    return frozenset(
        item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)
        for item in items
        if item is not None
    )
