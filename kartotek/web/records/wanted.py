"""Which lines of history belong on a record's page, and which of them a viewer may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kartotek.contacts import queries as contacts
from kartotek.history import queries as history
from kartotek.history.queries import Line, Wanted
from kartotek.linking import queries as linking
from kartotek.users.before import Before
from kartotek.users.viewer import Viewer
from kartotek.web.records.kinds import Held, titles_of
from kartotek.web.records.words import SENTENCES

ROLLED_UP = frozenset(kind for kind, sentence in SENTENCES.items() if sentence.rolls_up)
OF_MAIL = frozenset(kind for kind in SENTENCES if kind.startswith("conversation."))

# What can become part of another record.
MERGED = ("person", "organization", "deal")

# Some lines are not the viewer's to read: so often is looked for more, further back.
ROUNDS = 5
MOST_COUNTED = 500


@dataclass(frozen=True)
class Told:
    """What is told on a page: lines of the record itself, and news of its items by their titles.

    `merged` are the records that became part of it, by name; their lines are its own.
    """

    own: Wanted
    related: Mapping[tuple[str, int], str]
    merged: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def all(self) -> list[Wanted]:
        """Return everything that is told, one `Wanted` a type of record."""
        by_kind: dict[str, list[int]] = {}
        for kind, record_id in self.related:
            by_kind.setdefault(kind, []).append(record_id)
        return [self.own, *(Wanted(kind, ids, ROLLED_UP) for kind, ids in by_kind.items())]


def told_on(held: Held, *, with_news: bool) -> Told:
    """Return what is told on a record's page; news of its items only where wanted."""
    kind, viewer = held.kind, held.viewer
    kinds = {one for one in SENTENCES if one.startswith(f"{kind}.")} | OF_MAIL | {f"{kind}.edited"}
    related = titles_of(held.items) if with_news else {}
    company_id = viewer.company_id
    parts = contacts.merged_into(kind, held.id, company_id=company_id) if kind in MERGED else {}
    merged = {(kind, pk): name for pk, name in parts.items()}
    return Told(Wanted(kind, [held.id, *parts], kinds), related, merged)


def readable_lines(
    wanted: list[Wanted], *, viewer: Viewer, before: Before | None, limit: int
) -> list[Line]:
    """Return the newest lines that the viewer may read.

    Lines of conversations hold the subject, and a record is seen by more people than the mail
    linked to it: those of mail that is not theirs are left out.
    """
    found: list[Line] = []
    for _round in range(ROUNDS):
        lines = history.newest(wanted, viewer=viewer, before=before, limit=limit)
        found += _readable(lines, viewer)
        if len(found) >= limit or len(lines) < limit:
            break
        before = Before(lines[-1].at, lines[-1].id)
    return found[:limit]


def count_readable(told: Told, *, viewer: Viewer) -> int:
    """Return how many lines of the record itself the viewer may read."""
    own = told.own
    mail = Wanted(own.subject_type, own.ids, OF_MAIL)
    # Items alone have lines of mail.
    held = [] if own.subject_type in {"person", "organization"} else [mail]
    lines = history.newest(held, viewer=viewer, limit=MOST_COUNTED) if held else []
    hidden = len(lines) - len(_readable(lines, viewer))
    return history.count_lines([own], viewer=viewer) - hidden


def _readable(lines: list[Line], viewer: Viewer) -> list[Line]:
    conversations = {line.data["conversation"] for line in lines if "conversation" in line.data}
    seen = linking.readable(conversations, viewer=viewer) if conversations else set()
    return [line for line in lines if line.data.get("conversation") in {None, *seen}]
