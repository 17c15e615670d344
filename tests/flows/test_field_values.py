"""Custom fields and what follows from writing in them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.errors import Invalid, NotFound
from kartotek.fields.models import CustomField
from kartotek.fields.operations import create_field
from kartotek.fields.queries import values_of
from kartotek.flows import contact_changes, convert_lead, field_values
from kartotek.search.models import Document
from kartotek.users.viewer import Source


def make(by: Any, now: Any, on: str = "person", **more: Any) -> CustomField:
    """Make a field of text."""
    values = {"name": "Project code", "field_type": "text", **more}
    return create_field(on=on, by=by, at=now, **values)


def test_the_search_box_finds_a_record_by_what_it_says(
    zeynep: Any, by_elif: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, now)

    field_values.set_values(
        kind="person", record_id=zeynep.pk, values={field.pk: "Şelale 17"}, by=by_elif, at=now
    )

    assert "selale" in Document.objects.get(kind="person", subject_id=zeynep.pk).text


def test_a_record_that_is_not_seen_says_nothing_new(
    zeynep: Any, by_robin: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, now)
    Person.objects.filter(pk=zeynep.pk).update(visibility=1)

    with pytest.raises(NotFound):
        field_values.set_values(
            kind="person", record_id=zeynep.pk, values={field.pk: "x"}, by=by_robin, at=now
        )


def test_nobody_is_added_on_a_screen_without_what_is_required(
    by_elif: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, now, is_required=True)
    add = partial(contact_changes.add_person, by=by_elif, at=now, name="Ece Demir")

    with pytest.raises(Invalid) as refused:
        field_values.added(add, values={}, by=by_elif, at=now)

    assert set(refused.value.fields) == {f"field-{field.pk}"}
    assert not Person.objects.filter(name="Ece Demir").exists()


def test_a_program_adds_without_what_is_required(by_elif: Any, by_deniz: Any, now: Any) -> None:
    make(by_deniz, now, is_required=True)
    program = by_elif.at(Source.API)
    add = partial(contact_changes.add_person, by=program, at=now, name="Ece Demir")

    added = field_values.added(add, values={}, by=program, at=now)

    assert added.name == "Ece Demir"


def test_a_lead_that_becomes_a_deal_keeps_saying_it(
    clinic_lead: Any, by_elif: Any, by_deniz: Any, stages: Any, now: Any
) -> None:
    field = make(by_deniz, now, on="deal")
    tier = make(by_deniz, now, on="deal", name="Tier", field_type="option", options=["A"])
    field_values.set_values(
        kind="lead",
        record_id=clinic_lead.pk,
        values={field.pk: "K-9", tier.pk: "A"},
        by=by_elif,
        at=now,
    )

    deal = convert_lead.lead_to_deal(lead_id=clinic_lead.pk, by=by_elif, at=now)

    said = values_of("deal", [deal.pk], viewer=by_elif)[deal.pk]
    assert [said[one.pk].text for one in (field, tier)] == ["K-9", "A"]
