"""What belongs together in the demo company: related organizations, roles, and who follows what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kartotek.contacts.models import Organization, Person
from kartotek.contacts.operations import give_role, relate
from kartotek.flows.demo.acts import Act, act
from kartotek.flows.demo.moments import moment
from kartotek.flows.demo.world import World
from kartotek.history.follow.operations import follow

# When, who says so, an organization, what the other one is to it, and the other one.
RELATIONS = (
    ("-300 10:20", "elif", "marmara", "parent", "yalcinkaya"),
    ("-300 10:25", "elif", "estate", "parent", "yalcinkaya"),
    ("-210 14:05", "elif", "marmara", "daughter", "pera"),
    ("-120 11:30", "mert", "anadolu", "related", "harbour"),
)

# When, who says so, somebody, a further organization of theirs, and what they are there.
ROLES = (
    ("-200 09:40", "elif", "kerem", "marmara", "board member"),
    ("-49 16:10", "elif", "kaymaz", "pera", "adviser"),
    ("-95 13:00", "elif", "thomas", "harbour", "former"),
)

# When, who follows, and what: a person or an organization.
FOLLOWED = (
    ("-290 10:00", "elif", "firm", "marmara"),
    ("-280 09:15", "mert", "firm", "marmara"),
    ("-250 17:20", "deniz", "firm", "marmara"),
    ("-60 08:30", "robin", "firm", "marmara"),
    ("-40 11:11", "mert", "person", "zeynep"),
)


def acts(at: datetime) -> Iterator[Act]:
    """Yield what was put together; `at` is when the company is loaded."""
    for when, who, one, relation, other in RELATIONS:
        yield act(moment(when, at), _relate, who, one, relation, other)
    for when, who, person, firm, role in ROLES:
        yield act(moment(when, at), _give, who, person, firm, role)
    for when, who, kind, key in FOLLOWED:
        yield act(moment(when, at), _follow, who, kind, key)


def _relate(world: World, at: datetime, who: str, one: str, relation: str, other: str) -> None:
    relate(
        organization_id=world.firms[one],
        other_id=world.firms[other],
        relation=relation,
        by=world.owner(who),
        at=at,
    )


def _give(world: World, at: datetime, who: str, person: str, firm: str, role: str) -> None:
    give_role(
        person_id=world.people[person],
        organization_id=world.firms[firm],
        role=role,
        by=world.owner(who),
        at=at,
    )


def _follow(world: World, at: datetime, who: str, kind: str, key: str) -> None:
    by = world.owner(who)
    subject: Person | Organization
    if kind == "firm":
        subject = Organization.objects.get(pk=world.firms[key])
    else:
        subject = Person.objects.get(pk=world.people[key])
    follow(subject=subject, user_id=by.own_id, by=by, at=at)
