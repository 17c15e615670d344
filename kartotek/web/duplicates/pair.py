"""Two records that are two: remembered, and taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kartotek.contacts import queries
from kartotek.contacts.operations.pairs import ask_again, keep_apart
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.duplicates.compare import card_of
from kartotek.web.viewer import KartotekRequest


@require_POST
def separation(request: KartotekRequest, pair_id: int) -> HttpResponse:
    """Keep the two of a pair separate, or with `again` ask about them once more."""
    is_again = bool(request.GET.get("again"))
    decide = ask_again if is_again else keep_apart
    pair = decide(pair_id=pair_id, by=request.viewer, at=timezone.now())
    here = reverse("duplicates:separation", args=(pair_id,))
    text = _("They are asked about again") if is_again else _("Kept separate")
    undo_url = here if is_again else f"{here}?again=1"
    if not request.htmx:
        page = f"{reverse('duplicates:duplicates')}?kind={pair.on}"
        return render.toast(request, render.redirect(request, page), text, undo_url)
    row = queries.pair_row(pair_id, viewer=request.viewer)
    drawn = render.draw(
        request,
        "duplicates/_pair.html",
        "pair_card",
        card_of(row) if row else None,
        request.viewer.may(Permission.MERGE),
    )
    placed = render.in_place(f"#pair-{pair_id}", drawn)
    return render.toast(request, render.answer(placed), text, undo_url)
