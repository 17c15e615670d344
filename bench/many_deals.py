"""A synthetic company that sells: open deals in seven stages, always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
STAGES = ("New", "Qualified", "Meeting", "Quote sent", "Negotiation", "Decision", "Order")
PEOPLE, LABELS = 500, 6


@dataclass(frozen=True)
class ManyDeals:
    """What the benchmark asks about: the user, the stages, and a deal that is moved."""

    user: Any
    stage_ids: list[int]
    deal_id: int


def make(count: int) -> ManyDeals:
    """Make the company with so many open deals."""
    from kartotek.contacts.models import Organization, Person
    from kartotek.fields.models import Label, LabelUse
    from kartotek.pipeline.deals.models import Deal, Pipeline, Stage
    from kartotek.users.models import Company, User

    chance = random.Random(2026)
    firm = Company.objects.create(name="Bench", currency="TRY", created_at=NOW)
    user = User.objects.create(
        company=firm, email="elif@bench.example", name="Elif", is_admin=False, created_at=NOW
    )
    common = {"company": firm, "owner": user, "created_at": NOW, "updated_at": NOW}
    firms = Organization.objects.bulk_create(
        Organization(**common, name=f"Company {n}", sort_key=f"company {n}")
        for n in range(PEOPLE // 5)
    )
    people = Person.objects.bulk_create(
        Person(**common, first_name=f"Person {n}", name=f"Person {n}", sort_key=f"person {n}")
        for n in range(PEOPLE)
    )
    pipeline = Pipeline.objects.create(company=firm, name="Sales")
    stages = Stage.objects.bulk_create(
        Stage(company=firm, pipeline=pipeline, name=name, position=n, rotting_days=30)
        for n, name in enumerate(STAGES)
    )
    deals = Deal.objects.bulk_create(
        Deal(
            **common,
            title=f"Lighting for house {n}",
            currency=chance.choice(("TRY", "TRY", "TRY", "EUR")),
            amount=Decimal(chance.randrange(1_000, 900_000)),
            stage=stages[n % len(stages)],
            stage_since=NOW - timedelta(hours=n),
            person=chance.choice(people),
            organization=chance.choice(firms),
            next_activity_on=chance.choice((None, date(2026, 11, 1), date(2026, 12, 1))),
        )
        for n in range(count)
    )
    tones = ("teal", "violet", "amber", "green", "pink", "blue")
    labels = Label.objects.bulk_create(
        Label(company=firm, on="deal", name=f"Label {n}", folded=f"label {n}", tone=tones[n])
        for n in range(LABELS)
    )
    LabelUse.objects.bulk_create(
        LabelUse(company=firm, label=chance.choice(labels), subject_id=deal.pk)
        for deal in deals
        if deal.pk % 2
    )
    return ManyDeals(user, [one.pk for one in stages], deals[0].pk)
