"""From a condition of a filter to what the database is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.errors import Invalid, NotFound
from kartotek.fields.models import LabelUse
from kartotek.fields.queries import matching
from kartotek.lib.addresses import address_key
from kartotek.lib.text import fold
from kartotek.pipeline.deals.models import Deal, Outcome
from kartotek.pipeline.projects.models import (
    ProjectOrganization,
    ProjectPerson,
    ProjectStatus,
)
from kartotek.search.lists.asking import Asking
from kartotek.search.lists.column import Column
from kartotek.search.lists.rules import (
    NEGATIVE,
    RELATIVE,
    ColumnType,
    Comparison,
    Condition,
    can_be_asked,
    days_meant,
)

ME: Final = "me"
LARGEST_ID: Final = 2**63 - 1
# Of emptiness the condition is what it leaves out: that there is something.
FILLED: Final = frozenset({Comparison.IS_EMPTY, Comparison.IS_FILLED})


class ConditionGone(Invalid):
    """A condition asks for a field that is not there any more, or in a way it cannot be asked."""


@dataclass(frozen=True)
class Asked:
    """A condition that can be asked: the column of one kind of record, and how it is compared."""

    kind: str
    column: Column
    comparison: Comparison
    values: tuple[str, ...]
    asking: Asking

    @property
    def company_id(self) -> int:
        """Whose records are asked."""
        return self.asking.viewer.company_id


def condition_on(
    kind: str, condition: Condition, columns: Mapping[str, Column], asking: Asking
) -> Q:
    """Return what a condition asks of records of a kind.

    Raises:
        ConditionGone: its field is gone, or cannot be compared so, or the value cannot be read.
    """
    column = columns.get(condition.field)
    if column is None:
        raise ConditionGone(_("The field of this condition is gone."))
    if not can_be_asked(column.type, condition.comparison):
        text = _("%(field)s cannot be compared in this way.") % {"field": column.label}
        raise ConditionGone(text)
    asked = Asked(kind, column, Comparison(condition.comparison), condition.values, asking)
    try:
        return _through(asked)
    except (ValueError, IndexError, InvalidOperation, OverflowError, Invalid, NotFound) as error:
        text = _("%(field)s cannot be compared with this.") % {"field": column.label}
        raise ConditionGone(text) from error


def _through(asked: Asked) -> Q:
    """Return the condition on the record itself or, through it, on what it is linked to."""
    if not asked.column.of:
        return _either_way(asked)
    viewer = asked.asking.viewer
    if asked.column.of == "deal":
        deals = Deal.objects.open().visible_to(viewer)
        inside = deals.filter(_positive(_for(asked, "deal"))).values(f"{asked.kind}_id")
        found = Q(pk__in=inside.exclude(**{f"{asked.kind}_id": None}))
        return ~found if asked.comparison in NEGATIVE else found
    there = Organization.objects.alive().visible_to(viewer)
    return Q(
        organization_id__in=there.filter(_either_way(_for(asked, "organization"))).values("pk")
    )


def _for(asked: Asked, kind: str) -> Asked:
    return Asked(kind, asked.column, asked.comparison, asked.values, asked.asking)


def _either_way(asked: Asked) -> Q:
    found = _positive(asked)
    return ~found if asked.comparison in NEGATIVE else found


def _positive(asked: Asked) -> Q:
    """Return the condition, or for `is-not` and its like what it leaves out."""
    column = asked.column
    if column.custom is not None:
        return _of_custom(asked)
    return _BY_TYPE[column.type](asked)


def _of_custom(asked: Asked) -> Q:
    """Ask a custom field; relative dates are asked as the days they mean."""
    assert asked.column.custom is not None
    comparison, values = asked.comparison, asked.values
    if comparison in RELATIVE:
        first, last = days_meant(comparison, values, asked.asking.today)
        span = [(first or date.min).isoformat(), (last or date.max).isoformat()]
        comparison, values = Comparison.BETWEEN, tuple(span)
    value: object = list(values) if len(values) != 1 else values[0]
    found = matching(asked.column.custom.id, comparison, value, viewer=asked.asking.viewer)
    # What leaves out is turned round by the caller, once.
    return ~found if asked.comparison in NEGATIVE and comparison in NEGATIVE else found


def _of_text(asked: Asked) -> Q:
    field = asked.column.field
    if asked.comparison in FILLED:
        return ~Q(**{field: ""})
    spelled = {fold(asked.values[0])} if field == "folded" else _spellings(asked.values[0])
    return _any_of(Q(**{f"{field}__{_LOOKUPS[asked.comparison]}": one}) for one in spelled)


_LOOKUPS: Final[Mapping[Comparison, str]] = {
    Comparison.IS: "iexact",
    Comparison.IS_NOT: "iexact",
    Comparison.CONTAINS: "icontains",
    Comparison.CONTAINS_NOT: "icontains",
    Comparison.STARTS_WITH: "istartswith",
}


def _spellings(text: str) -> set[str]:
    """Return a text as it may be written: SQLite knows the cases of English letters only."""
    turkish = text.replace("i", "İ").upper(), text.replace("İ", "i").replace("I", "ı").lower()
    words = " ".join(word[:1].replace("i", "İ").upper() + word[1:] for word in text.split())
    return {text, text.upper(), text.lower(), text.title(), words, *turkish}


def _of_number(asked: Asked) -> Q:
    field = asked.column.field
    if asked.comparison in FILLED:
        return Q(**{f"{field}__isnull": False})
    numbers = [_number(text) for text in asked.values]
    if asked.comparison is Comparison.BETWEEN:
        return Q(**{f"{field}__gte": numbers[0], f"{field}__lte": numbers[1]})
    lookup = {Comparison.MORE_THAN: "gt", Comparison.LESS_THAN: "lt"}.get(asked.comparison, "exact")
    return Q(**{f"{field}__{lookup}": numbers[0]})


def _number(text: str) -> Decimal:
    """Return a number of a filter.

    Raises:
        ValueError: it is none, or too large.
    """
    number = Decimal(text)
    if not number.is_finite() or abs(number) > LARGEST_ID:
        raise ValueError(text)
    return number


def _of_day(asked: Asked) -> Q:
    field = asked.column.field
    if asked.comparison in FILLED:
        return Q(**{f"{field}__isnull": False})
    first, last = days_meant(asked.comparison, asked.values, asked.asking.today)
    found = Q(**{f"{field}__isnull": False})
    if first is not None:
        found &= Q(**{f"{field}__gte": first})
    if last is not None:
        found &= Q(**{f"{field}__lte": last})
    return found


def _of_moment(asked: Asked) -> Q:
    field = asked.column.field
    if asked.comparison in FILLED:
        return Q(**{f"{field}__isnull": False})
    first, last = days_meant(asked.comparison, asked.values, asked.asking.today)
    found = Q(**{f"{field}__isnull": False})
    if first is not None:
        found &= Q(**{f"{field}__gte": asked.asking.start_of(first)})
    if last is not None:
        found &= Q(**{f"{field}__lt": asked.asking.start_of(last + timedelta(days=1))})
    return found


def _of_labels(asked: Asked) -> Q:
    uses = LabelUse.objects.filter(company_id=asked.company_id)
    if asked.comparison in FILLED:
        return _with(uses.filter(label__on=asked.kind))
    each = [uses.filter(label_id=pk, label__on=asked.kind) for pk in _ids(asked)]
    if asked.comparison is Comparison.ALL_OF:
        found = Q()
        for one in each:
            found &= _with(one)
        return found
    return _with(uses.filter(label_id__in=_ids(asked), label__on=asked.kind))


def _with(uses: QuerySet[LabelUse]) -> Q:
    return Q(pk__in=uses.values("subject_id"))


STATES: Final[Mapping[str, Q]] = {
    "open": Q(status=Outcome.OPEN, archived_at=None),
    "won": Q(status=Outcome.WON, archived_at=None),
    "lost": Q(status=Outcome.LOST, archived_at=None),
    "archived": Q(archived_at__isnull=False),
}
"""How deals stand, as a filter asks for them."""

STATES_ASKED: Final[Mapping[str, Mapping[str, Q]]] = {
    "deal": STATES,
    "lead": {"open": Q(archived_at=None), "archived": Q(archived_at__isnull=False)},
    "project": {
        **{one.value: Q(status=one, archived_at=None) for one in ProjectStatus},
        "archived": Q(archived_at__isnull=False),
    },
}
"""How items of a kind stand, as a filter asks for them."""


def _of_state(asked: Asked) -> Q:
    """Ask how items stand.

    Raises:
        ValueError: there is no such state.
    """
    if asked.comparison in FILLED:
        return Q()
    known = STATES_ASKED[asked.kind]
    if not set(asked.values) <= set(known):
        raise ValueError(asked.values)
    return _any_of(known[one] for one in asked.values)


def _of_choice(asked: Asked) -> Q:
    field = asked.column.field
    if field == "state":
        return _of_state(asked)
    if asked.comparison in FILLED:
        return Q(**{f"{field}__isnull": False})
    return Q(**{f"{field}__in": _ids(asked)})


def _of_user(asked: Asked) -> Q:
    return Q(**{f"{asked.column.field}__in": _ids(asked)})


def _on_project(asked: Asked, kind: str, there: QuerySet[Any]) -> Q:
    """Ask which people or organizations are on projects, the primary one or further ones."""
    table: type[Any] = {"person": ProjectPerson, "organization": ProjectOrganization}[kind]
    places = table.objects.filter(company_id=asked.company_id)
    if asked.comparison not in FILLED:
        places = places.filter(**{f"{kind}_id__in": there.values("pk")})
    return Q(pk__in=places.values("project_id"))


def _of_organization(asked: Asked) -> Q:
    seen = Organization.objects.alive().visible_to(asked.asking.viewer)
    if asked.kind == "project":
        words = fold(asked.values[0]) if asked.values else ""
        return _on_project(asked, "organization", seen.filter(folded__contains=words))
    if asked.comparison in FILLED:
        has_key = asked.kind == "person"
        return Q(organization_key__gt="") if has_key else Q(organization_id__isnull=False)
    words = fold(asked.values[0])
    return Q(organization_id__in=seen.filter(folded__contains=words).values("pk"))


def _of_person(asked: Asked) -> Q:
    if asked.kind == "project":
        words = fold(asked.values[0]) if asked.values else ""
        people = Person.objects.alive().visible_to(asked.asking.viewer)
        return _on_project(asked, "person", people.filter(folded__contains=words))
    if asked.comparison in FILLED:
        return Q(person_id__isnull=False)
    there = Person.objects.alive().visible_to(asked.asking.viewer)
    found = there.filter(folded__contains=fold(asked.values[0]))
    return Q(person_id__in=found.values("pk"))


def _of_address(asked: Asked) -> Q:
    rows = PersonAddress.objects.filter(company_id=asked.company_id)
    if asked.comparison not in FILLED:
        typed = asked.values[0].strip()
        lookups = {Comparison.STARTS_WITH: Q(key__startswith=typed.lower())}
        exact = Q(key=address_key(typed))
        exactly = {Comparison.IS: exact, Comparison.IS_NOT: exact}
        within = Q(key__contains=typed.lower()) | Q(address__icontains=typed)
        rows = rows.filter((lookups | exactly).get(asked.comparison, within))
    return Q(pk__in=rows.values("person_id"))


def _of_phone(asked: Asked) -> Q:
    rows = PersonPhone.objects.filter(company_id=asked.company_id)
    if asked.comparison not in FILLED:
        typed = asked.values[0].strip()
        # "0212" is written "+90212" in E.164: the trunk zero is not part of the number.
        digits = "".join(filter(str.isdigit, typed)).lstrip("0")
        within = Q(number__icontains=typed)
        if digits:
            within |= Q(e164__contains=digits)
        if asked.comparison in {Comparison.IS, Comparison.IS_NOT}:
            within = Q(number=typed) | Q(e164=f"+{digits}")
        rows = rows.filter(within)
    return Q(pk__in=rows.values("person_id"))


_BY_TYPE: Final[Mapping[ColumnType, Callable[[Asked], Q]]] = {
    ColumnType.NAME: _of_text,
    ColumnType.TEXT: _of_text,
    ColumnType.LINK: _of_text,
    ColumnType.COUNT: _of_number,
    ColumnType.NUMBER: _of_number,
    ColumnType.MONEY: _of_number,
    ColumnType.TIME: _of_number,
    ColumnType.DATE: _of_day,
    ColumnType.DUE: _of_day,
    ColumnType.MOMENT: _of_moment,
    ColumnType.LABELS: _of_labels,
    ColumnType.CHOICE: _of_choice,
    ColumnType.USER: _of_user,
    ColumnType.ORGANIZATION: _of_organization,
    ColumnType.PERSON: _of_person,
    ColumnType.ADDRESS: _of_address,
    ColumnType.PHONE: _of_phone,
}


def _ids(asked: Asked) -> list[int]:
    """Return the ids a condition names; `me` is whoever asks.

    Raises:
        ValueError: one is no id.
    """
    own = asked.asking.viewer.own_id
    found = [own if text == ME else int(text) for text in asked.values]
    if any(not 0 <= pk <= LARGEST_ID for pk in found):
        raise ValueError(asked.values)
    return found


def _any_of(conditions: Any) -> Q:
    found = Q()
    for one in conditions:
        found |= one
    return found
