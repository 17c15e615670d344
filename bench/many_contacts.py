"""A synthetic company: people by the million, a fifth as many organizations, always the same."""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
BATCH = 20_000
USERS, LABELS = 20, 8
PEOPLE_AN_ORGANIZATION = 5
ENTRIES_OF_THE_BUSIEST = 500
# One in so many people has a deal, and something that was done with them.
DEALS, DOINGS = 10, 4

_FIRST = (
    "Ada Ahmet Aisha Ali Alice Amelie Andrej Anna Arda Astrid Aylin Ayşe Barış Beatriz Ben Berk "
    "Björn Burak Can Carla Çağla Çınar Chen Clara Daniel David Defne Deniz Dilek Ebru Ece Elena "
    "Elif Emma Emre Eren Esra Eva Fatma Felix Filiz Finn Gizem Gül Gülşah Hakan Hanna Hasan Henry "
    "Hugo Ingrid Irmak Işıl İbrahim İlker İpek Jakub James Jana Jonas Julia Kaan Kemal Kerem Klara "
    "Lara Laura Lea Leon Levent Lucas Maja Maria Marta Max Mehmet Melis Mert Mia Mila Murat Nazlı "
    "Nina Noah Nora Oğuz Okan Oliver Orhan Oscar Ömer Özge Pelin Peter Pınar Priya Rana Robin Rosa "
    "Ruth Sara Selin Serkan Sevgi Sofia Sophie Şebnem Şule Tarık Tom Tomáš Tuğba Umut Ülkü Vera "
    "Volkan Yasemin Yusuf Zehra Zeynep Zoe"
)
_SYLLABLES = (
    "ak al an ar ay bal bar bey bol can çel dağ de dem din do er gen gör gün ha hol is ka kan kar "
    "ker kol kur lar lin lo mar mat mer mo na ner oğ or ö öz pek ra ren rö sa sen ser son ş ta tan "
    "tek to tu ul un ü va ver vi yal yan yıl yo za zen"
)
_TRADES = (
    "Aydınlatma Bau Boya Cam Clinics Design Elektrik Energy Foods Gıda Grup Holding Hotels İnşaat "
    "Kimya Labs Lojistik Lumber Makina Media Metal Mimarlık Mobilya Motors Optik Otelcilik Partners"
    " Plastik Press Sağlık Software Studio Systems Tarım Tekstil Tools Trade Turizm Works Yapı"
)
FIRST, SYLLABLES, TRADES = _FIRST.split(), _SYLLABLES.split(), _TRADES.split()


@dataclass(frozen=True)
class Somebody:
    """A person whom the benchmark looks for and at."""

    id: int
    last_name: str
    address: str
    phone: str


class ManyContacts:
    """Makes the rows; what is what is decided by one seeded source of chance."""

    def __init__(self, firm: Any, users: Sequence[Any]) -> None:
        """Remember whose everything is."""
        self.firm, self.users = firm, users
        self.chance = random.Random(2026)
        self.count = 0
        self.label_ids: list[int] = []
        self.places: dict[int, str] = {}
        self.names: dict[int, str] = {}
        self.surnames = [self._surname() for _ in range(4_000)]

    def make(self, count: int) -> None:
        """Make organizations, then people in them, then what hangs on people."""
        self.count = count
        self._make_labels()
        organizations = self._in_batches(count // PEOPLE_AN_ORGANIZATION, self._organizations)
        people = self._in_batches(count, lambda size: self._people(size, organizations))
        self._make_items(people, organizations)
        self._make_history(people)

    @property
    def somebody(self) -> Somebody:
        """Return the person with the longest history."""
        from kartotek.contacts.models import Person

        found = Person.objects.order_by("id")[0]
        address, phone = found.addresses.get(), found.phones.get()
        return Somebody(found.pk, found.last_name, address.address, phone.number)

    @property
    def narrowing(self) -> Any:
        """Return a filter: one label, one owner, nothing done in thirty days."""
        from kartotek.search.lists.rules import Comparison, Condition, Filter

        return Filter(
            (
                Condition("label", Comparison.ANY_OF, (str(self.label_ids[0]),)),
                Condition("owner", Comparison.IS, (str(self.users[1].pk),)),
                Condition("last-activity", Comparison.NOT_LAST_DAYS, ("30",)),
            )
        )

    def end_of_page(self, row: int) -> str:
        """Return the cursor after so many people in the order of their names."""
        from kartotek.contacts.models import Person
        from kartotek.search.lists.orders import ordered_page, segments_of
        from kartotek.users.viewer import Viewer

        last = Person.objects.order_by("sort_key", "id")[row - 1]
        rest = Person.objects.filter(sort_key__gte=last.sort_key)
        order = segments_of("name", {}, viewer=Viewer.of(self.users[0]))
        return ordered_page(rest, order, after="", limit=1).next

    def new_names(self) -> Iterator[str]:
        """Return names that are not there yet, one after the other."""
        from kartotek.contacts.models import Person

        for number in itertools.count(Person.objects.order_by("-id")[0].pk):
            yield f"{self.chance.choice(FIRST)} {self.chance.choice(self.surnames)}{number}"

    def _in_batches(self, count: int, make: Callable[[int], range]) -> range:
        from django.db import transaction

        first, last = 0, -1
        for start in range(0, count, BATCH):
            with transaction.atomic():
                made = make(min(BATCH, count - start))
            first, last = first or made.start, made.stop - 1
        return range(first, last + 1)

    def _make_labels(self) -> None:
        from kartotek.fields.models import Label, Tone

        tones = Tone.values
        made = [
            Label(
                company=self.firm,
                on="person",
                name=f"Label {n}",
                folded=f"label {n}",
                tone=tones[n],
            )
            for n in range(LABELS)
        ]
        self.label_ids = [one.pk for one in Label.objects.bulk_create(made)]

    def _organizations(self, size: int) -> range:
        from kartotek.contacts.models import Organization
        from kartotek.contacts.operations.values import lookups
        from kartotek.contacts.rules.blocking import organization_keys

        ids = _ids(Organization, size)
        rows, keys = [], list[tuple[int, str]]()
        for pk in ids:
            name = f"{self.chance.choice(self.surnames)} {self.chance.choice(TRADES)} {pk}"
            domain = f"org-{pk}.example"
            common = self._owned() | lookups(Organization, name)
            rows.append(common | {"id": pk, "name": name, "website": domain})
            self.places[pk], self.names[pk] = str(common["sort_key"]), name
            keys += [(pk, key) for key in organization_keys(name, {domain})]
        _insert(Organization, rows)
        self._match_keys("organization", keys)
        self._index("organization", [(row, row["website"], {}) for row in rows])
        return ids

    def _people(self, size: int, organizations: range) -> range:
        from kartotek.contacts.models import Person, PersonAddress, PersonPhone
        from kartotek.contacts.operations.values import lookups
        from kartotek.contacts.rules.blocking import person_keys
        from kartotek.fields.models import LabelUse

        ids = _ids(Person, size)
        people, addresses, phones, uses = [], [], [], []
        keys = list[tuple[int, str]]()
        said = list[tuple[dict[str, Any], str, dict[str, str]]]()
        for pk in ids:
            first, last = self.chance.choice(FIRST), self.chance.choice(self.surnames)
            name = f"{first} {last}"
            place = self.chance.choice(organizations)
            address = f"person-{pk}@org-{place}.example"
            number = f"+90 212 {pk // 10_000 % 1000:03} {pk // 100 % 100:02} {pk % 100:02}"
            digits = number.replace(" ", "")
            common = self._owned() | lookups(Person, name)
            people.append(
                common
                | {"id": pk, "name": name, "first_name": first, "last_name": last}
                | {"organization_id": place, "organization_key": self.places[place]}
                | {"address_key": address, "phone_key": digits}
            )
            keys += [(pk, key) for key in person_keys(name, place)]
            said.append((people[-1], self.names[place], {"email": address, "phone": digits}))
            on = {"company_id": self.firm.pk, "person_id": pk, "is_primary": True}
            addresses.append(on | {"address": address, "key": address})
            phones.append(on | {"number": number, "e164": digits})
            if self.chance.random() < 0.4:
                label_id = self.chance.choice(self.label_ids)
                uses.append({"company_id": self.firm.pk, "label_id": label_id, "subject_id": pk})
        _insert(Person, people)
        _insert(PersonAddress, addresses)
        _insert(PersonPhone, phones)
        _insert(LabelUse, uses)
        self._match_keys("person", keys)
        self._index("person", said)
        return ids

    def _match_keys(self, on: str, keys: Iterable[tuple[int, str]]) -> None:
        from kartotek.contacts.models import MatchKey

        common = {"company_id": self.firm.pk, "on": on}
        _insert(MatchKey, [common | {"subject_id": pk, "key": key} for pk, key in keys])

    def _index(self, kind: str, said: Iterable[tuple[dict[str, Any], str, dict[str, str]]]) -> None:
        """Index records by what they say: each with how it is reached and the rest."""
        from kartotek.search import documents
        from kartotek.search.operations import text_of
        from kartotek.search.readers import Part, Read
        from kartotek.users.visibility import Visibility

        rows = []
        for row, more, reached in said:
            one = Read(
                row["id"],
                row["name"],
                row["owner_id"],
                Visibility.COMPANY,
                tuple(Part(word, text) for word, text in reached.items()),
                (Part("organization", more),),
            )
            text = text_of(kind, one, company_id=self.firm.pk)
            rows.append((one.id, one.title, text, NOW))
        documents.add(kind, rows, company_id=self.firm.pk)

    def _make_items(self, people: range, organizations: range) -> None:
        from kartotek.activities.models import Activity
        from kartotek.pipeline.deals.models import Deal, Pipeline, Stage

        pipeline = Pipeline.objects.create(company=self.firm, name="Sales")
        stage = Stage.objects.create(company=self.firm, pipeline=pipeline, name="Open")
        deals = (
            self._owned()
            | {"title": f"Deal {pk}", "currency": "EUR", "person_id": pk}
            | {"stage_id": stage.pk, "stage_since": NOW, "organization_id": None}
            for pk in people[::DEALS]
        )
        done = (
            self._owned()
            | {"title": "Call", "type": "call", "person_id": pk}
            | {"done_at": (at := self._moment()), "due_on": at.date()}
            for pk in people[::DOINGS]
        )
        for model, rows in ((Deal, deals), (Activity, done)):
            for batch in _batches(rows):
                _insert(model, batch)

    def _make_history(self, people: range) -> None:
        from kartotek.history.models import Entry

        busiest = people[0]
        rows = (self._entry("person.created", pk, {"name": "as typed"}) for pk in people)
        edits = (
            self._entry("person.edited", busiest, {"changes": {"job_title": [f"{n}", f"{n + 1}"]}})
            for n in range(ENTRIES_OF_THE_BUSIEST)
        )
        for source in (rows, edits):
            for batch in _batches(source):
                _insert(Entry, batch)

    def _entry(self, kind: str, pk: int, data: dict[str, Any]) -> dict[str, Any]:
        return {
            "company_id": self.firm.pk,
            "kind": kind,
            "subject_type": "person",
            "subject_id": pk,
            "at": self._moment(),
            "user_id": self.users[pk % len(self.users)].pk,
            "source": "screen",
            "data": data,
        }

    def _owned(self) -> dict[str, Any]:
        at = self._moment()
        owner = self.chance.choice(self.users)
        return {
            "company_id": self.firm.pk,
            "owner_id": owner.pk,
            "created_at": at,
            "updated_at": at,
        }

    def _moment(self) -> datetime:
        return NOW - timedelta(seconds=self.chance.randrange(365 * 86_400))

    def _surname(self) -> str:
        parts = self.chance.choices(SYLLABLES, k=self.chance.choice((2, 3, 3)))
        return "".join(parts).capitalize()


def make(count: int) -> ManyContacts:
    """Make a company with so many people and return its maker.

    Args:
        count: of people; organizations are a fifth of it.
    """
    from kartotek.users.models import Company, User

    firm = Company.objects.create(name="Bench", region="TR", created_at=NOW)
    users = User.objects.bulk_create(
        User(
            company=firm,
            email=f"user-{n}@bench.example",
            name=f"User {n}",
            is_admin=n == 0,
            created_at=NOW,
        )
        for n in range(USERS)
    )
    made = ManyContacts(firm, users)
    made.make(count)
    return made


def known(count: int) -> ManyContacts | None:
    """Return the maker of a company that was made and settled before, if there is one."""
    from django.db import connection

    from kartotek.fields.models import Label
    from kartotek.users.models import Company, User

    if "sqlite_stat1" not in connection.introspection.table_names(include_views=True):
        return None
    firm = Company.objects.get()
    made = ManyContacts(firm, list(User.objects.order_by("id")))
    made.count = count
    made.label_ids = list(Label.objects.order_by("id").values_list("pk", flat=True))
    return made


def settle() -> None:
    """Count what hangs on people, and let the database look at what it holds."""
    from django.db import connection, transaction
    from django.db.models import Count, Max

    from kartotek.activities.models import Activity
    from kartotek.contacts.models import Organization, Person
    from kartotek.mail.bulk import update_each
    from kartotek.pipeline.deals.models import Deal

    deals = Deal.objects.values_list("person_id").annotate(Count("pk")).order_by()
    done = (
        Activity.objects.values_list("person_id").annotate(Count("pk"), Max("done_at")).order_by()
    )
    people = Person.objects.values_list("organization_id").annotate(Count("pk")).order_by()
    with transaction.atomic():
        update_each(Person, ["open_deal_count"], [(count, pk) for pk, count in deals])
        update_each(
            Person,
            ["done_count", "last_activity_at"],
            [(count, last, pk) for pk, count, last in done],
        )
        update_each(Organization, ["people_count"], [(count, pk) for pk, count in people])

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _ids(model: Any, size: int) -> range:
    from kartotek.mail.bulk import new_ids

    ids = new_ids(model, size)
    return range(ids[0], ids[0] + size)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    from django.db import transaction

    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            with transaction.atomic():
                yield batch
            batch = []
    if batch:
        with transaction.atomic():
            yield batch


def _insert(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; columns they do not name get the model's own defaults."""
    from kartotek.mail.bulk import insert_each

    if not rows:
        return
    given = rows[0].keys()
    columns = [field for field in model._meta.concrete_fields if field.attname in given]
    others = [
        field
        for field in model._meta.concrete_fields
        if field.attname not in given and not field.primary_key
    ]
    defaults = tuple(field.get_default() for field in others)
    names = [field.attname for field in (*columns, *others)]
    order = [field.attname for field in columns]
    insert_each(model, names, [tuple(row[name] for name in order) + defaults for row in rows])


def main(count: int) -> int:
    """Make the company in an installation of its own and say how long it took."""
    from bench import installation

    installation.make()
    begun = time.perf_counter()
    make(count)
    print(f"{count:,} people and {count // PEOPLE_AN_ORGANIZATION:,} organizations")
    print(f"made in {time.perf_counter() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
