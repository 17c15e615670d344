"""What an autocomplete field offers while one types."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import edit_person
from kartotek.fields.operations import create_field, set_value
from kartotek.search.suggestions import suggestions
from kartotek.users.visibility import Visibility
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def say(text: str, record: Any, by: Any, field_type: str = "autocomplete") -> int:
    """Let a record say something in a new field, and return the field's id."""
    field = create_field(
        on=record.subject_type, field_type=field_type, name="Secret", by=by, at=NOW
    )
    set_value(subject=record, field_id=field.pk, typed=text, by=by, at=NOW)
    return field.pk


def test_what_others_said_is_offered_by_its_beginning(zeynep: Any, by_deniz: Any) -> None:
    field_id = say("Golden", zeynep, by_deniz)

    assert suggestions(field_id, "GOL", viewer=by_deniz) == ["Golden"]
    assert suggestions(field_id, "den", viewer=by_deniz) == []


def test_a_lead_offers_what_deals_said(lobby_deal: Any, by_deniz: Any) -> None:
    assert suggestions(say("Golden", lobby_deal, by_deniz), "", viewer=by_deniz) == ["Golden"]


def test_what_a_hidden_record_says_is_not_offered(
    zeynep: Any, by_elif: Any, by_robin: Any, by_deniz: Any
) -> None:
    field_id = say("Golden", zeynep, by_deniz)
    edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)

    assert suggestions(field_id, "", viewer=by_elif) == ["Golden"]
    assert suggestions(field_id, "", viewer=by_robin) == []


def test_fields_of_other_types_offer_nothing(zeynep: Any, by_deniz: Any) -> None:
    assert suggestions(say("Golden", zeynep, by_deniz, "text"), "", viewer=by_deniz) == []
