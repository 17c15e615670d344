"""Everything linked to the loser follows it into the survivor, table by table of the registry."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from kartotek.activities.models import ActivityPerson
from kartotek.contacts.models import LikelyPair, Person, PersonAddress, PersonPhone, PersonRole
from kartotek.contacts.rules.merge import Reached, united
from kartotek.flows.merge_contacts.journal import Journal
from kartotek.flows.merge_contacts.registry import MOVES, Move
from kartotek.pipeline.deals.models import DealParticipant


def follow(on: str, loser_id: int, survivor_id: int, journal: Journal) -> dict[str, int]:
    """Let everything that points at the loser point at the survivor; return counts by word."""
    counts: dict[str, int] = {}
    for move in MOVES[on]:
        moved = move_rows(move, loser_id, survivor_id, journal)
        if move.counted_as:
            counts[move.counted_as] = counts.get(move.counted_as, 0) + moved
    _keep_apart_too(on, loser_id, survivor_id, journal)
    return counts


def unite(loser_id: int, survivor_id: int, journal: Journal) -> None:
    """Let the survivor be reached at the loser's addresses and phones too."""
    _unite(PersonAddress, "key", "address", loser_id, survivor_id, journal)
    _unite(PersonPhone, "e164", "number", loser_id, survivor_id, journal)


def tidy(on: str, survivor_id: int, journal: Journal) -> None:
    """Drop what says of the survivor what is said already by its primary place.

    The main person of a deal is no participant of it, that of an activity no further one, and
    one's own organization no further one.
    """
    mine = {"company_id": journal.company_id}
    if on == "person":
        for row in DealParticipant.objects.filter(
            person_id=survivor_id, deal__person_id=survivor_id, **mine
        ):
            journal.drop(row)
        for further in ActivityPerson.objects.filter(
            person_id=survivor_id, activity__person_id=survivor_id, **mine
        ):
            journal.drop(further)
    about = Q(person_id=survivor_id) if on == "person" else Q(organization_id=survivor_id)
    roles = PersonRole.objects.filter(about, person__organization_id=F("organization_id"), **mine)
    for role in roles:
        journal.drop(role)


def pointing(move: Move, record_id: int, *, company_id: int) -> QuerySet[Any]:
    """Return the rows of a table that point at a record."""
    rows = apps.get_model(move.model)._default_manager.filter(company_id=company_id)
    found: QuerySet[Any] = rows.filter(**{move.column: record_id}, **move.only)
    return found


def move_rows(move: Move, loser_id: int, survivor_id: int, journal: Journal) -> int:
    """Let the rows of one table follow the loser, and return how many did."""
    theirs = pointing(move, loser_id, company_id=journal.company_id)
    if not move.within:
        return journal.move(theirs, move.column, was=loser_id, now=survivor_id)
    ours = pointing(move, survivor_id, company_id=journal.company_id)
    standing: dict[tuple[Any, ...], Any] = {}
    for row in ours:
        standing.setdefault(_place(row, move), row)
    moving: list[int] = []
    for row in theirs.order_by("pk"):
        own = standing.get(_place(row, move))
        if own is None:
            moving.append(row.pk)
            continue
        _take_over(own, row, move, journal)
        journal.drop(row)
    return journal.move(theirs.filter(pk__in=moving), move.column, was=loser_id, now=survivor_id)


def _place(row: Any, move: Move) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in move.within)


def _take_over(own: Any, theirs: Any, move: Move, journal: Journal) -> None:
    values = {
        name: getattr(theirs, name)
        for name in move.fills
        if not getattr(own, name) and getattr(theirs, name)
    }
    if move.lowest:
        values[move.lowest] = min(getattr(own, move.lowest), getattr(theirs, move.lowest))
    journal.change(own, values)


def _unite(
    model: type[PersonAddress | PersonPhone],
    key: str,
    typed: str,
    loser_id: int,
    survivor_id: int,
    journal: Journal,
) -> None:
    rows = model._default_manager.filter(
        company_id=journal.company_id, person_id__in=(loser_id, survivor_id)
    ).order_by("pk")
    by_person: dict[int, list[Reached]] = {loser_id: [], survivor_id: []}
    by_id: dict[int, Any] = {}
    for row in rows:
        by_id[row.pk] = row
        compared = getattr(row, key) or getattr(row, typed)
        by_person[row.person_id].append(Reached(row.pk, compared, row.is_primary))
    done = united(by_person[survivor_id], by_person[loser_id])
    for pk in done.demoted:
        journal.change(by_id[pk], {"is_primary": False})
    for pk in done.dropped:
        journal.drop(by_id[pk])
    if done.promoted is not None:
        journal.change(by_id[done.promoted], {"is_primary": True})
    moving = model._default_manager.filter(pk__in=done.moved)
    journal.move(moving, "person_id", was=loser_id, now=survivor_id)


def _keep_apart_too(on: str, loser_id: int, survivor_id: int, journal: Journal) -> None:
    """Remember of the survivor whom somebody kept apart from the loser."""
    pairs = LikelyPair.objects.filter(company_id=journal.company_id, on=on)
    about = pairs.filter(Q(first_id=loser_id) | Q(second_id=loser_id))
    for pair in about.filter(kept_apart_at__isnull=False):
        other_id = pair.second_id if pair.first_id == loser_id else pair.first_id
        if other_id == survivor_id:
            continue
        first, second = sorted((other_id, survivor_id))
        known = pairs.filter(first_id=first, second_id=second).first()
        kept = {"kept_apart_at": pair.kept_apart_at, "kept_apart_by_id": pair.kept_apart_by_id}
        if known is None:
            journal.add(
                LikelyPair(
                    company_id=journal.company_id,
                    on=on,
                    first_id=first,
                    second_id=second,
                    code=pair.code,
                    found_at=pair.found_at,
                    **kept,
                )
            )
        elif known.kept_apart_at is None:
            journal.change(known, kept)


def people_of(organization_id: int, *, company_id: int) -> list[int]:
    """Return the ids of everybody who is in an organization, deleted ones too."""
    people = Person.objects.filter(company_id=company_id, organization_id=organization_id)
    return list(people.order_by("pk").values_list("pk", flat=True))
