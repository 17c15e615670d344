"""A contact changes, and what hangs on addresses and names follows."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.models import Organization
from kartotek.contacts.operations import AddressIn
from kartotek.errors import Invalid
from kartotek.flows import contact_changes, plan_activity
from kartotek.linking.models import ParticipantMatch
from kartotek.mail.models import Conversation
from kartotek.search.models import Document


def _titles(kind: str) -> set[str]:
    return set(Document.objects.filter(kind=kind).values_list("title", flat=True))


@pytest.fixture
def rematched(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The addresses whose conversations were matched again, call by call."""
    calls: list[list[str]] = []

    def note(*, keys: Any, by: Any, at: Any) -> int:
        calls.append(list(keys))
        return 0

    monkeypatch.setattr(contact_changes, "rematch", note)
    return calls


def test_a_new_persons_addresses_are_matched(
    by_elif: Any, now: Any, rematched: list[list[str]]
) -> None:
    contact_changes.add_person(
        by=by_elif, at=now, name="Zeynep", addresses=[AddressIn("Z@X.example"), AddressIn("bad")]
    )

    assert rematched == [["z@x.example"]]


def test_only_addresses_that_came_or_went_are_matched_again(
    zeynep: Any, by_elif: Any, now: Any, rematched: list[list[str]]
) -> None:
    kept = AddressIn("z.karaca@marmaraotel.example")

    contact_changes.edit_person(
        person_id=zeynep.pk, by=by_elif, at=now, addresses=[kept, AddressIn("new@x.example")]
    )
    contact_changes.edit_person(person_id=zeynep.pk, by=by_elif, at=now, job_title="Buyer")

    assert rematched == [["new@x.example"]]


def test_deleting_and_restoring_a_person_matches_their_addresses_again(
    zeynep: Any, by_elif: Any, now: Any, rematched: list[list[str]]
) -> None:
    contact_changes.delete_person(person_id=zeynep.pk, by=by_elif, at=now)
    contact_changes.restore_person(person_id=zeynep.pk, by=by_elif, at=now)

    assert rematched == [["z.karaca@marmaraotel.example"]] * 2


def test_one_address_more_or_less_is_matched_again(
    zeynep: Any, by_elif: Any, now: Any, rematched: list[list[str]]
) -> None:
    contact_changes.add_address(
        person_id=zeynep.pk, address=AddressIn("z@posta.example"), by=by_elif, at=now
    )
    contact_changes.remove_address(
        person_id=zeynep.pk, address="z@posta.example", by=by_elif, at=now
    )

    assert rematched == [["z@posta.example"]] * 2


def test_search_follows_names(zeynep: Any, by_elif: Any, now: Any) -> None:
    contact_changes.edit_person(person_id=zeynep.pk, by=by_elif, at=now, last_name="Işık")
    assert _titles("person") == {"Zeynep Işık"}

    contact_changes.delete_person(person_id=zeynep.pk, by=by_elif, at=now)
    assert _titles("person") == set()


def test_search_follows_organizations(marmara: Any, by_elif: Any, now: Any) -> None:
    contact_changes.edit_organization(
        organization_id=marmara.pk, by=by_elif, at=now, name="Marmara Otel"
    )
    assert _titles("organization") == {"Marmara Otel"}

    contact_changes.delete_organization(organization_id=marmara.pk, by=by_elif, at=now)
    assert _titles("organization") == set()

    contact_changes.restore_organization(organization_id=marmara.pk, by=by_elif, at=now)
    assert _titles("organization") == {"Marmara Otel"}


def test_a_new_organization_is_added_with_the_person(by_elif: Any, now: Any) -> None:
    added = contact_changes.add_person(
        by=by_elif, at=now, name="Orhan Tunç", organization_name="Yeni Firma"
    )

    assert added.organization is not None
    assert added.organization.name == "Yeni Firma"


def test_a_known_organization_is_not_added_again(marmara: Any, by_elif: Any, now: Any) -> None:
    added = contact_changes.add_person(
        by=by_elif, at=now, name="Orhan Tunç", organization_name=" marmara otelcilik a.ş. "
    )

    assert added.organization == marmara


def test_no_organization_stays_behind_when_the_person_is_refused(by_elif: Any, now: Any) -> None:
    with pytest.raises(Invalid):
        contact_changes.add_person(by=by_elif, at=now, name="", organization_name="Yeni Firma")

    assert not Organization.objects.exists()


def test_a_known_person_moves_into_an_organization(
    zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    moved = contact_changes.put_into_organization(
        organization_id=brightwell.pk, person_id=zeynep.pk, name="", by=by_elif, at=now
    )

    assert moved.organization_id == brightwell.pk


def test_somebody_new_is_added_inside_an_organization(
    brightwell: Any, by_elif: Any, now: Any
) -> None:
    added = contact_changes.put_into_organization(
        organization_id=brightwell.pk, person_id=None, name="Levent Ka", by=by_elif, at=now
    )

    assert (added.name, added.organization_id) == ("Levent Ka", brightwell.pk)


def test_an_activity_brings_the_person_it_names(by_elif: Any, now: Any) -> None:
    planned = plan_activity.plan_activity(
        by=by_elif, at=now, title="Call", person_name="Somebody New"
    )

    assert planned.person is not None
    assert planned.person.name == "Somebody New"


def test_nothing_is_matched_without_mail(zeynep: Any, by_elif: Any, now: Any) -> None:
    contact_changes.edit_person(
        person_id=zeynep.pk, by=by_elif, at=now, addresses=[AddressIn("other@x.example")]
    )

    assert not ParticipantMatch.objects.exists()
    assert not Conversation.objects.exists()
