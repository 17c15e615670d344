"""The working side of every record's page: composer, Focus and History."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString

from kartotek.activities import queries as activities
from kartotek.activities.operations import OnFields
from kartotek.activities.queries import ActivityRow, FileRow, Focus
from kartotek.linking.rules import Code
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import OwnedRecord
from kartotek.web.jinja import record_url
from kartotek.web.records.kinds import Held, record_of
from kartotek.web.records.scopes import OWN, Scope, chosen, scopes_of
from kartotek.web.records.timeline import Asked, Show, Timeline, timeline_of
from kartotek.web.render import Typed, answer, draw, draw_part, in_place, redirect
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/side.html"

# The sign before the reason why a conversation has no item, where it is not a plain circle.
REASON_ICONS: Mapping[str, str] = {
    Code.AMBIGUOUS: "split",
    Code.AMBIGUOUS_GROUP: "split",
    Code.OLDER_THAN_ITEM: "clock",
    Code.CONVERSATION_OLDER_THAN_ITEM: "clock",
    Code.CONTACT_CREATED_LATER: "clock",
    Code.UNKNOWN_ADDRESS: "circle-question-mark",
    Code.STRANGER: "circle-question-mark",
    Code.USER_UNLINKED: "unlink",
    Code.AUTO_OFF: "link-2-off",
}


@dataclass(frozen=True)
class Side:
    """What the composer, Focus and History of one record show."""

    kind: str
    id: int
    title: str
    is_deleted: bool
    focus: Focus
    timeline: Timeline
    scope: Scope
    scopes: list[Scope]
    today: str
    files: list[FileRow]
    file_count: int
    file_limit: int
    last_activity_at: datetime | None
    viewer: Viewer
    blank: Mapping[str, object] = field(default_factory=Typed)
    reason_icons: Mapping[str, str] = field(default_factory=lambda: REASON_ICONS)
    types: list[tuple[str, str]] = field(default_factory=list)

    @property
    def next_activity(self) -> ActivityRow | None:
        """Return the open activity that comes next: one with a day, as Focus has them sorted."""
        return next((one for one in self.focus.activities if one.due_on), None)

    @property
    def person(self) -> Scope | None:
        """Return the person of a deal, lead or project, whom activities are with."""
        return next((one for one in self.scopes if one.word == "person"), None)

    @property
    def url(self) -> str:
        """Return the address of the record's page."""
        return record_url(self.kind, self.id)

    @property
    def on(self) -> str:
        """Return how activities name the page they are shown on."""
        return f"{self.kind}-{self.id}"


def side_of(
    request: KartotekRequest,
    kind: str,
    record_id: int,
    *,
    record: OwnedRecord | None = None,
    held: Held | None = None,
) -> Side:
    """Return the working side of a record, deleted or not, with History as the address asks.

    Args:
        request: what asks for it.
        kind: person, organization, deal, lead or project.
        record_id: its id.
        record: the record itself, where the page has read it already.
        held: what hangs on it, where the page reads that too.

    Raises:
        NotFound: there is no such record, or it is not theirs to see.
    """
    held = held or Held(kind, record_id, request.viewer)
    if record is None:
        record = record_of(kind, record_id, viewer=request.viewer, with_deleted=True)
    scopes = scopes_of(kind, record, viewer=request.viewer)
    scope = chosen(scopes, request.GET.get("of", OWN))
    return Side(
        kind=kind,
        id=record_id,
        title=str(record),
        is_deleted=record.is_deleted,
        focus=activities.focus_of(kind, record_id, viewer=request.viewer, notes=held.all_notes),
        timeline=_timeline(request, scope, held),
        scope=scope,
        scopes=scopes,
        today=timezone.localdate().isoformat(),
        files=held.files,
        file_count=held.file_count,
        file_limit=settings.FILE_BYTES,
        last_activity_at=getattr(record, "last_activity_at", None),
        viewer=request.viewer,
        types=[(one.key, one.name) for one in activities.types(viewer=request.viewer)],
    )


def _timeline(request: KartotekRequest, scope: Scope, held: Held) -> Timeline:
    """Return the History of a scope; what is held is the record's own."""
    return timeline_of(
        scope.kind,
        scope.id,
        scope.title,
        viewer=request.viewer,
        asked=_asked(request),
        held=held if scope.word == OWN else None,
    )


def _asked(request: KartotekRequest) -> Asked:
    show = request.GET.get("show", "")
    return Asked(
        show=Show(show) if show in set(Show) else Show.ALL, before=request.GET.get("before", "")
    )


def hung_on(kind: str, record_id: int) -> OnFields:
    """Return the argument by which a note or activity is put on a record."""
    return cast("OnFields", {f"{kind}_id": record_id})


def side_pieces(
    request: KartotekRequest,
    kind: str,
    record_id: int,
    *,
    record: OwnedRecord | None = None,
    held: Held | None = None,
) -> list[SafeString]:
    """Return Focus, History and files anew, each to be put in place, for a part answer."""
    context = {"side": side_of(request, kind, record_id, record=record, held=held)}
    blocks = ("focus", "history", "files")
    pieces = [in_place(f"#{block}", draw_part(request, SCREEN, block, context)) for block in blocks]
    drawn = draw(request, "records/_activity_summary.html", "activity_summary", context["side"])
    return [*pieces, in_place("#activity_summary", drawn)]


def side_answer(
    request: KartotekRequest, kind: str, record_id: int, *, with_composer: bool = False
) -> HttpResponse:
    """Return what a change on the working side leads to: its parts, or the record's page."""
    if not request.htmx:
        return redirect(request, record_url(kind, record_id))
    pieces = side_pieces(request, kind, record_id)
    if with_composer:
        context = {"side": side_of(request, kind, record_id)}
        pieces.append(in_place("#composer", draw_part(request, SCREEN, "composer", context)))
    return answer(*pieces)


def side_context(
    request: HttpRequest, kind: str, record_id: int, *_more: object
) -> dict[str, object]:
    """Return what the side's own screen takes, for a form that is drawn again."""
    return {"side": side_of(request, kind, record_id)}  # type: ignore[arg-type]
