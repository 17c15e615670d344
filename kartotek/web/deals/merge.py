"""Merging deals: the other one is picked, a preview shown, both made one, and made two again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kartotek.errors import Invalid
from kartotek.flows import merge_deals
from kartotek.flows.merge_deals import Preview
from kartotek.pipeline.deals import queries
from kartotek.pipeline.deals.queries import DealPage
from kartotek.users.permissions import Permission
from kartotek.web import render
from kartotek.web.duplicates.asked import ids_of, number_of
from kartotek.web.duplicates.preview import MOVES, Moved
from kartotek.web.duplicates.undo import words_of
from kartotek.web.forms import cleaned, form_part
from kartotek.web.viewer import KartotekRequest
from kartotek.web.words import amount, day, number

PREVIEW = "deals/merge.html"
OTHER = "deals/other.html"


@dataclass(frozen=True)
class PreviewLine:
    """One field: what each deal says, what will be said, and whether that is another's."""

    label: str | Promise
    texts: list[str]
    after: str
    is_new: bool = False


class OtherForm(forms.Form):
    """The deal to merge with."""

    other_id = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose a deal from the list.")}
    )


def other_context(request: KartotekRequest, deal_id: int) -> dict[str, object]:
    """Return what the dialog takes."""
    return {"deal": queries.deal(deal_id, viewer=request.viewer)}


@require_http_methods(["GET", "POST"])
@form_part(OTHER, "merge_with", other_context)
def other(request: KartotekRequest, deal_id: int) -> HttpResponse:
    """Show the dialog, or lead to the preview of what was picked."""
    context = other_context(request, deal_id)
    if request.method == "GET":
        drawn = render.part(request, OTHER, "merge_with", context)
        return drawn if request.htmx else render.page(request, OTHER, context)
    other_id = cleaned(OtherForm(request.POST))["other_id"]
    if other_id == deal_id:
        message = _("A record cannot be merged with itself.")
        raise Invalid(message, {"other_id": message})
    return render.redirect(request, f"{reverse('deals:merge')}?ids={deal_id},{other_id}")


@require_http_methods(["GET", "POST"])
def merge(request: KartotekRequest) -> HttpResponse:
    """Show what would become of the deals, or merge them and open the one that stays."""
    if request.method == "GET":
        return render.page(request, PREVIEW, preview_context(request))
    ids = ids_of(request.POST)
    survivor_id = _primary(request.POST, ids)
    act = merge_deals.merge_all(
        survivor_id=survivor_id, loser_ids=ids, by=request.viewer, at=timezone.now()
    )
    text = ngettext("%(count)s deal is one now", "%(count)s deals are one now", len(ids))
    response = render.redirect(request, "deals:deal", survivor_id)
    undo = reverse("deals:merge_undo", args=(act,))
    return render.toast(request, response, text % {"count": len(ids)}, undo)


@require_POST
def merge_undo(request: KartotekRequest, act: UUID) -> HttpResponse:
    """Bring back what was merged as one act, and open the first that is back."""
    undone = merge_deals.undo_act(act=act, by=request.viewer, at=timezone.now())
    response = render.redirect(request, "deals:deal", undone.loser_ids[-1])
    return render.toast(request, response, words_of(undone))


def preview_context(request: KartotekRequest) -> dict[str, object]:
    """Return what the preview takes."""
    ids = ids_of(request.GET)
    survivor_id = _primary(request.GET, ids)
    shown = merge_deals.preview(survivor_id=survivor_id, loser_ids=ids, viewer=request.viewer)
    return {
        "ids": ",".join(str(pk) for pk in ids),
        "survivor": shown.deals[0],
        "deals": shown.deals,
        "lines": lines_of(shown),
        "moves": [Moved(_moved(word, n), number(n)) for word, n in shown.moves.items()],
        "may_merge": request.viewer.may(Permission.MERGE),
    }


def lines_of(shown: Preview) -> list[PreviewLine]:
    """Return the fields in which any of the deals says something."""
    lines = [
        _line(shown, gettext_lazy("Title"), [one.title for one in shown.deals]),
        _line(shown, gettext_lazy("Value"), [_worth(one) for one in shown.deals], "amount"),
        _line(shown, gettext_lazy("Stage"), [one.stage.name for one in shown.deals]),
        _line(
            shown,
            gettext_lazy("Person"),
            [one.person.name if one.person else "" for one in shown.deals],
            "person_id",
        ),
        _line(
            shown,
            gettext_lazy("Organization"),
            [one.organization.name if one.organization else "" for one in shown.deals],
            "organization_id",
        ),
        _line(
            shown,
            gettext_lazy("Expected close"),
            [day(one.expected_close_on) if one.expected_close_on else "" for one in shown.deals],
            "expected_close_on",
        ),
        _united(
            gettext_lazy("Participants"),
            [[line.person.name for line in one.participants] for one in shown.deals],
        ),
        _united(
            gettext_lazy("Labels"), [[label.name for label in one.labels] for one in shown.deals]
        ),
        _line(shown, gettext_lazy("Owner"), [one.owner.name for one in shown.deals]),
    ]
    return [one for one in lines if any(one.texts)]


def _line(shown: Preview, label: str | Promise, texts: list[str], field: str = "") -> PreviewLine:
    origin = shown.origins.get(field)
    place = next((n for n, one in enumerate(shown.deals) if one.id == origin), 0)
    return PreviewLine(label, texts, texts[place], is_new=place > 0)


def _united(label: str | Promise, lists: list[list[str]]) -> PreviewLine:
    every = list(dict.fromkeys(name for names in lists for name in names))
    texts = [", ".join(names) for names in lists]
    return PreviewLine(label, texts, ", ".join(every), is_new=len(every) > len(lists[0]))


def _worth(deal: DealPage) -> str:
    return "" if deal.amount is None else amount(deal.amount, deal.currency)


def _moved(word: str, count: int) -> str:
    if word == "participant":
        return ngettext("Participant", "Participants", count)
    return MOVES[word](count)


def _primary(asked: QueryDict, ids: Sequence[int]) -> int:
    """Return which deal stays: the one that was chosen, else the first."""
    chosen = number_of(asked, "primary")
    return chosen if chosen in ids else ids[0]
