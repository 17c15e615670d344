"""What the pickers of people and organizations offer for typed text."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kartotek.contacts import queries
from kartotek.web import render
from kartotek.web.viewer import KartotekRequest

# What a picker sends beside the text typed into it.
NOT_TEXT = frozenset({"list"})


def typed_in(request: KartotekRequest) -> str:
    """Return the text typed into a picker, whatever the picker's input is called."""
    texts = [str(value) for name, value in request.GET.items() if name not in NOT_TEXT]
    return texts[0].strip() if texts else ""


@require_GET
def options(request: KartotekRequest) -> HttpResponse:
    """Answer the people whose name, organization, address or phone is typed."""
    typed = typed_in(request)
    found = queries.find_people(typed, viewer=request.viewer)
    prefix = request.GET.get("list", "people")
    context = {"found": found, "typed": typed, "prefix": prefix}
    return render.part(request, "people/options.html", "options", context)
