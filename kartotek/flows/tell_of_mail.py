"""New mail is told to who follows a record it belongs to, and may read it.

    conversations that grew -> is one of their records followed? -> their letters
    -> the newest that each follower sees -> told

Sight is per letter: what a stranger wrote, or lies in private mailboxes alone, is told to nobody.

The mail of a company where nobody follows anything concerned costs one query a batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from kartotek.flows.announce import announce
from kartotek.flows.tell_users import CHANGED
from kartotek.history.models import Follow
from kartotek.lib.decisions import decide
from kartotek.linking.access import readable
from kartotek.linking.models import ConversationLink, ParticipantMatch
from kartotek.linking.queries.letters import sights_of
from kartotek.mail.bulk import among
from kartotek.mail.models import MailboxConversation, Message
from kartotek.notifications.operations import News, tell
from kartotek.notifications.queries import Ref
from kartotek.notifications.rules import TELLING_TABLE, Facts, Happening, Told
from kartotek.users.models import User
from kartotek.users.viewer import Viewer

# What was written longer ago comes from a mailbox that was connected just now.
NEWS_FOR = timedelta(days=1)
ITEMS = ("deal", "lead", "project")


@dataclass(frozen=True)
class Letter:
    """A letter of a conversation that grew."""

    id: int
    who: str
    subject: str
    sent_at: datetime


def tell_of_mail(*, company_id: int, conversation_ids: Collection[int], at: datetime) -> int:
    """Tell the followers of records that mail came for them, and return how many were told.

    Telling twice tells once.

    Args:
        company_id: whose mail.
        conversation_ids: that grew.
        at: now.
    """
    followed = _followed(company_id, conversation_ids) if conversation_ids else []
    if not followed:
        return 0
    records = _records(company_id, conversation_ids)
    letters = _letters(company_id, conversation_ids, at)
    owners = _mailbox_owners(company_id, letters)
    by_user: dict[int, set[Ref]] = defaultdict(set)
    for user_id, kind, pk in followed:
        by_user[user_id].add((kind, pk))
    users = User.objects.filter(company_id=company_id, pk__in=by_user, is_active=True)
    news = [
        told
        for user in users.select_related("group__parent", "permission_set")
        for told in _news(user, by_user[user.pk], records, letters, owners)
    ]
    told = tell(news, company_id=company_id)
    if told:
        announce(CHANGED, company_id=company_id, user_ids=told, at=at)
    return len(told)


def _followed(company_id: int, grown: Collection[int]) -> list[tuple[int, str, int]]:
    """Return user, type and id of what is followed among the records of some conversations."""
    matches = ParticipantMatch.objects.filter(
        among("conversation_id", set(grown)), company_id=company_id
    )
    links = ConversationLink.objects.filter(
        among("conversation_id", set(grown)), company_id=company_id
    )
    of_mail = Q(subject_type="person", subject_id__in=matches.values("person_id")) | Q(
        subject_type="organization", subject_id__in=matches.values("person__organization_id")
    )
    for kind in ITEMS:
        linked = links.filter(**{f"{kind}__isnull": False}).values(f"{kind}_id")
        of_mail |= Q(subject_type=kind, subject_id__in=linked)
    found = Follow.objects.filter(of_mail, company_id=company_id)
    return list(found.values_list("user_id", "subject_type", "subject_id"))


def _records(company_id: int, grown: Collection[int]) -> dict[int, set[Ref]]:
    """Return the records of each conversation."""
    found: dict[int, set[Ref]] = defaultdict(set)
    matches = ParticipantMatch.objects.filter(company_id=company_id, conversation_id__in=grown)
    for pk, person, firm in matches.values_list(
        "conversation_id", "person_id", "person__organization_id"
    ):
        found[pk] |= {("person", person)} | ({("organization", firm)} if firm else set())
    links = ConversationLink.objects.filter(company_id=company_id, conversation_id__in=grown)
    for pk, *items in links.values_list("conversation_id", *(f"{kind}_id" for kind in ITEMS)):
        found[pk] |= {(kind, item) for kind, item in zip(ITEMS, items, strict=True) if item}
    return found


def _letters(company_id: int, grown: Collection[int], at: datetime) -> dict[int, list[Letter]]:
    """Return the letters of each conversation that are news, the newest first."""
    fresh = Message.objects.filter(
        company_id=company_id, conversation_id__in=grown, sent_at__gt=at - NEWS_FOR
    ).order_by("-sent_at", "-pk")
    rows = fresh.values_list(
        "conversation_id", "pk", "sender_name", "sender_address", "subject", "sent_at"
    )
    found: dict[int, list[Letter]] = defaultdict(list)
    for conversation, pk, name, address, subject, sent_at in rows:
        found[conversation or 0].append(Letter(pk, name or address, subject, sent_at))
    return found


def _mailbox_owners(company_id: int, grown: Iterable[int]) -> dict[int, set[int]]:
    """Return in whose mailboxes each conversation lies."""
    found: dict[int, set[int]] = defaultdict(set)
    places = MailboxConversation.objects.filter(
        company_id=company_id, conversation_id__in=list(grown)
    )
    for pk, user_id in places.values_list("conversation_id", "mailbox__user_id"):
        found[pk].add(user_id)
    return found


def _news(
    user: User,
    followed: set[Ref],
    records: dict[int, set[Ref]],
    letters: dict[int, list[Letter]],
    owners: dict[int, set[int]],
) -> list[News]:
    grown = [pk for pk in letters if records[pk] & followed]
    seen = _newest_seen(grown, letters, viewer=Viewer.of(user))
    news: list[News] = []
    for pk in grown:
        letter = seen.get(pk)
        facts = Facts(
            Happening.MAIL,
            sees_it=letter is not None,
            has_mail=user.pk in owners[pk],
            follows_it=True,
        )
        decision = decide(TELLING_TABLE, facts)
        if letter is None or decision.outcome is Told.NOTHING:
            continue
        record = min(records[pk] & followed)
        news.append(
            News(
                user_id=user.pk,
                kind=decision.outcome,
                event="mail.arrived",
                code=decision.code,
                subject=("conversation", pk),
                cause=letter.id,
                at=letter.sent_at,
                data={"who": letter.who, "subject": letter.subject, "record": list(record)},
            )
        )
    return news


def _newest_seen(
    grown: Collection[int], letters: dict[int, list[Letter]], *, viewer: Viewer
) -> dict[int, Letter]:
    """Return the newest letter of each conversation that the viewer sees, where there is one."""
    read = readable(grown, viewer=viewer) if grown else set()
    sights = sights_of(read, viewer=viewer) if read else {}
    found: dict[int, Letter] = {}
    for pk, sight in sights.items():
        one = next((one for one in letters[pk] if one.id in sight.message_ids), None)
        if one is not None:
            found[pk] = one
    return found
