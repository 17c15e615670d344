"""What tells records of one name apart where they are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kartotek.contacts import queries as contacts
from kartotek.contacts.queries import Side
from kartotek.search.queries import Hit
from kartotek.users.viewer import Viewer

KINDS = ("person", "organization")


def told_apart(hits: Iterable[Hit], *, viewer: Viewer) -> dict[tuple[str, int], str]:
    """Return a second text, by kind and id, for each contact that shares its name with another."""
    found = [hit for hit in hits if hit.kind in KINDS]
    known = Counter((hit.kind, hit.title.casefold()) for hit in found)
    texts: dict[tuple[str, int], str] = {}
    for kind in KINDS:
        ids = [
            hit.id for hit in found if hit.kind == kind and known[kind, hit.title.casefold()] > 1
        ]
        sides = contacts.sides(kind, ids, viewer=viewer) if ids else {}
        texts |= {(kind, pk): _second(kind, side) for pk, side in sides.items()}
    return texts


def _second(kind: str, side: Side) -> str:
    said: tuple[str, ...] = (side.place or side.website,)
    if kind == "person":
        said = (side.organization, *side.addresses[:1])
    return " · ".join(text for text in said if text)
