"""Very many activities in a company that sells: most to do, some done, over two years."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bench.many_deals import NOW

TYPES = ("call", "meeting", "task", "deadline", "email", "lunch")
OWNERS, TITLES, BATCH = 10, 40, 10_000


def make(user: Any, count: int) -> None:
    """Make so many activities in the user's company; every tenth is the user's own."""
    from kartotek.activities.defaults import create_default_types
    from kartotek.activities.models import Activity
    from kartotek.contacts.models import Person
    from kartotek.pipeline.deals.models import Deal
    from kartotek.users.models import User

    chance = random.Random(2026)
    firm = user.company
    create_default_types(firm, "en", at=NOW)
    others = User.objects.bulk_create(
        User(company=firm, email=f"u{n}@bench.example", name=f"Colleague {n}", created_at=NOW)
        for n in range(OWNERS - 1)
    )
    owners = [user, *others]
    people = list(Person.objects.filter(company=firm).values_list("pk", "organization_id"))
    deals = list(Deal.objects.filter(company=firm).values_list("pk", flat=True))

    def planned(number: int) -> Activity:
        day = NOW.date() + timedelta(days=chance.randrange(-365, 365))
        clock = time(chance.randrange(8, 18), chance.choice((0, 30))) if number % 3 else None
        person_id, organization_id = chance.choice(people)
        is_done = chance.random() < 0.4
        return Activity(
            company=firm,
            owner=owners[number % OWNERS],
            created_at=NOW,
            updated_at=NOW,
            type=chance.choice(TYPES),
            title=f"About the lighting, {number % TITLES}",
            due_on=day,
            due_time=clock,
            sorted_at=datetime.combine(day, clock or time.min, UTC),
            duration_minutes=30 if clock else None,
            deal_id=chance.choice(deals),
            person_id=person_id,
            organization_id=organization_id,
            done_at=NOW - timedelta(hours=number % 5_000) if is_done else None,
        )

    for start in range(0, count, BATCH):
        Activity.objects.bulk_create(planned(n) for n in range(start, min(start + BATCH, count)))
