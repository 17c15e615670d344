"""Lines of history as sentences: who did what, with names in place of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kartotek.contacts import queries as contacts
from kartotek.contacts.models.address import AddressLabel
from kartotek.fields.queries import tellings
from kartotek.history.queries import Line
from kartotek.lib.text import shorten
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.leads import queries as leads
from kartotek.users import queries as users
from kartotek.users.viewer import Source, Viewer
from kartotek.users.visibility import Visibility
from kartotek.web.icons import glyph
from kartotek.web.jinja import record_url
from kartotek.web.records.words import FIELDS, SENTENCES

LONGEST_VALUE = 80

SOURCES = {
    Source.API: gettext_lazy("API"),
    Source.COMMAND: gettext_lazy("Command line"),
    Source.SYNC: gettext_lazy("Contact sync"),
    Source.IMPORT: gettext_lazy("Import"),
    Source.RULE: gettext_lazy("By rule"),
}

REACH = {"addresses", "phones"}
NUMBERS = {"annual_revenue", "employee_count", "amount"}
DAYS = {"birthday", "expected_close_on", "closed_on", "start_on", "end_on", "due_on"}


@dataclass(frozen=True)
class Change:
    """One line of history; `source` is empty for what was done on a screen.

    Where several fields changed at once, `more` are the sentences after the first. `values` is
    what a new record said, as pairs of name and value.
    """

    id: int
    at: datetime
    icon: str
    line: SafeString
    source: str
    more: tuple[SafeString, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


class Teller:
    """Tells lines of history on one record's page, with all names read at once."""

    def __init__(
        self,
        lines: Iterable[Line],
        *,
        own: tuple[str, int],
        titles: Mapping[tuple[str, int], str],
        viewer: Viewer,
    ) -> None:
        """Read the names that the lines need.

        Args:
            lines: what is to be told.
            own: kind and id of the record whose page it is.
            titles: of the records the lines are about.
            viewer: who reads.
        """
        self.lines = list(lines)
        self.own = own
        self.titles = titles
        self.names = _names(self.lines, viewer)
        changed = [line.data.get("changes", {}) for line in self.lines]
        self.custom = tellings(changed, viewer=viewer)

    def tell(self) -> list[Change]:
        """Return what each line says; those without words of ours are left out."""
        told = [self._told(line) for line in self.lines]
        return [change for change in told if change is not None]

    def _told(self, line: Line) -> Change | None:
        if line.kind.endswith(".edited"):
            changed = line.data.get("changes", {})
            texts = [self._changed(line, name, *pair) for name, pair in changed.items()]
            known = [text for text in texts if text]
            return self._change(line, "pencil", known[0], tuple(known[1:])) if known else None
        sentence = SENTENCES.get(line.kind)
        if sentence is None:
            return None
        values = {name: _bold(self._value(name, held)) for name, held in line.data.items()}
        values |= {"who": _bold(_who(line)), "record": self._record(line)}
        if "merge" in line.data:
            values["name"] = _bold(self._merged_with(line))
        text = _filled(str(sentence.text), values)
        return replace(self._change(line, sentence.icon, text), values=self._first_values(line))

    def _merged_with(self, line: Line) -> str:
        """Return the other record of a merge, where the viewer may know it."""
        name = f"{line.subject_type}_id"
        return self._value(name, line.data[name]) if name in line.data else str(line.data["name"])

    def _first_values(self, line: Line) -> tuple[tuple[str, str], ...]:
        """Return what a new record said, on its own page."""
        if (line.subject_type, line.subject_id) != self.own:
            return ()
        said = {
            name: self._value(name, value) for name, value in line.data.get("values", {}).items()
        }
        return tuple((str(FIELDS[name]), said[name]) for name in FIELDS if said.get(name))

    def _changed(self, line: Line, name: str, old: Any, new: Any) -> SafeString | None:
        """Return how a field is said to have changed; None for one without a name."""
        if name not in FIELDS and name not in self.custom:
            return None
        before, after = self._said(name, old), self._said(name, new)
        values = {
            "who": _bold(_who(line)),
            "field": self.custom[name].name if name in self.custom else str(FIELDS[name]),
            "old": _bold(before),
            "new": _bold(after),
        }
        if not before:
            return _filled(_("%(who)s set %(field)s to %(new)s"), values)
        if not after:
            return _filled(_("%(who)s removed %(field)s, which was %(old)s"), values)
        return _filled(_("%(who)s changed %(field)s from %(old)s to %(new)s"), values)

    def _record(self, line: Line) -> SafeString:
        """Return the record a line is about: a chip, or its name in bold on its own page."""
        about = (line.subject_type, line.subject_id)
        title = self.titles.get(about, "")
        if about == self.own:
            return _bold(title)
        return format_html(
            '<a class="item-chip" href="{}">{}<span class="truncate">{}</span></a>',
            record_url(*about),
            glyph(line.subject_type),
            title,
        )

    def _said(self, name: str, value: Any) -> str:
        """Return a kept value of a field, custom or not, in words."""
        if name in self.custom:
            return shorten(self.custom[name].text(value), LONGEST_VALUE)
        return self._value(name, value)

    def _value(self, name: str, value: Any) -> str:
        """Return a kept value in words."""
        if value is None or value == "":
            return ""
        if isinstance(value, int) and (name, value) in self.names:
            return self.names[name, value]
        if name in DAYS:
            return date_format(date.fromisoformat(value), "j M Y")
        if name in NUMBERS:
            return _number(value)
        if name == "visibility" and value in Visibility.values:
            return str(Visibility(value).label)
        if name in REACH:
            return ", ".join(map(_reach, value))
        if name.endswith("_id"):
            title = self.titles.get((name.removesuffix("_id"), value))
            return title or _("something you may not see")
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        return shorten(text, LONGEST_VALUE)

    def _change(
        self, line: Line, icon: str, text: SafeString, more: tuple[SafeString, ...] = ()
    ) -> Change:
        source = str(SOURCES.get(Source(line.source), "")) if line.who else ""
        return Change(line.id, line.at, icon, text, source, more)


def _reach(one: Any) -> str:
    """Return an address or phone as it stood in the list; older entries hold the value alone."""
    if not isinstance(one, dict):
        return str(one)
    label = str(AddressLabel(one["label"]).label)
    if one["is_primary"]:
        label = _("%(label)s, primary") % {"label": label}
    return f"{one['value']} ({label})"


def _who(line: Line) -> str:
    return line.who or "Kartotek"


def _number(kept: Any) -> str:
    """Return a number as it was kept, text or not; without decimals where it is whole."""
    value = Decimal(str(kept))
    whole = value == value.to_integral_value()
    return str(number_format(value, decimal_pos=0 if whole else 2, force_grouping=True))


def _bold(text: str) -> SafeString:
    return format_html("<b>{}</b>", text)


def _filled(text: str, values: Mapping[str, object]) -> SafeString:
    """Return the sentence with its values, which are safe already; unknown ones stay empty."""
    return mark_safe(text % _Filling(values))  # noqa: S308  Our own sentences; values are escaped.


class _Filling(dict[str, object]):
    def __missing__(self, name: str) -> str:
        """Return nothing for a value that an old entry does not have."""
        return ""


def _names(lines: Iterable[Line], viewer: Viewer) -> dict[tuple[str, int], str]:
    """Return the names behind the ids in the lines, where the viewer may know them."""
    wanted: dict[str, set[int]] = {}
    for line in lines:
        first = line.data.get("values", {})
        held = [(name, [value]) for name, value in (*line.data.items(), *first.items())]
        held += list(line.data.get("changes", {}).items())
        for name, values in held:
            if name.endswith("_id"):
                wanted.setdefault(name, set()).update(one for one in values if one is not None)
    found: dict[tuple[str, int], str] = {}
    for name, ids in wanted.items():
        known = NAMES_BEHIND[name](ids, viewer=viewer) if name in NAMES_BEHIND else {}
        found |= {(name, record_id): text for record_id, text in known.items()}
    return found


def _user_names(_ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    return {user.id: user.name for user in users.users_of(viewer=viewer)}


def _stage_names(_ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    return {stage.id: stage.name for stage in deals.stages(viewer=viewer)}


NAMES_BEHIND = {
    "owner_id": _user_names,
    "user_id": _user_names,
    "organization_id": contacts.organization_names,
    "person_id": contacts.person_names,
    "deal_id": deals.deal_names,
    "lead_id": leads.lead_names,
    "stage_id": _stage_names,
}
