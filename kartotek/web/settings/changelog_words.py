"""Lines of the company's history as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kartotek.history.queries import Line
from kartotek.users.visibility import Visibility
from kartotek.web.settings.permission_words import TITLES


@dataclass(frozen=True)
class Told:
    """One sentence, when it became true, and its icon."""

    id: int
    at: datetime
    icon: str
    line: SafeString


@dataclass(frozen=True)
class Sentence:
    """How a kind of line is told; `%(who)s` is whoever did it, other names are the line's own."""

    icon: str
    text: str | Promise


SENTENCES: Mapping[str, Sentence] = {
    "user.invited": Sentence(
        "user-round-plus", gettext_lazy("%(who)s invited %(name)s, %(email)s")
    ),
    "user.invited-again": Sentence(
        "link", gettext_lazy("%(who)s made a new link for %(name)s, %(email)s")
    ),
    "user.invitation-revoked": Sentence(
        "x", gettext_lazy("%(who)s revoked the invitation of %(name)s, %(email)s")
    ),
    "user.joined": Sentence("user-round-check", gettext_lazy("%(name)s accepted the invitation")),
    "user.deactivated": Sentence("user-round-x", gettext_lazy("%(who)s deactivated %(name)s")),
    "user.reactivated": Sentence("user-round-check", gettext_lazy("%(who)s reactivated %(name)s")),
    "user.handed-over": Sentence(
        "arrow-right-left",
        gettext_lazy("%(who)s handed the records of %(name)s over to %(to)s: %(count)s"),
    ),
    "user.password-changed": Sentence(
        "key-round", gettext_lazy("%(who)s changed their own password")
    ),
    "user.signed-out-elsewhere": Sentence(
        "log-out", gettext_lazy("%(who)s signed out of all other browsers")
    ),
    "user.token-created": Sentence("key-round", gettext_lazy("%(who)s made the token %(token)s")),
    "user.token-revoked": Sentence("x", gettext_lazy("%(who)s revoked the token %(token)s")),
    "group.created": Sentence("plus", gettext_lazy("%(who)s added the group %(name)s")),
    "group.deleted": Sentence("trash-2", gettext_lazy("%(who)s deleted the group %(name)s")),
    "permission-set.created": Sentence(
        "plus", gettext_lazy("%(who)s added the permission set %(name)s: %(allowed)s")
    ),
    "permission-set.deleted": Sentence(
        "trash-2", gettext_lazy("%(who)s deleted the permission set %(name)s")
    ),
    "label.created": Sentence("plus", gettext_lazy("%(who)s added the label %(name)s")),
    "label.edited": Sentence("pencil", gettext_lazy("%(who)s changed the label %(name)s")),
    "activity-type.created": Sentence(
        "plus", gettext_lazy("%(who)s added the activity type %(name)s")
    ),
    "activity-type.edited": Sentence(
        "pencil", gettext_lazy("%(who)s changed the activity type %(name)s")
    ),
    "activity-type.deleted": Sentence(
        "archive", gettext_lazy("%(who)s laid the activity type %(name)s aside")
    ),
    "activity-type.restored": Sentence(
        "undo-2", gettext_lazy("%(who)s took the activity type %(name)s up again")
    ),
    "label.deleted": Sentence("trash-2", gettext_lazy("%(who)s deleted the label %(name)s")),
    "pipeline.created": Sentence("plus", gettext_lazy("%(who)s added the pipeline %(name)s")),
    "pipeline.deleted": Sentence("trash-2", gettext_lazy("%(who)s deleted the pipeline %(name)s")),
    "stage.created": Sentence(
        "plus", gettext_lazy("%(who)s added the stage %(name)s to %(pipeline)s")
    ),
    "stage.moved": Sentence(
        "arrow-right-left", gettext_lazy("%(who)s moved the stage %(name)s to %(pipeline)s")
    ),
    "stage.deleted": Sentence(
        "trash-2", gettext_lazy("%(who)s deleted the stage %(name)s of %(pipeline)s")
    ),
    "stage.restored": Sentence(
        "undo-2", gettext_lazy("%(who)s brought %(name)s back to %(pipeline)s")
    ),
    "company.lost-reasons-changed": Sentence(
        "circle-x", gettext_lazy("%(who)s changed the reasons for losing deals")
    ),
}

FIELDS: Mapping[str, str | Promise] = {
    "name": gettext_lazy("Name"),
    "rotting_days": gettext_lazy("Days until deals rot"),
    "probability": gettext_lazy("Probability"),
    "uses_probability": gettext_lazy("Stages have a probability"),
    "email": gettext_lazy("Email"),
    "group": gettext_lazy("Group"),
    "role": gettext_lazy("Permission set"),
    "parent": gettext_lazy("Below"),
    "currency": gettext_lazy("Currency"),
    "region": gettext_lazy("Country"),
    "time_zone": gettext_lazy("Time zone"),
    "default_visibility": gettext_lazy("New records are visible to"),
    "only_younger_conversations": gettext_lazy("Only younger conversations are linked"),
}

WORDS: Mapping[str, str | Promise] = {
    "admin": gettext_lazy("Admin"),
    "regular": gettext_lazy("Regular user"),
    "Regular": gettext_lazy("Regular user"),
}


def told(lines: Iterable[Line]) -> list[Told]:
    """Return the lines as sentences, one for each thing that changed; unknown ones are left out."""
    return [one for line in lines for one in _told(line)]


def _told(line: Line) -> list[Told]:
    if line.kind == "permission-set.edited":
        return _permissions(line)
    if line.kind.endswith(".edited") and "changes" in line.data:
        changed = line.data["changes"]
        return [_changed(line, name, *pair) for name, pair in changed.items() if name in FIELDS]
    sentence = SENTENCES.get(line.kind)
    if sentence is None:
        return []
    return [_line(line, sentence.icon, str(sentence.text), line.data)]


def _permissions(line: Line) -> list[Told]:
    found: list[Told] = []
    if line.data["was"] != line.data["name"]:
        text = _("%(who)s renamed the permission set %(was)s to %(name)s")
        found.append(_line(line, "pencil", text, line.data))
    if line.data["allowed"]:
        text = _("%(who)s allowed more with %(name)s: %(allowed)s")
        found.append(_line(line, "check", text, line.data))
    if line.data["forbidden"]:
        text = _("%(who)s allowed less with %(name)s, no longer: %(forbidden)s")
        found.append(_line(line, "x", text, line.data))
    return found


def _changed(line: Line, name: str, old: Any, new: Any) -> Told:
    values = {"field": FIELDS[name], "old": _value(name, old), "new": _value(name, new)}
    if line.subject_type == "company":
        text = _("%(who)s changed the company's %(field)s from %(old)s to %(new)s")
    else:
        text = _("%(who)s changed %(field)s of %(name)s from %(old)s to %(new)s")
    return _line(line, "pencil", text, {**line.data, **values})


def _line(line: Line, icon: str, text: str, data: Mapping[str, Any]) -> Told:
    values = {name: format_html("<b>{}</b>", _value(name, held)) for name, held in data.items()}
    values["who"] = format_html("<b>{}</b>", line.who or "Kartotek")
    # Our own sentences; the values were escaped just now.
    return Told(line.id, line.at, icon, mark_safe(text % values))  # noqa: S308


def _value(name: str, value: Any) -> str:
    """Return a kept value in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(TITLES.get(one, one)) for one in value) or _("nothing")
    if name == "default_visibility" and value in Visibility.values:
        return str(Visibility(value).label)
    if value == "" or value is None:
        return _("none")
    return str(WORDS.get(str(value), value))
