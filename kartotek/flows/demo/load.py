"""Loading the demo company: once, and in one piece."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from kartotek.fields.operations import create_label
from kartotek.flows.counters import recount_all
from kartotek.flows.demo.cast import (
    COLLEAGUES,
    COMPANY,
    FIRM_LABELS,
    OPENED,
    PERSON_LABELS,
    Colleague,
)
from kartotek.flows.demo.items import LOST_REASONS, ROTTING_DAYS, SERVICE, SERVICE_STAGES
from kartotek.flows.demo.moments import ZONE, moment
from kartotek.flows.demo.story import tell
from kartotek.flows.demo.world import World
from kartotek.flows.find_duplicates import find_all
from kartotek.flows.open_company import Opening, open_company
from kartotek.flows.tell_users import tell_past
from kartotek.pipeline.deals import operations as deals
from kartotek.pipeline.deals.models import Stage
from kartotek.pipeline.projects.models import Phase
from kartotek.users import operations
from kartotek.users.models import Company, User
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Login:
    """How somebody of the demo company signs in."""

    email: str
    password: str


TOLD = timedelta(days=14)
UNREAD = timedelta(days=2)
"""What colleagues were told is there for two weeks, and of the last days not read yet."""


@dataclass(frozen=True)
class DemoLogins:
    """The logins of a company that was just loaded; none when it was here already."""

    logins: tuple[Login, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the company was loaded just now."""
        return bool(self.logins)


@transaction.atomic
def load(*, at: datetime) -> DemoLogins:
    """Load the demo company as it would look at `at`; a second time nothing is changed.

    Passwords are made up and kept only as hashes, so they are told this once.
    """
    if User.objects.filter(email=COLLEAGUES[0].address).exists():
        return DemoLogins()
    logins = tuple(Login(one.address, secrets.token_urlsafe(9)) for one in COLLEAGUES)
    world = _opened({login.email: login.password for login in logins}, at)
    _furnish(world)
    tell(world)
    # The story is told through the bare operations.
    recount_all(company_id=world.company.pk)
    find_all(company_id=world.company.pk, at=at)
    tell_past(company_id=world.company.pk, since=at - TOLD, read_until=at - UNREAD, at=at)
    return DemoLogins(logins)


def _opened(passwords: dict[str, str], at: datetime) -> World:
    """Open the company with its colleagues; the first of them is its admin."""
    admin, *others = COLLEAGUES
    since = moment(OPENED, at)
    opening = Opening(
        name=COMPANY,
        user_name=admin.name,
        email=admin.address,
        password=passwords[admin.address],
        currency="TRY",
        region="TR",
        time_zone=ZONE.key,
    )
    first = open_company(opening, at=since)
    users = {admin.key: first}
    for one in others:
        users[one.key] = _user(first.company, one, passwords[one.address], since)
    viewers = {key: Viewer.of(user) for key, user in users.items()}
    return World(company=first.company, at=at, users=viewers)


def _user(company: Company, one: Colleague, password: str, at: datetime) -> User:
    return operations.create_user(
        company=company,
        name=one.name,
        email=one.address,
        password=password,
        at=at,
        is_admin=one.is_admin,
        language=one.language,
        group=operations.create_group(company=company, name=one.group) if one.group else None,
    )


def _furnish_pipelines(world: World) -> None:
    """Let deals rot, add a second pipeline with probabilities, and offer reasons for losing one."""
    by, at = world.owner("deniz"), moment(OPENED, world.at)
    for stage in Stage.objects.filter(company=world.company, name__in=ROTTING_DAYS):
        days = ROTTING_DAYS[stage.name]
        deals.edit_stage(stage_id=stage.pk, rotting_days=days, by=by, at=at)
    service = deals.add_pipeline(
        name=SERVICE, uses_probability=True, stage_names=list(SERVICE_STAGES), by=by, at=at
    )
    for one in service.stages.all():
        deals.edit_stage(stage_id=one.pk, probability=SERVICE_STAGES[one.name], by=by, at=at)
    deals.set_closing(reasons=LOST_REASONS, allows_other_reasons=True, by=by, at=at)


def _furnish(world: World) -> None:
    """Note where deals and projects can stand, and add the labels the company uses."""
    company = world.company
    _furnish_pipelines(world)
    world.stages = dict(Stage.objects.filter(company=company).values_list("name", "id"))
    world.phases = dict(Phase.objects.filter(company=company).values_list("name", "id"))
    at = moment(OPENED, world.at)
    for on, names in (("person", PERSON_LABELS), ("organization", FIRM_LABELS)):
        for name in names:
            create_label(on=on, name=name, by=world.owner("deniz"), at=at)
