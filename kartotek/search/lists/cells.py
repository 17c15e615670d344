"""The rows of a page, ready to show: each column's value of each record, in a few queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.fields.queries import ValueShown, labels_of, values_of
from kartotek.pipeline.deals.models import Deal, Stage
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Phase, Project
from kartotek.pipeline.projects.queries.rows import organizations_of, people_of
from kartotek.pipeline.shown import Ref, ref_to
from kartotek.search.lists.choices import STATES_NAMED, STATES_OF
from kartotek.search.lists.column import Column
from kartotek.search.lists.rules import ColumnType
from kartotek.users.models import User
from kartotek.users.permissions import Permission
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility

Record = Person | Organization | Deal | Lead | Project
Item = Deal | Lead

CONTACTS: Final = frozenset({ColumnType.PERSON, ColumnType.ORGANIZATION})
VISIBILITIES: Final = {one.value: one.label for one in Visibility}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one record says in one column; `id` is that of a linked record.

    A sum of money says its `currency` where records have one of their own.
    """

    column: Column
    value: Any
    id: int | None = None
    is_malformed: bool = False
    can_edit: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list."""

    id: int
    kind: str
    name: str
    sub: str
    cells: list[Cell]
    picture: str = ""


@dataclass
class Loaded:
    """What the records of a page say, read once for all of them and only where it is shown."""

    kind: str
    records: Sequence[Record]
    columns: Sequence[Column]
    viewer: Viewer
    ids: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Note which records it is about."""
        self.ids = [one.pk for one in self.records]

    @cached_property
    def organizations(self) -> Mapping[int, Organization]:
        """The organizations of people, deals and leads, as far as the viewer sees them."""
        ids = {getattr(one, "organization_id", None) or 0 for one in self.records}
        if not ids - {0}:
            return {}
        is_whole = any(column.of == "organization" for column in self.columns)
        there = _organizations(is_whole=is_whole, ids=ids, viewer=self.viewer)
        return {one.pk: one for one in there}

    @cached_property
    def people(self) -> Mapping[int, Person]:
        """The people of deals and leads, as far as the viewer sees them."""
        ids = {one.person_id or 0 for one in self.records if isinstance(one, Item)}
        there = Person.objects.alive().visible_to(self.viewer).filter(pk__in=ids)
        return {one.pk: one for one in there} if ids - {0} else {}

    @cached_property
    def stages(self) -> Mapping[int, Stage]:
        """The stages of deals, with their pipelines."""
        stages = Stage.objects.filter(company_id=self.viewer.company_id)
        return {one.pk: one for one in stages.select_related("pipeline")}

    @cached_property
    def firsts(self) -> Mapping[ColumnType, Mapping[int, list[Ref]]]:
        """The people and organizations of projects, the primary ones first."""
        return {
            ColumnType.PERSON: people_of(self.ids, viewer=self.viewer),
            ColumnType.ORGANIZATION: organizations_of(self.ids, viewer=self.viewer),
        }

    @cached_property
    def phases(self) -> Mapping[int, Phase]:
        """The phases of projects, with their boards."""
        phases = Phase.objects.filter(company_id=self.viewer.company_id)
        return {one.pk: one for one in phases.select_related("board")}

    @cached_property
    def users(self) -> Mapping[int, str]:
        """The names of the colleagues."""
        return dict(_users(company_id=self.viewer.company_id))

    @cached_property
    def labels(self) -> Mapping[int, list[Any]]:
        """The labels of the records."""
        return labels_of(self.kind, self.ids, viewer=self.viewer)

    @cached_property
    def organization_labels(self) -> Mapping[int, list[Any]]:
        """The labels of the organizations of the people."""
        return labels_of("organization", list(self.organizations), viewer=self.viewer)

    @cached_property
    def addresses(self) -> Mapping[int, tuple[str, str]]:
        """The primary address of each person, and what it is compared by."""
        return _primary(_addresses(ids=self.ids, company_id=self.viewer.company_id))

    @cached_property
    def phones(self) -> Mapping[int, tuple[str, str]]:
        """The primary phone of each person, and what it is compared by."""
        return _primary(_phones(ids=self.ids, company_id=self.viewer.company_id))

    @cached_property
    def custom(self) -> Mapping[int, Mapping[int, ValueShown]]:
        """What the records say in the custom fields that are shown."""
        return self._custom_of(self.kind, self.ids, of="")

    @cached_property
    def organization_custom(self) -> Mapping[int, Mapping[int, ValueShown]]:
        """What the organizations of the people say in theirs."""
        return self._custom_of("organization", list(self.organizations), of="organization")

    def _custom_of(
        self, kind: str, ids: Collection[int], *, of: str
    ) -> Mapping[int, Mapping[int, ValueShown]]:
        fields = [one.custom for one in self.columns if one.custom is not None and one.of == of]
        return values_of(kind, ids, viewer=self.viewer, fields=fields)


@prepared
def _organizations(
    *, is_whole: bool, ids: Collection[int], viewer: Viewer
) -> QuerySet[Organization]:
    """Return organizations that are seen, with nothing but their names unless asked."""
    there = Organization.objects.alive().visible_to(viewer).filter(pk__in=ids)
    return there if is_whole else there.only("name")


@prepared
def _users(*, company_id: int) -> QuerySet[User, tuple[int, str]]:
    return User.objects.filter(company_id=company_id).values_list("pk", "name")


@prepared
def _addresses(
    *, ids: Collection[int], company_id: int
) -> QuerySet[PersonAddress, tuple[int, str, str]]:
    written = PersonAddress.objects.filter(company_id=company_id, person_id__in=ids)
    return written.order_by("is_primary", "-id").values_list("person_id", "address", "key")


@prepared
def _phones(
    *, ids: Collection[int], company_id: int
) -> QuerySet[PersonPhone, tuple[int, str, str]]:
    called = PersonPhone.objects.filter(company_id=company_id, person_id__in=ids)
    return called.order_by("is_primary", "-id").values_list("person_id", "number", "e164")


def rows_of(
    kind: str, records: Sequence[Record], columns: Sequence[Column], *, viewer: Viewer
) -> list[Row]:
    """Return records as rows with a cell for each of the columns."""
    loaded = Loaded(kind, records, columns, viewer)
    edits_all = viewer.may(Permission.EDIT_OTHERS)
    return [
        Row(
            one.pk,
            kind,
            one.title if isinstance(one, Item | Project) else one.name,
            _sub(one, loaded),
            [
                _cell(column, one, loaded, edits_all or one.owner_id == viewer.user_id)
                for column in columns
            ],
            "" if isinstance(one, Item | Project) else one.picture,
        )
        for one in records
    ]


def _sub(record: Record, loaded: Loaded) -> str:
    """Return the second line of a record's name."""
    if isinstance(record, Organization):
        return record.industry
    if isinstance(record, Project):
        first = (_first(kind, record, loaded) for kind in loaded.firsts)
        return " · ".join(one.name for one in first if one)
    there = loaded.organizations.get(record.organization_id or 0)
    names = [there.name if there else ""]
    if isinstance(record, Item):
        person = loaded.people.get(record.person_id or 0)
        names.insert(0, person.name if person else "")
    return " · ".join(filter(None, names))


def _first(kind: ColumnType, project: Project, loaded: Loaded) -> Ref | None:
    """Return the primary person or organization of a project."""
    return next(iter(loaded.firsts[kind].get(project.pk, ())), None)


def _contact(kind: ColumnType, record: Person | Item | Project, loaded: Loaded) -> Ref | None:
    """Return the person or organization of a record, as far as the viewer sees them."""
    if isinstance(record, Project):
        return _first(kind, record, loaded)
    if kind is ColumnType.PERSON and isinstance(record, Item):
        return ref_to(loaded.people.get(record.person_id or 0))
    return ref_to(loaded.organizations.get(record.organization_id or 0))


def _cell(column: Column, record: Record, loaded: Loaded, may_edit: bool) -> Cell:  # noqa: FBT001
    can_edit = may_edit and bool(column.edit)
    if column.of == "organization":
        return _cell_of_organization(column, record, loaded)
    if column.custom is not None:
        shown = loaded.custom.get(record.pk, {}).get(column.custom.id)
        return _custom_cell(column, shown, can_edit=can_edit)
    if column.type in CONTACTS and not isinstance(record, Organization):
        found = _contact(column.type, record, loaded)
        name, pk = (found.name, found.id) if found else ("", None)
        return Cell(column, name, pk, can_edit=can_edit)
    if column.field == "amount" and isinstance(record, Item):
        return Cell(column, record.amount, can_edit=can_edit, currency=record.currency)
    if column.type is ColumnType.ADDRESS:
        return _reach_cell(column, loaded.addresses.get(record.pk), can_edit=can_edit)
    if column.type is ColumnType.PHONE:
        return _reach_cell(column, loaded.phones.get(record.pk), can_edit=can_edit)
    return Cell(column, _own(column, record, loaded, loaded.labels), record.pk, False, can_edit)  # noqa: FBT003


def _cell_of_organization(column: Column, record: Record, loaded: Loaded) -> Cell:
    there = loaded.organizations.get(getattr(record, "organization_id", None) or 0)
    if there is None:
        return Cell(column, [] if column.type is ColumnType.LABELS else "")
    if column.custom is not None:
        shown = loaded.organization_custom.get(there.pk, {}).get(column.custom.id)
        return _custom_cell(column, shown, can_edit=False)
    return Cell(column, _own(column, there, loaded, loaded.organization_labels), there.pk)


def _reach_cell(column: Column, held: tuple[str, str] | None, *, can_edit: bool) -> Cell:
    typed, key = held or ("", "")
    return Cell(column, typed, None, bool(held) and not key, can_edit)


def _custom_cell(column: Column, shown: ValueShown | None, *, can_edit: bool) -> Cell:
    if shown is None:
        return Cell(column, "", can_edit=can_edit)
    return Cell(column, shown.text, None, shown.is_malformed, can_edit)


def _own(column: Column, record: Record, loaded: Loaded, labels: Mapping[int, list[Any]]) -> Any:
    """Return what a record itself says in a column."""
    if column.type is ColumnType.LABELS:
        return labels.get(record.pk, [])
    if column.type is ColumnType.NAME:
        return record.title if isinstance(record, Item | Project) else record.name
    if column.type is ColumnType.USER:
        return loaded.users.get(record.owner_id, "")
    if column.type is ColumnType.CHOICE and isinstance(record, Item | Project):
        return _chosen(column, record, loaded)
    if column.type is ColumnType.CHOICE:
        return VISIBILITIES.get(getattr(record, column.field), "")
    return getattr(record, column.field)


def _chosen(column: Column, deal: Item | Project, loaded: Loaded) -> object:
    """Return what an item says where one thing is chosen of several."""
    if column.field == "visibility":
        return VISIBILITIES.get(deal.visibility, "")
    if isinstance(deal, Project):
        if column.field == "state":
            return STATES_OF["project"]["archived" if deal.archived_at else deal.status]
        phase = loaded.phases[deal.phase_id]
        return phase.name if column.field == "phase_id" else phase.board.name
    if isinstance(deal, Lead):
        return STATES_OF["lead"]["archived" if deal.archived_at else "open"]
    if column.field == "state":
        return STATES_NAMED["archived" if deal.archived_at else deal.status]
    stage = loaded.stages.get(deal.stage_id)
    if stage is None:
        return ""
    return stage.name if column.field == "stage_id" else stage.pipeline.name


def _primary(rows: Iterable[tuple[int, str, str]]) -> dict[int, tuple[str, str]]:
    """Return the primary row of each person, which comes last, or the first of none is marked."""
    return {person_id: (typed, key) for person_id, typed, key in rows}
