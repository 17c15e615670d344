"""History tells users what concerns them: the worker reads it on, a moment after it is written.

    lines since the last time -> occasions -> facts about colleagues -> decided -> told -> announced

No act waits for it, and whatever door an act came by, it is told of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kartotek.activities.models import Activity, Comment, Note
from kartotek.flows.announce import announce
from kartotek.history.models import Follow
from kartotek.history.reading import latest, lines_after, lines_since
from kartotek.lib.decisions import decide
from kartotek.notifications.happenings import (
    KINDS,
    OUT_AND_BACK,
    Occasion,
    changes_sight,
    occasions,
)
from kartotek.notifications.models import Reading
from kartotek.notifications.operations import News, mark_past_read, recount_unread, tell
from kartotek.notifications.queries.sight import RECORDS, Ref, seen
from kartotek.notifications.rules import TELLING_TABLE, Facts, Happening, Told
from kartotek.users.models import User
from kartotek.users.viewer import Viewer

CHANGED = "notifications:changed"

# What was written down for an earlier day, as an import does, is no news.
NEWS_FOR = timedelta(days=1)
# So many things given to somebody at once are told one by one; more of them in one line.
ONE_BY_ONE = 3


@dataclass
class Around:
    """What is known about the subjects of some occasions, read once for all of them."""

    owners: dict[Ref, int]
    followers: dict[Ref, set[int]]
    commenters: dict[int, set[int]]

    def concerned(self, one: Occasion) -> set[int]:
        """Return whom an occasion may concern."""
        found = set(one.mentioned) | self.followers.get(one.subject, set())
        found |= {pk for pk in (one.new_owner_id, one.old_owner_id) if pk is not None}
        if one.subject in self.owners:
            found.add(self.owners[one.subject])
        if one.happening is Happening.COMMENTED:
            found |= self.commenters.get(one.subject[1], set())
        return found

    def facts(self, one: Occasion, user_id: int, *, sees_it: bool) -> Facts:
        """Return what the rules are told about a user."""
        owns_it = self.owners.get(one.subject) == user_id
        return Facts(
            happening=one.happening,
            did_it=one.line.user_id == user_id,
            sees_it=sees_it,
            is_mentioned=user_id in one.mentioned,
            lost_it=one.old_owner_id == user_id,
            got_it=one.new_owner_id == user_id or (one.is_new and owns_it),
            wrote_note=owns_it,
            wrote_comment=user_id in self.commenters.get(one.subject[1], set()),
            owns_it=owns_it and not one.is_new,
            follows_it=bool(one.event) and user_id in self.followers.get(one.subject, set()),
        )


def go_on(*, at: datetime) -> int:
    """Tell users what history says since the last time, and return how many were told.

    The first time nothing is told: what was before is no news. Doing it again tells nothing twice.
    """
    place = Reading.objects.filter(name="history").first()
    if place is None:
        Reading.objects.get_or_create(name="history", defaults={"read_to": latest()})
        return 0
    read = lines_after(place.read_to, kinds=KINDS | OUT_AND_BACK, at=at)
    if not read.lines and read.read_to == place.read_to:
        return 0
    found = occasions(line for line in read.lines if line.at > at - NEWS_FOR)
    by_company: dict[int, list[Occasion]] = defaultdict(list)
    for one in found:
        by_company[one.line.company_id].append(one)
    with transaction.atomic():
        told = sum(_tell(held, company_id, at) for company_id, held in by_company.items())
        for company_id in {line.company_id for line in read.lines if changes_sight(line)}:
            recount_unread(company_id=company_id)
        Reading.objects.filter(pk=place.pk).update(read_to=read.read_to)
    return told


def tell_past(*, company_id: int, since: datetime, read_until: datetime, at: datetime) -> int:
    """Tell users of a company what history says since a moment, and return how many were told.

    Args:
        company_id: whose history.
        since: from when on.
        read_until: what happened before that counts as read.
        at: now.
    """
    told = _tell(occasions(lines_since(since, kinds=KINDS, company_id=company_id)), company_id, at)
    mark_past_read(before=read_until, company_id=company_id, at=at)
    return told


def _tell(found: Sequence[Occasion], company_id: int, at: datetime) -> int:
    around = _around(found, company_id)
    concerned = {user for one in found for user in around.concerned(one)}
    users = User.objects.filter(company_id=company_id, pk__in=concerned, is_active=True)
    news: list[News] = []
    for user in users.select_related("group__parent", "permission_set"):
        own = [one for one in found if user.pk in around.concerned(one)]
        sights = seen({one.subject for one in own}, viewer=Viewer.of(user))
        news += _together(
            told
            for one in own
            for told in _decided(one, user.pk, around, sees_it=one.subject in sights)
        )
    told = tell(news, company_id=company_id)
    if told:
        announce(CHANGED, company_id=company_id, user_ids=told, at=at)
    return len(told)


def _decided(one: Occasion, user_id: int, around: Around, *, sees_it: bool) -> list[News]:
    decision = decide(TELLING_TABLE, around.facts(one, user_id, sees_it=sees_it))
    event = _event(one, decision.outcome, decision.code)
    if decision.outcome is Told.NOTHING or not event:
        return []
    return [
        News(
            user_id=user_id,
            kind=decision.outcome,
            event=event,
            code=decision.code,
            subject=one.subject,
            cause=one.line.id,
            at=one.line.at,
            data=_data(one),
        )
    ]


def _event(one: Occasion, told: Told, code: str) -> str:
    """Return which sentence is told."""
    if told is Told.MENTION:
        return one.mention_event
    if told is Told.ASSIGNED:
        return one.given_event
    if told is Told.COMMENT:
        return "note.commented" if code == "OWN_NOTE" else "thread.commented"
    return one.event


def _data(one: Occasion) -> dict[str, Any]:
    data: dict[str, Any] = {"who": one.line.who, **one.data}
    if one.event == "record.handed-over" and one.new_owner_id is not None:
        owner = User.objects.filter(pk=one.new_owner_id).values_list("name", flat=True).first()
        data["owner"] = owner or ""
    return data


def _together(news: Iterable[News]) -> list[News]:
    """Return news of one user, with many things that were given at once in one line."""
    alike: dict[tuple[str, str], list[News]] = defaultdict(list)
    for one in news:
        alike[(one.event, str(one.data.get("who")))].append(one)
    found: list[News] = []
    for (event, _who), held in alike.items():
        is_one = event.endswith(".assigned") and len(held) > ONE_BY_ONE
        found += [_with_more(held[-1], len(held) - 1)] if is_one else held
    return found


def _with_more(one: News, count: int) -> News:
    return replace(one, data={**one.data, "more": count})


def _around(found: Sequence[Occasion], company_id: int) -> Around:
    by_type: dict[str, set[int]] = defaultdict(set)
    for one in found:
        by_type[one.subject[0]].add(one.subject[1])
    models: dict[str, Any] = {**RECORDS, "activity": Activity, "note": Note}
    owners: dict[Ref, int] = {}
    followers: dict[Ref, set[int]] = defaultdict(set)
    for kind, ids in by_type.items():
        rows = models[kind].objects.filter(company_id=company_id, pk__in=ids)
        owners |= {(kind, pk): owner for pk, owner in rows.values_list("pk", "owner_id")}
        if kind in RECORDS:
            held = Follow.objects.filter(
                company_id=company_id, subject_type=kind, subject_id__in=ids
            )
            for pk, user_id in held.values_list("subject_id", "user_id"):
                followers[(kind, pk)].add(user_id)
    return Around(owners, followers, _commenters(by_type.get("note", set()), company_id))


def _commenters(note_ids: set[int], company_id: int) -> dict[int, set[int]]:
    """Return who wrote comments on notes, by note."""
    writers: dict[int, set[int]] = defaultdict(set)
    if note_ids:
        held = Comment.objects.filter(company_id=company_id, note_id__in=note_ids, deleted_at=None)
        for note_id, owner_id in held.values_list("note_id", "owner_id"):
            writers[note_id].add(owner_id)
    return writers
