"""Colleagues who can be mentioned on a record, as one types their name after an @."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.lib.text import fold
from kartotek.users.queries.seeing import Seeing, seeing
from kartotek.web import render
from kartotek.web.records.kinds import record_of
from kartotek.web.viewer import KartotekRequest

MOST = 8


@require_GET
def people(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Answer the colleagues whose names hold what is typed, those who see the record first."""
    record = record_of(kind, record_id, viewer=request.viewer)
    words = fold(request.GET.get("q", "")).split()
    everyone = seeing(record, viewer=request.viewer)
    found = [user for user in everyone if _is_meant(user, words)]
    found.sort(key=lambda user: (not user.sees, fold(user.name)))
    return render.page(request, "records/people.html", {"people": found[:MOST]})


def _is_meant(user: Seeing, words: list[str]) -> bool:
    """Return whether each typed word begins a word of the name."""
    names = fold(user.name).split()
    return all(any(name.startswith(word) for name in names) for word in words)
