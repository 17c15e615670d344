"""Lines of history as sentences: who did what, with names in place of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kartotek.contacts import queries as contacts
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

NUMBERS = {"annual_revenue", "employee_count", "amount"}
DAYS = {"birthday", "expected_close_on", "start_on", "end_on", "due_on"}


@dataclass(frozen=True)
class Change:
    """One sentence of history; `source` is empty for what was done on a screen."""

    id: int
    at: datetime
    icon: str
    line: SafeString
    source: str


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

    def tell(self) -> list[Change]:
        """Return a sentence for each line, one for each field where fields changed."""
        return [change for line in self.lines for change in self._told(line)]

    def _told(self, line: Line) -> list[Change]:
        if line.kind.endswith(".edited"):
            changed = line.data.get("changes", {})
            told = [self._changed(line, name, *pair) for name, pair in changed.items()]
            return [self._change(line, "pencil", text) for text in told if text]
        sentence = SENTENCES.get(line.kind)
        if sentence is None:
            return []
        values = {name: _bold(self._value(name, held)) for name, held in line.data.items()}
        values |= {"who": _bold(_who(line)), "record": self._record(line)}
        return [self._change(line, sentence.icon, _filled(str(sentence.text), values))]

    def _changed(self, line: Line, name: str, old: Any, new: Any) -> SafeString | None:
        """Return how a field is said to have changed; None for one without a name."""
        if name not in FIELDS:
            return None
        before, after = self._value(name, old), self._value(name, new)
        values = {
            "who": _bold(_who(line)),
            "field": str(FIELDS[name]),
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

    def _value(self, name: str, value: Any) -> str:
        """Return a kept value in words."""
        if value is None or value == "":
            return ""
        if isinstance(value, int) and (name, value) in self.names:
            return self.names[name, value]
        if name in DAYS:
            return date_format(date.fromisoformat(value), "j M Y")
        if name in NUMBERS:
            return str(number_format(value, force_grouping=True))
        if name == "visibility" and value in Visibility.values:
            return str(Visibility(value).label)
        if name.endswith("_id"):
            return _("something you may not see")
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        return shorten(text, LONGEST_VALUE)

    def _change(self, line: Line, icon: str, text: SafeString) -> Change:
        source = str(SOURCES.get(Source(line.source), "")) if line.who else ""
        return Change(line.id, line.at, icon, text, source)


def _who(line: Line) -> str:
    return line.who or "Kartotek"


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
        held = [(name, [value]) for name, value in line.data.items()]
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
    "organization_id": contacts.organization_names,
    "person_id": contacts.person_names,
    "deal_id": deals.deal_names,
    "lead_id": leads.lead_names,
    "stage_id": _stage_names,
}
