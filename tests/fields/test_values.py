"""What records say in custom fields: written, read, compared, sorted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.errors import Invalid
from kartotek.fields import queries
from kartotek.fields.models import CustomField, FieldOption
from kartotek.fields.operations import set_value, set_values
from kartotek.fields.rules.types import FieldType
from kartotek.fields.rules.values import Typed
from kartotek.history.models import Entry
from tests.conftest import NOW


def field_of(company: Any, field_type: str, name: str = "Thing", **more: Any) -> CustomField:
    """Return a field of people."""
    count = CustomField.objects.count()
    return CustomField.objects.create(
        company=company,
        on=more.pop("on", "person"),
        key=f"{count:040x}",
        name=name,
        type=field_type,
        created_at=NOW,
        updated_at=NOW,
        **more,
    )


def option_of(field: CustomField, name: str, position: int = 0) -> FieldOption:
    """Return an option of a field."""
    return FieldOption.objects.create(
        company=field.company,
        field=field,
        name=name,
        position=position,
        created_at=NOW,
        updated_at=NOW,
    )


def said_by(person: Any, field: CustomField, viewer: Any) -> str:
    """Return what a person says in a field, as the viewer reads it."""
    found = queries.values_of("person", [person.pk], viewer=viewer)
    shown = found.get(person.pk, {}).get(field.pk)
    return shown.text if shown else ""


@pytest.mark.parametrize(
    ("field_type", "typed", "text"),
    [
        (FieldType.TEXT, "  two   words ", "two words"),
        (FieldType.LARGE_TEXT, "one\r\ntwo", "one\ntwo"),
        (FieldType.AUTOCOMPLETE, "Reseller", "Reseller"),
        (FieldType.NUMBER, "1,234.5", "1,234.5"),
        (FieldType.MONEY, "1,250 EUR", "€1,250"),
        (FieldType.PHONE, "0212 555 01 42", "0212 555 01 42"),
        (FieldType.TIME, "9.30", "09:30"),
        (FieldType.TIME_RANGE, "22:00-06:00", "22:00\xa0– 06:00"),
        (FieldType.DATE, "12.11.2026", "12 Nov 2026"),
        (FieldType.DATE_RANGE, "2026-11-12 – 2026-11-14", "12 Nov 2026\xa0– 14 Nov 2026"),
        (FieldType.ADDRESS, "Harbour Road 5,\nBath", "Harbour Road 5, Bath"),
        (FieldType.USER, "Mert Kaya", "Mert Kaya"),
        (FieldType.PERSON, "daniel okafor", "Daniel Okafor"),
        (FieldType.ORGANIZATION, "Brightwell Clinics", "Brightwell Clinics"),
    ],
)
def test_what_is_typed_is_read_back(
    company: Any,
    zeynep: Any,
    daniel: Any,
    mert: Any,
    by_elif: Any,
    field_type: str,
    typed: str,
    text: str,
) -> None:
    field = field_of(company, field_type)

    set_value(subject=zeynep, field_id=field.pk, typed=typed, by=by_elif, at=NOW)

    assert said_by(zeynep, field, by_elif) == text


def test_options_are_named_or_numbered_and_keep_the_order_of_the_field(
    company: Any, zeynep: Any, by_elif: Any
) -> None:
    field = field_of(company, FieldType.OPTIONS)
    gold, silver = option_of(field, "Gold", 1), option_of(field, "Silver", 2)

    typed = Typed(chosen=(str(silver.pk), "gold"))
    set_value(subject=zeynep, field_id=field.pk, typed=typed, by=by_elif, at=NOW)

    assert said_by(zeynep, field, by_elif) == "Gold, Silver"
    assert gold.choices.count() == 1


def test_a_change_is_told_with_old_and_new(company: Any, zeynep: Any, by_elif: Any) -> None:
    field = field_of(company, FieldType.OPTION, "Tier")
    option_of(field, "A"), option_of(field, "B")
    set_value(subject=zeynep, field_id=field.pk, typed="A", by=by_elif, at=NOW)

    set_value(subject=zeynep, field_id=field.pk, typed="B", by=by_elif, at=NOW)

    last = Entry.objects.filter(subject_type="person", subject_id=zeynep.pk).latest("pk")
    assert last.kind == "person.edited"
    assert last.data == {"changes": {f"field-{field.pk}": [["A"], ["B"]]}}


def test_saying_the_same_again_writes_no_history(company: Any, zeynep: Any, by_elif: Any) -> None:
    field = field_of(company, FieldType.MONEY)
    set_value(subject=zeynep, field_id=field.pk, typed="5 EUR", by=by_elif, at=NOW)
    before = Entry.objects.count()

    set_value(subject=zeynep, field_id=field.pk, typed="5.00 EUR", by=by_elif, at=NOW)

    assert Entry.objects.count() == before


def test_all_that_is_wrong_is_named_and_nothing_is_written(
    company: Any, zeynep: Any, by_elif: Any
) -> None:
    when, many = field_of(company, FieldType.DATE), field_of(company, FieldType.NUMBER)
    fine = field_of(company, FieldType.TEXT)

    with pytest.raises(Invalid) as refused:
        set_values(
            subject=zeynep,
            values={when.pk: "soon", many.pk: "lots", fine.pk: "fine"},
            by=by_elif,
            at=NOW,
        )

    assert set(refused.value.fields) == {f"field-{when.pk}", f"field-{many.pk}"}
    assert "31/12/2026" in refused.value.fields[f"field-{when.pk}"]
    assert said_by(zeynep, fine, by_elif) == ""


def test_a_required_field_cannot_be_emptied(company: Any, zeynep: Any, by_elif: Any) -> None:
    field = field_of(company, FieldType.TEXT, is_required=True)
    set_value(subject=zeynep, field_id=field.pk, typed="kept", by=by_elif, at=NOW)

    with pytest.raises(Invalid):
        set_value(subject=zeynep, field_id=field.pk, typed="", by=by_elif, at=NOW)

    assert said_by(zeynep, field, by_elif) == "kept"


def test_a_number_that_cannot_be_dialled_is_kept_and_marked(
    company: Any, zeynep: Any, by_elif: Any
) -> None:
    field = field_of(company, FieldType.PHONE)

    set_value(subject=zeynep, field_id=field.pk, typed="ext. 12, ask Ayşe", by=by_elif, at=NOW)

    [shown] = queries.values_of("person", [zeynep.pk], viewer=by_elif)[zeynep.pk].values()
    assert (shown.text, shown.is_malformed) == ("ext. 12, ask Ayşe", True)


def test_nobody_is_named_whom_the_reader_may_not_see(
    company: Any, zeynep: Any, daniel: Any, by_elif: Any, by_robin: Any
) -> None:
    field = field_of(company, FieldType.PERSON)
    set_value(subject=zeynep, field_id=field.pk, typed=str(daniel.pk), by=by_elif, at=NOW)
    Person.objects.filter(pk=daniel.pk).update(visibility=1)

    assert said_by(zeynep, field, by_robin) == "something you may not see"


def people_matching(viewer: Any, field: CustomField, comparison: str, value: Any = "") -> set[str]:
    """Return the first names of the people a filter finds."""
    found = queries.matching(field.pk, comparison, value, viewer=viewer)
    return set(Person.objects.filter(found).values_list("first_name", flat=True))


@pytest.fixture
def sized(company: Any, zeynep: Any, daniel: Any, tomas: Any, by_elif: Any) -> CustomField:
    """A number: Zeynep says 5, Daniel 50, Tomáš nothing."""
    field = field_of(company, FieldType.NUMBER, "Rooms")
    set_value(subject=zeynep, field_id=field.pk, typed="5", by=by_elif, at=NOW)
    set_value(subject=daniel, field_id=field.pk, typed="50", by=by_elif, at=NOW)
    return field


@pytest.mark.parametrize(
    ("comparison", "value", "found"),
    [
        ("is", "5", {"Zeynep"}),
        ("is-not", "5", {"Daniel", "Tomáš"}),
        ("more-than", "5", {"Daniel"}),
        ("at-least", "5", {"Zeynep", "Daniel"}),
        ("less-than", "50", {"Zeynep"}),
        ("at-most", "50", {"Zeynep", "Daniel"}),
        ("between", ["4", "6"], {"Zeynep"}),
        ("is-empty", "", {"Tomáš"}),
        ("is-filled", "", {"Zeynep", "Daniel"}),
    ],
)
def test_numbers_are_compared(
    sized: CustomField, by_elif: Any, comparison: str, value: Any, found: set[str]
) -> None:
    assert people_matching(by_elif, sized, comparison, value) == found


@pytest.mark.parametrize(
    ("comparison", "value", "found"),
    [
        ("contains", "ŞEKER", {"Zeynep"}),
        ("contains-not", "seker", {"Daniel", "Tomáš"}),
        ("is", "ilk şeker", {"Zeynep"}),
        ("starts-with", "İLK", {"Zeynep"}),
        ("is-empty", "", {"Daniel", "Tomáš"}),
    ],
)
def test_words_are_compared_without_marks_and_case(
    company: Any,
    zeynep: Any,
    daniel: Any,
    tomas: Any,
    by_elif: Any,
    comparison: str,
    value: str,
    found: set[str],
) -> None:
    field = field_of(company, FieldType.TEXT)
    set_value(subject=zeynep, field_id=field.pk, typed="İlk Şeker", by=by_elif, at=NOW)

    assert people_matching(by_elif, field, comparison, value) == found


@pytest.mark.parametrize(
    ("comparison", "names", "found"),
    [
        ("any-of", ["Gold", "Silver"], {"Zeynep", "Daniel"}),
        ("all-of", ["Gold", "Silver"], {"Zeynep"}),
        ("none-of", ["Silver"], {"Daniel", "Tomáš"}),
        ("is-empty", [], {"Tomáš"}),
    ],
)
def test_options_are_compared(
    company: Any,
    zeynep: Any,
    daniel: Any,
    tomas: Any,
    by_elif: Any,
    comparison: str,
    names: list[str],
    found: set[str],
) -> None:
    field = field_of(company, FieldType.OPTIONS)
    ids = {name: str(option_of(field, name).pk) for name in ("Gold", "Silver")}
    set_value(subject=zeynep, field_id=field.pk, typed="Gold, Silver", by=by_elif, at=NOW)
    set_value(subject=daniel, field_id=field.pk, typed="Gold", by=by_elif, at=NOW)

    assert people_matching(by_elif, field, comparison, [ids[name] for name in names]) == found


def test_a_filter_on_a_deleted_field_says_so(sized: CustomField, by_elif: Any) -> None:
    CustomField.objects.filter(pk=sized.pk).update(deleted_at=NOW)

    with pytest.raises(queries.FieldGone, match="Rooms"):
        queries.matching(sized.pk, "is", "5", viewer=by_elif)


@pytest.mark.parametrize("is_descending", [False, True])
def test_what_is_empty_comes_last_in_either_direction(
    sized: CustomField, by_elif: Any, is_descending: bool
) -> None:
    order = queries.sorted_by(sized.pk, viewer=by_elif, is_descending=is_descending)
    people = Person.objects.annotate(place=order)

    found = people.order_by("-place" if is_descending else "place")

    names = ["Daniel", "Zeynep"] if is_descending else ["Zeynep", "Daniel"]
    assert [one.first_name for one in found] == [*names, "Tomáš"]


@pytest.mark.parametrize("field_type", list(FieldType))
@pytest.mark.parametrize("is_descending", [False, True])
def test_every_type_can_be_sorted_by(
    company: Any, zeynep: Any, by_elif: Any, field_type: str, is_descending: bool
) -> None:
    field = field_of(company, field_type)

    order = queries.sorted_by(field.pk, viewer=by_elif, is_descending=is_descending)

    [found] = Person.objects.annotate(place=order)
    assert found.place is not None


def test_money_remembers_its_currency(company: Any, zeynep: Any, by_elif: Any) -> None:
    field = field_of(company, FieldType.MONEY)

    set_value(subject=zeynep, field_id=field.pk, typed="12,5", by=by_elif, at=NOW)

    [shown] = queries.values_of("person", [zeynep.pk], viewer=by_elif)[zeynep.pk].values()
    assert (shown.value.number, shown.value.currency) == (Decimal("12.5"), "TRY")
