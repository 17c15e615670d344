"""What finding duplicates costs, and how often a pair it calls certain is one, by a seeded truth.

bin/bench duplicates [PEOPLE]

Part of `bin/bench contacts` too. Ten in a hundred people are there twice, in the ways people type
somebody twice; beside them stand the traps: couples who share an address, switchboards, desks,
colleagues and strangers of one name.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bench import installation
from bench.many_contacts import FIRST, SYLLABLES

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
PEOPLE, BATCH = 100_000, 20_000
AN_ORGANIZATION = 5
MOST_TIMES, LEAST_PRECISION = 10.0, 0.99


@dataclass
class Somebody:
    """A person to write, and who they really are."""

    truth: int
    name: str
    organization: int | None
    addresses: list[str]
    phones: list[str]


def main() -> int:
    """Make the company, search it, and print what was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    installation.make()
    return measure(count)


def measure(count: int = PEOPLE) -> int:
    """Measure a company of so many people in the installation at hand."""
    from kartotek.contacts.operations.keys import keep_all_keys
    from kartotek.contacts.operations.pairs import find_pairs
    from kartotek.users.models import Company

    firm = Company.objects.create(name="Twice", language="en", region="TR", created_at=NOW)
    truths = _write(firm, list(people(count)))
    keys = _cpu(lambda: keep_all_keys(company_id=firm.pk))
    bare = min(_cpu(lambda: _read_bare(firm.pk)) for _ in range(3))
    whole = min(_cpu(lambda: _read_whole(firm.pk)) for _ in range(2))
    found: list[Any] = []
    search = _cpu(lambda: found.append(find_pairs("person", company_id=firm.pk, at=NOW)))
    print(f"{count:,} people; CPU seconds")
    print(f"  keys made, once             {keys:8.2f}")
    print(f"  people read, columns alone  {bare:8.2f}")
    print(f"  people read, as records     {whole:8.2f}")
    print(f"  find_duplicates             {search:8.2f}  {search / bare:5.1f} x columns alone,"
          f" {search / whole:4.1f} x records; compared {found[0].compared:,}")  # fmt: skip
    precision = _judge(firm.pk, truths)
    is_fine = search <= whole * MOST_TIMES and precision >= LEAST_PRECISION
    return 0 if is_fine else 1


def people(count: int) -> Iterator[Somebody]:
    """Yield people, the same ones every time."""
    chance = random.Random(2026)
    surnames = ["".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(4_000)]
    truth = 0
    while truth < count * 10 // 11:
        truth += 1
        name = f"{chance.choice(FIRST)} {chance.choice(surnames)}"
        organization = chance.randrange(count // AN_ORGANIZATION)
        somebody = Somebody(
            truth,
            name,
            organization,
            [f"{name.lower().replace(' ', '.')}.{truth}@firm{organization}.example"],
            [f"+90532{truth % 10_000_000:07d}"],
        )
        _trap(somebody, chance)
        yield somebody
        if chance.random() < 0.1:
            yield _again(somebody, chance)


def _trap(somebody: Somebody, chance: random.Random) -> None:
    """Give some people what others have too."""
    kind = chance.random()
    if kind < 0.02:
        somebody.addresses.append(f"family{somebody.truth // 2}@home.example")
    elif kind < 0.10:
        somebody.phones.append(f"+90212555{(somebody.organization or 0) % 10_000:04d}")
    elif kind < 0.20:
        somebody.addresses.append(f"info@firm{somebody.organization}.example")


def _again(known: Somebody, chance: random.Random) -> Somebody:
    """Return the same person as somebody types them a second time."""
    first, _space, last = known.name.partition(" ")
    names = (known.name, f"{last} {first}", f"{first[0]}. {last}", known.name.upper(), first)
    way = chance.choice(("address", "phone", "organization", "name"))
    again = Somebody(known.truth, chance.choice(names), None, [], [])
    if way == "address":
        again.addresses = [known.addresses[0].upper()]
    elif way == "phone":
        again.name, again.phones = known.name, [known.phones[0]]
    elif way == "organization":
        place = chance.randrange(1, len(last))
        again.name = f"{first} {last[:place]}{last[place + 1 :]}" if len(last) > 4 else known.name
        again.organization = known.organization
    else:
        again.name = known.name
    return again


def _write(firm: Any, made: list[Somebody]) -> dict[int, int]:
    """Write people and organizations; return who each person really is."""
    from django.db import transaction

    from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
    from kartotek.contacts.operations.values import lookups
    from kartotek.lib.addresses import address_key
    from kartotek.users.models import User

    user = User.objects.create(
        company=firm, email=f"twice-{firm.pk}@kuzeyisik.example", name="Elif", created_at=NOW
    )
    of = {"company": firm, "owner": user, "created_at": NOW, "updated_at": NOW}
    truths: dict[int, int] = {}
    with transaction.atomic():
        firms = Organization.objects.bulk_create(
            [
                Organization(name=f"Firm {n}", **lookups(Organization, f"Firm {n}"), **of)
                for n in range(len(made) // AN_ORGANIZATION + 1)
            ],
            batch_size=1_000,
        )
        for start in range(0, len(made), BATCH):
            part = made[start : start + BATCH]
            rows = Person.objects.bulk_create(
                [
                    Person(
                        name=one.name,
                        organization=None if one.organization is None else firms[one.organization],
                        **lookups(Person, one.name),
                        **of,
                    )
                    for one in part
                ],
                batch_size=1_000,
            )
            PersonAddress.objects.bulk_create(
                PersonAddress(company=firm, person=row, address=text, key=address_key(text))
                for row, one in zip(rows, part, strict=True)
                for text in one.addresses
            )
            PersonPhone.objects.bulk_create(
                PersonPhone(company=firm, person=row, number=text, e164=text)
                for row, one in zip(rows, part, strict=True)
                for text in one.phones
            )
            truths |= {row.pk: one.truth for row, one in zip(rows, part, strict=True)}
    return truths


def _read_bare(company_id: int) -> None:
    """Read what tells people apart, and nothing else."""
    from kartotek.contacts.models import Person, PersonAddress, PersonPhone

    of = {"company_id": company_id}
    people = Person.objects.filter(**of).values_list("pk", "name", "organization_id")
    addresses = PersonAddress.objects.filter(**of).values_list("person_id", "key")
    phones = PersonPhone.objects.filter(**of).values_list("person_id", "e164")
    for rows in (people, addresses, phones):
        for _row in rows.iterator():
            pass


def _read_whole(company_id: int) -> None:
    """Read people as records, with how they are reached."""
    from kartotek.contacts.models import Person

    found = Person.objects.filter(company_id=company_id).prefetch_related("addresses", "phones")
    for person in found.iterator(chunk_size=2_000):
        assert person.addresses.all() is not None


def _judge(company_id: int, truths: dict[int, int]) -> float:
    """Print how many pairs of each row are true, and return the precision of certain ones."""
    from kartotek.contacts.models import LikelyPair

    tally: dict[tuple[bool, str], list[int]] = {}
    for pair in LikelyPair.objects.filter(company_id=company_id):
        line = tally.setdefault((pair.is_certain, pair.code), [0, 0])
        line[truths[pair.first_id] == truths[pair.second_id]] += 1
    for (is_certain, code), (wrong, right) in sorted(tally.items(), reverse=True):
        word = "certain" if is_certain else "likely"
        print(f"  {word:8} {code:26} {right + wrong:7,}  true {right / (right + wrong):6.1%}")
    certain = [line for (is_certain, _), line in tally.items() if is_certain]
    wrong, right = sum(one[0] for one in certain), sum(one[1] for one in certain)
    found = sum(line[1] for line in tally.values())
    twice = len(truths) - len(set(truths.values()))
    precision = right / (right + wrong) if certain else 0.0
    share = found / twice
    print(f"  precision of certain pairs {precision:.4f}; found {share:.1%} of {twice:,} twice")
    return precision


def _cpu(does: Callable[[], Any]) -> float:
    begun = time.process_time()
    does()
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
