"""A record that was deleted while somebody wrote on it: who did it, and the way back.

The answer shows what was typed and offers to restore the record and then do what was asked: the
same request once more, with the word RESTORE_FIRST, which is looked at before any view is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kartotek.errors import Deleted
from kartotek.flows.restore import restore
from kartotek.history.deletions import deletions_of
from kartotek.users.viewer import Viewer
from kartotek.web import render
from kartotek.web.numbers import record_number
from kartotek.web.words import when

RESTORE_FIRST = "restore_first"

TITLES: Mapping[str, str | Promise] = {
    "person": gettext_lazy("This person was deleted"),
    "organization": gettext_lazy("This organization was deleted"),
    "deal": gettext_lazy("This deal was deleted"),
    "lead": gettext_lazy("This lead was deleted"),
    "project": gettext_lazy("This project was deleted"),
    "activity": gettext_lazy("This activity was deleted"),
    "note": gettext_lazy("This note was deleted"),
    "file": gettext_lazy("This file was deleted"),
}

# What a form sends beside what somebody typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "was", "panel", "label", "primary", "type", "tone"})


@dataclass(frozen=True)
class Meanwhile:
    """What is said of a record that was deleted meanwhile.

    `typed` are the texts that were to be written; `again` the pairs of name and value that ask
    for the same once more, empty where nothing was to be written.
    """

    title: str
    text: str
    ref: str
    typed: list[str]
    again: list[tuple[str, str]]
    action: str


def restore_first(request: HttpRequest) -> None:
    """Restore the record that a request names to be restored before anything else.

    Raises:
        NotFound: there is no such record, it is not theirs to see, or it was purged.
    """
    viewer: Viewer | None = getattr(request, "viewer", None)
    if request.method == "POST" and viewer is not None and RESTORE_FIRST in request.POST:
        kind, _dash, record_id = request.POST[RESTORE_FIRST].partition("-")
        number = record_number(record_id) or 0
        restore(kind, number, by=viewer, at=timezone.now())


def deleted_answer(request: HttpRequest, error: Deleted) -> HttpResponse:
    """Return the answer to whoever wrote on a deleted record: a notice or a page."""
    told = _told(request, error)
    if not getattr(request, "htmx", False):
        return render.page(request, "layouts/deleted.html", {"told": told}, status=error.status)
    drawn = render.draw(request, "components/deleted_notice.html", "deleted_notice", told)
    response = render.answer(drawn, status=error.status)
    response["HX-Retarget"] = "#notice"
    response["HX-Reswap"] = "innerHTML"
    return response


def _told(request: HttpRequest, error: Deleted) -> Meanwhile:
    pairs = [(name, str(value)) for name, held in request.POST.lists() for value in held]
    again = [pair for pair in pairs if pair[0] not in {"csrfmiddlewaretoken", RESTORE_FIRST}]
    return Meanwhile(
        title=str(TITLES[error.kind]),
        text=_sentence(request, error, is_writing=bool(again)),
        ref=f"{error.kind}-{error.record_id}",
        typed=[value for name, value in again if value.strip() and _is_typed(name)],
        again=again,
        action=request.get_full_path(),
    )


def _sentence(request: HttpRequest, error: Deleted, *, is_writing: bool) -> str:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    act = deletions_of(error.kind, [error.record_id], viewer=viewer).get(error.record_id)
    if act is None:
        return str(error)
    values = {"who": act.who or "Kartotek", "when": strip_tags(when(act.at, "clock"))}
    if is_writing:
        return _("%(who)s deleted it: %(when)s. What you typed is kept here.") % values
    return _("%(who)s deleted it: %(when)s. Everything that hangs on it is kept.") % values


def _is_typed(name: str) -> bool:
    return name not in NOT_TYPED and not name.startswith("is_") and not name.endswith("_id")
