"""Why a record was found, where its name alone does not tell."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn, PhoneIn
from kartotek.flows.contact_changes import add_person
from kartotek.search.queries import find
from kartotek.search.reasons import Reason, reasons
from kartotek.users.viewer import Viewer
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ayse(by_elif: Viewer) -> Any:
    return add_person(
        by=by_elif,
        at=NOW,
        name="Ayşe Demir",
        addresses=[AddressIn("a.demir@lamba.example")],
        phones=[PhoneIn("0212 555 01 42")],
        job_title="Buyer",
        notes=f"{'Met at the fair. ' * 20}Wants chandeliers for the lobby.",
        organization_name="Şelale Otel",
    )


def _why(text: str, viewer: Viewer) -> Reason | None:
    hits = find(text, viewer=viewer, kinds=("person",))
    assert [hit.title for hit in hits] == ["Ayşe Demir"], text
    return reasons(hits, text, viewer=viewer).get(("person", hits[0].id))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ayse", None),
        ("dem ay", None),
        ("lamba", Reason("email", "a.demir@lamba.example")),
        ("demir@lam", Reason("email", "a.demir@lamba.example")),
        ("(212) 555", Reason("phone", "+902125550142")),
        ("0142", Reason("phone", "+902125550142")),
        ("buyer", Reason("job_title", "Buyer")),
        ("ayse selale", Reason("organization", "Şelale Otel")),
    ],
)
def test_the_reason_is_what_the_name_does_not_say(
    typed: str, reason: Reason | None, ayse: Any, by_elif: Viewer
) -> None:
    assert _why(typed, by_elif) == reason


def test_a_long_text_is_shown_around_the_word(ayse: Any, by_elif: Viewer) -> None:
    found = _why("chandelier", by_elif)

    assert found is not None
    assert found.field == "notes"
    assert "chandeliers" in found.text
    assert len(found.text) <= 90
