"""The table of a merge: each field of each record, and what the one that stays will say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from kartotek.contacts import queries
from kartotek.contacts.queries import OrganizationPage, PersonPage, Reach
from kartotek.fields.queries import LabelRow, custom_fields, values_of
from kartotek.flows.merge_contacts import Preview
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from kartotek.web.duplicates.compare import Cell, Line
from kartotek.web.words import number

Page = PersonPage | OrganizationPage


@dataclass(frozen=True)
class PreviewLine:
    """One field: what each record says, and what will be said."""

    line: Line
    after: Cell


@dataclass(frozen=True)
class Moved:
    """How many of something will move."""

    text: str
    count: str


FIELDS: Mapping[str, tuple[tuple[str, str | Promise], ...]] = {
    "person": (
        ("name", gettext_lazy("Name")),
        ("organization_id", gettext_lazy("Organization")),
        ("job_title", gettext_lazy("Job title")),
        ("birthday", gettext_lazy("Birthday")),
        ("postal_address", gettext_lazy("Postal address")),
        ("messenger", gettext_lazy("Messenger")),
        ("notes", gettext_lazy("Notes")),
    ),
    "organization": (
        ("name", gettext_lazy("Name")),
        ("website", gettext_lazy("Website")),
        ("linkedin", gettext_lazy("LinkedIn")),
        ("industry", gettext_lazy("Industry")),
        ("annual_revenue", gettext_lazy("Annual revenue")),
        ("employee_count", gettext_lazy("Number of employees")),
        ("address", gettext_lazy("Address")),
        ("street", gettext_lazy("Street")),
        ("city", gettext_lazy("City")),
        ("country", gettext_lazy("Country")),
    ),
}

MOVES: Mapping[str, Callable[[int], str]] = {
    "person": lambda n: ngettext("Person", "People", n),
    "deal": lambda n: ngettext("Deal", "Deals", n),
    "lead": lambda n: ngettext("Lead", "Leads", n),
    "project": lambda n: ngettext("Project", "Projects", n),
    "activity": lambda n: ngettext("Activity", "Activities", n),
    "note": lambda n: ngettext("Note", "Notes", n),
    "file": lambda n: ngettext("File", "Files", n),
    "conversation": lambda n: ngettext("Conversation", "Conversations", n),
    "label": lambda n: ngettext("Label", "Labels", n),
    "follower": lambda n: ngettext("Follower", "Followers", n),
}


def lines_of(kind: str, ids: Sequence[int], shown: Preview, *, viewer: Viewer) -> list[PreviewLine]:
    """Return the fields that any of the records says something in.

    Args:
        kind: person or organization.
        ids: of the records, the one that stays first.
        shown: what would become of them.
        viewer: who looks; they see all of the records.
    """
    pages = [_page(kind, pk, viewer) for pk in ids]
    lines = [_field(name, label, pages, shown) for name, label in FIELDS[kind]]
    if kind == "person":
        lines[2:2] = [
            _united(gettext_lazy("Email"), [_addresses(page) for page in pages]),
            _united(gettext_lazy("Phone"), [_phones(page) for page in pages]),
        ]
    lines += _custom(kind, ids, viewer)
    lines.append(_labels(pages))
    lines.append(_kept(gettext_lazy("Owner"), [page.owner_name for page in pages]))
    names = [str(Visibility(page.visibility).label) for page in pages]
    lines.append(_kept(gettext_lazy("Visible to"), names))
    return [one for one in lines if not all(cell.is_empty for cell in one.line.cells)]


def moves_of(shown: Preview) -> list[Moved]:
    """Return what moves, each with its count."""
    return [Moved(MOVES[word](count), number(count)) for word, count in shown.moves.items()]


def _page(kind: str, record_id: int, viewer: Viewer) -> Page:
    if kind == "person":
        return queries.person(record_id, viewer=viewer)
    return queries.organization(record_id, viewer=viewer)


def _field(name: str, label: str | Promise, pages: Sequence[Page], shown: Preview) -> PreviewLine:
    """Return a field in which one value survives."""
    texts = [_text(page, name) for page in pages]
    origin = shown.origins[name]
    after = next(text for page, text in zip(pages, texts, strict=True) if page.id == origin)
    return _line(label, texts, after, is_new=origin != pages[0].id and bool(after))


def _custom(kind: str, ids: Sequence[int], viewer: Viewer) -> list[PreviewLine]:
    """Return the custom fields: the first record that says something in one is heard."""
    known = custom_fields(kind, viewer=viewer)
    values = values_of(kind, ids, viewer=viewer, fields=known)
    shown = []
    for one in known:
        said = [values.get(pk, {}).get(one.id) for pk in ids]
        texts = [value.text if value else "" for value in said]
        after = next((text for text in texts if text), "")
        shown.append(_line(one.name, texts, after, is_new=bool(after) and not texts[0]))
    return shown


def _line(label: str | Promise, texts: Sequence[str], after: str, *, is_new: bool) -> PreviewLine:
    cells = [
        Cell([text] if text else [], mark="lost" if text and text != after else "")
        for text in texts
    ]
    return PreviewLine(Line(label, cells), Cell([after] if after else [], mark="new" * is_new))


def _text(page: Page, name: str) -> str:
    if name == "organization_id":
        there = getattr(page, "organization", None)
        return there.name if there else ""
    value: Any = getattr(page, name)
    if value is None or value == "":
        return ""
    return date_format(value, "SHORT_DATE_FORMAT") if name == "birthday" else str(value)


def _united(label: str | Promise, reached: Sequence[Sequence[Reach]]) -> PreviewLine:
    """Return a field in which all values survive, each once."""
    cells = [Cell([one.value for one in values]) for values in reached]
    seen: dict[str, str] = {}
    for values in reached:
        for one in values:
            seen.setdefault(one.key or one.value, one.value)
    is_more = len(seen) > len(reached[0])
    return PreviewLine(Line(label, cells), Cell(list(seen.values()), mark="new" * is_more))


def _addresses(page: Page) -> Sequence[Reach]:
    return page.addresses if isinstance(page, PersonPage) else ()


def _phones(page: Page) -> Sequence[Reach]:
    return page.phones if isinstance(page, PersonPage) else ()


def _labels(pages: Sequence[Page]) -> PreviewLine:
    cells = [Cell(labels=page.labels) for page in pages]
    united: dict[int, LabelRow] = {one.id: one for page in pages for one in page.labels}
    return PreviewLine(Line(gettext_lazy("Labels"), cells), Cell(labels=list(united.values())))


def _kept(label: str | Promise, texts: Sequence[str]) -> PreviewLine:
    """Return a field that stays that of the one that stays."""
    cells = [Cell([text], mark="lost" if text != texts[0] else "") for text in texts]
    return PreviewLine(Line(label, cells), replace(cells[0], mark=""))
