"""Bringing deleted records back: one from a notice, many from the page of deleted records."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from kartotek.flows.restore import RESTORES, Ref, restore_many
from kartotek.web import render
from kartotek.web.forms import cleaned
from kartotek.web.jinja import RECORD_PAGES, record_url
from kartotek.web.numbers import record_number
from kartotek.web.viewer import KartotekRequest

MOST = 200


class RefsForm(forms.Form):
    """Deleted records, each as kind and number: person-12."""

    refs = forms.TypedMultipleChoiceField(
        error_messages={"required": gettext_lazy("Choose what to restore.")}
    )

    def __init__(self, typed: QueryDict, refs: list[str]) -> None:
        """Take what was chosen; each must name a kind and a number."""
        super().__init__(typed)
        chosen = [ref for ref in refs if _ref(ref)[0] in RESTORES]
        self.fields["refs"].choices = [(ref, ref) for ref in chosen[:MOST]]  # type: ignore[attr-defined]


@require_POST
def restoration(request: KartotekRequest) -> HttpResponse:
    """Restore what is named; one record opens, many are told in a toast."""
    chosen = cleaned(RefsForm(request.POST, request.POST.getlist("refs")))["refs"]
    back = restore_many([_ref(one) for one in chosen], by=request.viewer, at=timezone.now())
    kind, record_id = _ref(chosen[0])
    if len(back) == 1 and kind in RECORD_PAGES and "from" not in request.POST:
        return render.redirect(request, record_url(kind, record_id))
    count = len(back)
    text = ngettext("%(count)s record restored", "%(count)s records restored", count)
    if count == 1:
        text = _("%(title)s restored") % {"title": str(back[0])[:80]}
    else:
        text = text % {"count": count}
    page = reverse("settings:deleted")
    before = request.POST.get("from", "")
    back_to = before if before.startswith(f"{page}?") else page
    return render.toast(request, render.redirect(request, back_to), text)


def _ref(text: str) -> Ref:
    kind, _dash, number = text.partition("-")
    return kind, record_number(number) or 0
