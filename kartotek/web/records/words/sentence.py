"""What a sentence of history is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Sentence:
    """How one kind of history entry is told.

    `text` may use %(who)s, %(record)s and the names in the entry's data. `rolls_up` tells it on
    the pages of the record's person and organization too.
    """

    icon: str
    text: str | Promise
    rolls_up: bool = False
