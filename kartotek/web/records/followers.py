"""Who follows a record: oneself with one press, others by its owner and admins."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kartotek.history.follow import operations
from kartotek.history.follow.queries import Follower, followers_of
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.jinja import record_url
from kartotek.web.records.kinds import record_of
from kartotek.web.records.sections import owners
from kartotek.web.records.side import side_pieces
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/followers.html"


@dataclass(frozen=True)
class Following:
    """Who follows a record, and what the viewer may do about it."""

    kind: str
    record_id: int
    followers: list[Follower]
    is_followed: bool
    may_choose: bool


class FollowForm(forms.Form):
    """Who follows, or no longer follows; without a user it is the viewer."""

    user_id = forms.IntegerField(required=False)
    is_on = forms.BooleanField(required=False)


def following_of(
    kind: str, record_id: int, *, viewer: Viewer, record: OwnedRecord | None = None
) -> Following:
    """Return who follows a record that the viewer sees.

    Args:
        kind: person, organization, deal, lead or project.
        record_id: its id.
        viewer: who reads.
        record: the record itself, where the page has read it already.
    """
    if record is None:
        record = record_of(kind, record_id, viewer=viewer, with_deleted=True)
    found = followers_of(record)
    return Following(
        kind=kind,
        record_id=record_id,
        followers=found,
        is_followed=any(one.id == viewer.user_id for one in found),
        may_choose=operations.may_choose_followers(record, viewer),
    )


def followers_context(request: KartotekRequest, kind: str, record_id: int) -> dict[str, object]:
    """Return what the list of followers takes."""
    following = following_of(kind, record_id, viewer=request.viewer)
    known = {one.id for one in following.followers}
    others = owners(request.viewer) if following.may_choose else []
    return {
        "following": following,
        "others": [(pk, name) for pk, name in others if pk not in known],
    }


@require_http_methods(["GET", "POST"])
@form_part(SCREEN, "followers_list", followers_context)
def followers(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Show who follows a record, or change it."""
    if request.method == "GET":
        context = followers_context(request, kind, record_id)
        if request.htmx:
            return render.part(request, SCREEN, "followers", context)
        return render.page(request, SCREEN, context)
    _change(request, kind, record_id)
    if not request.htmx:
        return render.redirect(request, record_url(kind, record_id))
    return _answer(request, kind, record_id)


def _change(request: KartotekRequest, kind: str, record_id: int) -> None:
    typed = cleaned(FollowForm(request.POST))
    subject = record_of(kind, record_id, viewer=request.viewer)
    change = operations.follow if typed["is_on"] else operations.unfollow
    user_id = typed["user_id"] or request.viewer.own_id
    change(subject=subject, user_id=user_id, by=request.viewer, at=timezone.now())


def _answer(request: KartotekRequest, kind: str, record_id: int) -> HttpResponse:
    """Return the button, the list where it is open, Focus and History anew."""
    context = followers_context(request, kind, record_id)
    drawn = render.draw(request, "records/_follow.html", "follow_button", context["following"])
    pieces = [render.in_place(f"#follow-{kind}-{record_id}", drawn)]
    if "is_listed" in request.POST:
        listed = render.draw_part(request, SCREEN, "followers_list", context)
        pieces.append(render.in_place("#followers_list", listed))
    return render.answer(*pieces, *side_pieces(request, kind, record_id))
