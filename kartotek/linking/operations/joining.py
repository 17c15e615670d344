"""Joining conversations that were kept apart, or keeping them apart, both with a way back.

A letter showed them to be one, but users had chosen differently for the two: no rule joins them
(spec/linking.md 3, "Joining conversations"). Whoever may link both answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.history.operations import Event, record_all
from kartotek.linking.facts import item_of
from kartotek.linking.joins import JOINED_BY_HAND, move_matches, tell
from kartotek.linking.match import add_matches, parties_of_messages
from kartotek.linking.models import ConversationLink, Decision, How, ParticipantMatch
from kartotek.linking.operations.going_back import Whereabouts, catch_up, whereabouts
from kartotek.linking.operations.steps import (
    link_of,
    moved_from,
    remember_choice,
    to_change,
    write_decision,
)
from kartotek.linking.rules import Code, ItemKind, ItemRef
from kartotek.mail.models import Conversation, ConversationJoin, KeptApart, Message
from kartotek.mail.models.apart import Answer
from kartotek.mail.operations.join import join
from kartotek.mail.operations.part import before_joining, part
from kartotek.mail.operations.places import refresh
from kartotek.users.viewer import Viewer

_ITEMS = ("deal_id", "lead_id", "project_id")
_LINK = (
    *_ITEMS,
    "how",
    "is_vetoed",
    "awaits_choice",
    "decision_id",
    "made_by_id",
)


@transaction.atomic
def join_by_hand(*, pair_id: int, keeps: int, by: Viewer, at: datetime) -> KeptApart:
    """Join two conversations that were kept apart; the link of one of them covers both.

    Joining them twice changes nothing.

    Args:
        pair_id: of the pair (`KeptApart`).
        keeps: id of the conversation whose item, or having none, stays.
        by: who joins them.
        at: when.

    Raises:
        NotFound: the pair is gone, or one of the two is not theirs to see.
        Forbidden: they see both, but may not link both.
    """
    pair = _pair(pair_id, by)
    if pair.answer == Answer.JOINED:
        return pair
    first, second = _halves(pair, by)
    stays, gone = sorted((first, second), key=lambda one: (-one.message_count, one.pk))
    links = {one.pk: link_of(one, at) for one in (first, second)}
    if keeps not in links:
        raise NotFound(_("This conversation is gone."))
    pair.before = {
        **before_joining(gone.pk, stays.pk, company_id=by.company_id),
        "links": {str(pk): _standing(link) for pk, link in links.items()},
        "decisions": list(_decisions(by).filter(conversation=gone).values_list("pk", flat=True)),
    }
    before = [item_of(link) for link in links.values()]
    link = _one_link(links[stays.pk], links[gone.pk], links[keeps], by=by, at=at)
    pair.before["made_by"] = link.made_by_id
    pair.answer = Answer.JOINED
    pair.save(update_fields=["answer", "before"])
    _bring_together(gone, stays, by=by, at=at)
    _know_again(pair, stays)
    remember_choice(Conversation.objects.get(pk=stays.pk), link)
    made = ConversationJoin.objects.select_related("stays").get(
        company_id=by.company_id, gone=gone, stays=stays
    )
    tell(JOINED_BY_HAND, made, before, item_of(link), by=by, at=at)
    return pair


@transaction.atomic
def join_with(
    *, conversation_id: int, other_id: int, keeps: int, by: Viewer, at: datetime
) -> KeptApart:
    """Join any two conversations; the link of one of them covers both.

    Args:
        conversation_id: one of them.
        other_id: the other one.
        keeps: id of the one whose item, or having none, stays.
        by: who joins them.
        at: when.

    Raises:
        NotFound: one of the two is gone or not theirs to see, or both are one already.
        Forbidden: they see both, but may not link both.
    """
    one, other = to_change(conversation_id, by), to_change(other_id, by)
    if one.pk == other.pk:
        raise NotFound(_("These two are one conversation already."))
    first, second = sorted((one, other), key=lambda found: found.pk)
    pairs = KeptApart.objects.filter(company_id=by.company_id, first=first, second=second)
    known = pairs.values_list("answer", "before").first()
    pair, _made = KeptApart.objects.update_or_create(
        company_id=by.company_id,
        first=first,
        second=second,
        defaults={"answer": Answer.OPEN, "before": {}},
        create_defaults={"answer": Answer.OPEN, "before": {}, "at": at},
    )
    wanted = one.pk if keeps == conversation_id else other.pk
    joined = join_by_hand(pair_id=pair.pk, keeps=wanted, by=by, at=at)
    joined.before["was"] = list(known) if known else None
    joined.save(update_fields=["before"])
    return joined


@transaction.atomic
def keep_apart(*, pair_id: int, by: Viewer, at: datetime) -> KeptApart:
    """Keep two conversations apart for good: no later letter joins them, and nobody is asked.

    Raises:
        NotFound: the pair is gone, or one of the two is not theirs to see.
        Forbidden: they see both, but may not link both.
    """
    pair = _pair(pair_id, by)
    if pair.answer != Answer.OPEN:
        return pair
    halves = _halves(pair, by)
    pair.answer = Answer.APART
    pair.save(update_fields=["answer"])
    _tell_halves("conversation.kept-apart", halves, by=by, at=at)
    return pair


@transaction.atomic
def ask_again(*, pair_id: int, by: Viewer, at: datetime) -> KeptApart:
    """Undo the answer about two conversations: joined ones are taken apart again.

    Raises:
        NotFound: the pair is gone or not theirs to see, or the link was changed since.
        Forbidden: they see it, but may not link it.
    """
    pair = _pair(pair_id, by)
    if pair.answer == Answer.JOINED:
        _take_apart(pair, by, at)
        kind = "conversation.join-undone"
    else:
        kind = "conversation.asked-again"
    halves = _halves(pair, by)
    if pair.answer != Answer.OPEN:
        _ask(pair)
        _tell_halves(kind, halves, by=by, at=at)
    return pair


def _ask(pair: KeptApart) -> None:
    """Let a pair be as it was before its answer; one that somebody made by hand goes."""
    if "was" in pair.before and pair.before["was"] is None:
        KeptApart.objects.filter(pk=pair.pk).delete()
        return
    pair.answer, pair.before = pair.before.get("was", (Answer.OPEN, {}))
    pair.save(update_fields=["answer", "before"])


def _pair(pair_id: int, by: Viewer) -> KeptApart:
    found = (
        KeptApart.objects.select_for_update(of=("self",))
        .filter(company_id=by.company_id, pk=pair_id)
        .first()
    )
    if found is None:
        raise NotFound(_("These conversations are gone."))
    return found


def _halves(pair: KeptApart, by: Viewer) -> tuple[Conversation, Conversation]:
    """Return both conversations of a pair, which the user may link."""
    return to_change(pair.first_id, by), to_change(pair.second_id, by)


def _decisions(by: Viewer) -> Any:
    return Decision.objects.filter(company_id=by.company_id)


def _standing(link: ConversationLink) -> dict[str, Any]:
    return {name: getattr(link, name) for name in _LINK}


def _one_link(
    stays: ConversationLink,
    gone: ConversationLink,
    chosen: ConversationLink,
    *,
    by: Viewer,
    at: datetime,
) -> ConversationLink:
    """Return the link of both, as the user chose it; the other one ends."""
    old = item_of(gone if chosen.pk == stays.pk else stays)
    for name in _ITEMS:
        setattr(stays, name, getattr(chosen, name))
    stays.how = How.BY_HAND
    stays.is_vetoed = item_of(stays) is None
    code = Code.USER_UNLINKED if stays.is_vetoed else Code.MANUAL
    write_decision(stays, code, by=by, at=at, facts=moved_from(old))
    stays.made_by = stays.decision
    stays.save()
    gone.delete()
    return stays


def _bring_together(gone: Conversation, stays: Conversation, *, by: Viewer, at: datetime) -> None:
    _decisions(by).filter(conversation=gone).update(conversation=stays)
    join(gone.pk, stays.pk, company_id=by.company_id, at=at)
    ConversationJoin.objects.filter(company_id=by.company_id, gone=gone, stays=stays).update(
        links_joined_at=at
    )
    move_matches(by.company_id, gone.pk, stays.pk)
    refresh({gone.pk, stays.pk}, company_id=by.company_id)


def _know_again(pair: KeptApart, whole: Conversation) -> None:
    """Show what a stranger wrote who is on an earlier message of the other half."""
    messages = Message.objects.filter(company_id=whole.company_id, conversation=whole)
    known = [
        message.pk
        for message in messages.filter(is_stranger=True)
        if messages.filter(
            sent_at__lt=message.sent_at, participants__key=message.sender_key
        ).exists()
    ]
    messages.filter(pk__in=known).update(is_stranger=False)
    pair.before["strangers"] = known
    pair.save(update_fields=["before"])


def _take_apart(pair: KeptApart, by: Viewer, at: datetime) -> None:
    """Bring back how the two stood, unless somebody changed the link of both since.

    An item that was merged or converted meanwhile is what it became.

    Raises:
        NotFound: the link was changed since, or an item is gone for good.
    """
    before: Mapping[str, Any] = pair.before
    stays = to_change(before["stays"], by)
    link = ConversationLink.objects.select_for_update(of=("self",)).get(
        company_id=by.company_id, conversation=stays
    )
    if stays.pk != before["stays"] or link.made_by_id != before["made_by"]:
        raise NotFound(_("Somebody changed this link since. Nothing was undone."))
    places = {pk: _place(standing, by.company_id) for pk, standing in before["links"].items()}
    part(before, company_id=by.company_id)
    strangers = Message.objects.filter(company_id=by.company_id, pk__in=before["strangers"])
    strangers.filter(accepted_at=None).update(is_stranger=True)
    _decisions(by).filter(pk__in=before["decisions"]).update(conversation_id=before["gone"])
    for pk, standing in before["links"].items():
        place = places[pk]
        now = {f"{place.now.kind}_id": place.now.id} if place else {}
        back, _made = ConversationLink.objects.update_or_create(
            company_id=by.company_id,
            conversation_id=int(pk),
            defaults={**standing, **dict.fromkeys(_ITEMS), **now},
        )
        if place is not None:
            catch_up(back, place, by=by, at=at)
    _match_again((before["gone"], before["stays"]), by)


def _place(standing: Mapping[str, Any], company_id: int) -> Whereabouts | None:
    """Return where the item is by now that a link had; None for a link that had none.

    Raises:
        NotFound: it is gone for good.
    """
    kinds = [kind for kind in ItemKind if standing[f"{kind}_id"] is not None]
    if not kinds:
        return None
    place = whereabouts(ItemRef(kinds[0], standing[f"{kinds[0]}_id"]), company_id=company_id)
    if place is None:
        raise NotFound(_("There is nothing to go back to."))
    return place


def _match_again(conversation_ids: tuple[int, int], by: Viewer) -> None:
    of_both = {"company_id": by.company_id, "conversation_id__in": conversation_ids}
    matches = ParticipantMatch.objects.filter(**of_both)
    first = matches.order_by("at").first()
    matches.delete()
    messages = Message.objects.filter(**of_both).values_list("pk", flat=True)
    parties = parties_of_messages(list(messages), company_id=by.company_id)
    if first is not None:
        add_matches(parties, company_id=by.company_id, at=first.at)


def _tell_halves(
    kind: str, halves: tuple[Conversation, Conversation], *, by: Viewer, at: datetime
) -> None:
    events = [
        Event(kind, "conversation", one.pk, {"conversation": one.pk, "subject": one.subject})
        for one in halves
    ]
    record_all(events, by=by, at=at)
