"""Opening the deals, leads and projects of the demo company, and letting them live."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from kartotek.fields.operations import add_new_label
from kartotek.flows.add_item import add_deal, add_lead, add_project
from kartotek.flows.convert_lead import deal_to_lead, lead_to_deal
from kartotek.flows.demo.acts import Act, act
from kartotek.flows.demo.items import ITEMS, JOINING, Item
from kartotek.flows.demo.moments import moment, on
from kartotek.flows.demo.world import World
from kartotek.flows.item_changes import delete_item
from kartotek.linking.rules import ItemKind, ItemRef
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads import operations as leads
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects import operations as projects
from kartotek.pipeline.projects.models import Project
from kartotek.users.viewer import Viewer


def acts(at: datetime) -> Iterator[Act]:
    """Yield how items were opened and what became of them; `at` is when the company is loaded."""
    for item in ITEMS:
        yield act(moment(item.since, at), _open, item)
        for when, what, *where in item.life:
            yield act(moment(when, at), _turn, item, what, *where)
    for when, deal, person in JOINING:
        yield act(moment(when, at), _join, deal, person)


def _open(world: World, at: datetime, item: Item) -> None:
    opened = {"deal": _open_deal, "lead": _open_lead, "project": _open_project}[item.kind]
    made = opened(world, at, item)
    for label in item.labels:
        add_new_label(subject=made, name=label, by=world.owner(item.owner), at=at)
    world.keep(item.key, item.kind, made.pk)


def _values(world: World, item: Item) -> dict[str, Any]:
    amount, _, currency = item.money.partition(" ")
    values: dict[str, Any] = {
        "title": item.title,
        "visibility": item.visible_to,
        "person_id": world.people[item.people[0]] if item.people else None,
        "organization_id": world.firms.get(item.firm),
    }
    if amount:
        values |= {"amount": Decimal(amount), "currency": currency}
    if item.ends:
        values["expected_close_on"] = on(item.ends, world.at)
    return values


def _open_deal(world: World, at: datetime, item: Item) -> Deal:
    stage = world.stages.get(item.place)
    return add_deal(by=world.owner(item.owner), at=at, stage_id=stage, **_values(world, item))


def _open_lead(world: World, at: datetime, item: Item) -> Lead:
    said = _values(world, item) | {"source_name": item.source}
    return add_lead(by=world.owner(item.owner), at=at, **said)


def _open_project(world: World, at: datetime, item: Item) -> Project:
    return add_project(
        by=world.owner(item.owner),
        at=at,
        title=item.title,
        phase_id=world.phases.get(item.place),
        person_ids=[world.people[one] for one in item.people],
        organization_ids=[world.firms[item.firm]] if item.firm else [],
        deal_ids=[world.items[item.from_deal].id] if item.from_deal else [],
        start_on=at.date(),
        end_on=on(item.ends, world.at) if item.ends else None,
    )


def _join(world: World, at: datetime, deal: str, person: str) -> None:
    deals.add_participant(
        deal_id=world.items[deal].id,
        person_id=world.people[person],
        by=world.owner("mert"),
        at=at,
    )


def _turn(world: World, at: datetime, item: Item, what: str, where: str = "") -> None:
    _TURNS[what](world, world.items[item.key], world.owner(item.owner), at, where)


def _moved(world: World, item: ItemRef, by: Viewer, at: datetime, where: str) -> None:
    deals.move_to_stage(deal_id=item.id, stage_id=world.stages[where], by=by, at=at)


def _won(_world: World, item: ItemRef, by: Viewer, at: datetime, _where: str) -> None:
    deals.set_outcome(deal_id=item.id, outcome="won", by=by, at=at)


def _lost(_world: World, item: ItemRef, by: Viewer, at: datetime, why: str) -> None:
    deals.set_outcome(deal_id=item.id, outcome="lost", lost_reason=why, by=by, at=at)


def _archived(_world: World, item: ItemRef, by: Viewer, at: datetime, _where: str) -> None:
    if item.kind is ItemKind.DEAL:
        deals.archive(deal_id=item.id, by=by, at=at)
    else:
        leads.archive(lead_id=item.id, by=by, at=at)


def _completed(_world: World, item: ItemRef, by: Viewer, at: datetime, _where: str) -> None:
    projects.set_status(project_id=item.id, status="completed", by=by, at=at)


def _deleted(_world: World, item: ItemRef, by: Viewer, at: datetime, _where: str) -> None:
    delete_item(kind=item.kind, item_id=item.id, by=by, at=at)


def _became_deal(world: World, item: ItemRef, by: Viewer, at: datetime, where: str) -> None:
    world.keep(where, "deal", lead_to_deal(lead_id=item.id, by=by, at=at).pk)


def _became_lead(world: World, item: ItemRef, by: Viewer, at: datetime, where: str) -> None:
    world.keep(where, "lead", deal_to_lead(deal_id=item.id, by=by, at=at).pk)


_TURNS: Mapping[str, Callable[[World, ItemRef, Viewer, datetime, str], None]] = {
    "moved": _moved,
    "won": _won,
    "lost": _lost,
    "archived": _archived,
    "completed": _completed,
    "deleted": _deleted,
    "became a deal": _became_deal,
    "became a lead": _became_lead,
}
