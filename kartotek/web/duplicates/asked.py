"""What the addresses of this area ask for: a kind, and records of it."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.web.numbers import record_number, record_numbers

KINDS = ("person", "organization")
MOST = 10


def kind_of(asked: QueryDict) -> str:
    """Return the kind that is asked about, people where none is.

    Raises:
        NotFound: there is no such kind.
    """
    kind = asked.get("kind", "") or KINDS[0]
    if kind not in KINDS:
        raise NotFound(_("There is nothing here."))
    return kind


def number_of(asked: QueryDict, name: str) -> int:
    """Return a number that is asked for, 0 where there is none."""
    return record_number(asked.get(name, "")) or 0


def ids_of(asked: QueryDict) -> list[int]:
    """Return the ids that are asked for, as `ids=1,2` or `ids=1&ids=2`, each once.

    Raises:
        Invalid: there are fewer than two, or more than ten.
    """
    words = [word for text in asked.getlist("ids") for word in text.split(",")]
    ids = record_numbers(words)
    if len(ids) < 2:
        raise Invalid(_("Choose at least two records to merge."))
    if len(ids) > MOST:
        raise Invalid(_("At most %(count)s records are merged at once.") % {"count": MOST})
    return ids
