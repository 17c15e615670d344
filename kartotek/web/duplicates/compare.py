"""Records side by side, as the tables of this area show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kartotek.contacts.queries import PairRow, Side
from kartotek.fields.queries import LabelRow
from kartotek.web.words import number


@dataclass(frozen=True)
class Cell:
    """What one record says; `mark` is new for what another lacks, lost for what will be gone."""

    lines: Sequence[str] = ()
    labels: Sequence[LabelRow] = ()
    mark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the record says nothing."""
        return not self.lines and not self.labels


@dataclass(frozen=True)
class Line:
    """One field of several records."""

    label: str | Promise
    cells: list[Cell]


@dataclass(frozen=True)
class PairCard:
    """A pair with its table."""

    pair: PairRow
    lines: list[Line]


Reader = Callable[[Side], Sequence[str]]


def _text(name: str) -> Reader:
    return lambda side: [text] if (text := str(getattr(side, name))) else []


def _deals(side: Side) -> list[str]:
    said = []
    if side.open_deal_count:
        said.append(_("%(count)s open") % {"count": number(side.open_deal_count)})
    if side.closed_deal_count:
        said.append(_("%(count)s closed") % {"count": number(side.closed_deal_count)})
    return [", ".join(said)] if said else []


def _conversations(side: Side) -> list[str]:
    return [number(side.conversation_count)] if side.conversation_count else []


def _people(side: Side) -> list[str]:
    return [number(side.people_count)] if side.people_count else []


FIELDS: Mapping[str, tuple[tuple[str | Promise, Reader], ...]] = {
    "person": (
        (gettext_lazy("Organization"), _text("organization")),
        (gettext_lazy("Job title"), _text("job_title")),
        (gettext_lazy("Email"), lambda side: side.addresses),
        (gettext_lazy("Phone"), lambda side: side.phones),
        (gettext_lazy("Deals"), _deals),
        (gettext_lazy("Conversations"), _conversations),
        (gettext_lazy("Owner"), _text("owner_name")),
    ),
    "organization": (
        (gettext_lazy("Address"), _text("place")),
        (gettext_lazy("Website"), _text("website")),
        (gettext_lazy("Industry"), _text("industry")),
        (gettext_lazy("People"), _people),
        (gettext_lazy("Deals"), _deals),
        (gettext_lazy("Owner"), _text("owner_name")),
    ),
}
"""What helps to decide whether two records are one, the most telling first."""


def card_of(pair: PairRow) -> PairCard:
    """Return a pair with what both say; what neither says is left out."""
    both = (pair.first, pair.second)
    lines = [
        Line(label, _marked([Cell(list(read(side))) for side in both]))
        for label, read in FIELDS[pair.on]
    ]
    lines.append(Line(gettext_lazy("Labels"), [Cell(labels=side.labels) for side in both]))
    said = [line for line in lines if not all(cell.is_empty for cell in line.cells)]
    return PairCard(pair, said)


def _marked(cells: list[Cell]) -> list[Cell]:
    """Return the cells, marked where one says what the other does not."""
    if not any(cell.is_empty for cell in cells):
        return cells
    return [Cell(cell.lines, mark="" if cell.is_empty else "new") for cell in cells]
