"""People and organizations that are added by their names, inside the dialogs of items."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.models import Organization, Person
from kartotek.fields.operations import create_field, create_label
from kartotek.fields.queries import labels_of, values_of
from tests.web.items.dialogs import KINDS, Dialog
from tests.web.visitors import HTMX, text_of


@pytest.fixture(params=KINDS)
def dialog(request: Any, elifs_browser: Any, stages: Any, phases: Any) -> Dialog:
    return Dialog(elifs_browser, request.param)


@pytest.fixture
def required(by_deniz: Any, now: Any) -> dict[str, Any]:
    """A field that people, and one that organizations, cannot do without."""
    return {
        on: create_field(
            on=on,
            name=f"Tax number of {on}",
            field_type="text",
            is_required=True,
            by=by_deniz,
            at=now,
        )
        for on in ("person", "organization")
    }


def test_who_is_new_is_asked_for_what_they_cannot_do_without(dialog: Dialog, required: Any) -> None:
    shown = dialog.opened()

    assert "Tax number of person" in shown
    assert "Tax number of organization" in shown


def test_nothing_is_saved_while_a_required_field_of_a_newcomer_is_empty(
    dialog: Dialog, required: Any
) -> None:
    typed = {"person": "Orhan Tunç", "organization": "Tunç Ltd", "person_phone": "0212 555 01 01"}
    word = f"field-{required['organization'].pk}"

    answer = dialog.sent(**typed, **{word: "77"})

    shown = text_of(answer)
    assert answer.status_code == 422
    assert "Tax number of person is required." in shown
    for kept in ("Orhan Tunç", "Tunç Ltd", "0212 555 01 01", "Corridors", 'value="77"'):
        assert kept in shown
    assert (dialog.count, Person.objects.count(), Organization.objects.count()) == (0, 0, 0)


def test_newcomers_say_what_was_typed_of_them(dialog: Dialog, required: Any, by_elif: Any) -> None:
    words = {f"field-{one.pk}": f"{on} 77" for on, one in required.items()}

    dialog.sent(person="Orhan Tunç", organization="Tunç Ltd", **words)

    person, organization = Person.objects.get(), Organization.objects.get()
    for on, record in (("person", person), ("organization", organization)):
        [said] = values_of(on, [record.pk], viewer=by_elif)[record.pk].values()
        assert said.text == f"{on} 77"
    assert dialog.count == 1


def test_who_is_known_is_asked_for_nothing(dialog: Dialog, daniel: Any, required: Any) -> None:
    dialog.sent(person="Daniel Okafor", person_id=daniel.pk)

    assert dialog.count == 1


def test_labels_are_put_on_at_once(dialog: Dialog, daniel: Any, by_elif: Any, now: Any) -> None:
    hot = create_label(on=dialog.kind, name="Hot", by=by_elif, at=now)
    other = create_label(on="person", name="Not for items", by=by_elif, at=now)
    shown = dialog.opened()

    refused = dialog.sent(person_id=daniel.pk, label_ids=[other.pk])
    dialog.sent(person_id=daniel.pk, label_ids=[hot.pk])

    made = dialog.made()
    assert ("Hot" in shown, "Not for items" in shown) == (True, False)
    assert refused.status_code == 422
    assert [one.name for one in labels_of(dialog.kind, [made.pk], viewer=by_elif)[made.pk]] == [
        "Hot"
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person": "x" * 501}, ""),
        ({"title": "x" * 501, "person": "Orhan Tunç"}, "A title has at most 500 characters."),
        ({"organization": "x" * 501}, ""),
        ({"person": "Gone", "person_id": "99999"}, "This person is gone."),
        ({"organization": "Gone", "organization_id": "99999"}, "This organization is gone."),
        ({"person": "Orhan Tunç", "owner_id": "99999"}, "This owner does not work here."),
        ({"person": "Orhan Tunç", "visibility": "2"}, ""),
        ({"person": "Orhan Tunç", "conversation_id": "abc"}, ""),
    ],
)
def test_what_cannot_be_brings_the_dialog_back_and_leaves_nothing_behind(
    dialog: Dialog, typed: dict[str, str], said: str
) -> None:
    answer = dialog.sent(**typed)

    shown = text_of(answer)
    assert answer.status_code == 422
    assert said in shown
    assert all(value in shown for name, value in typed.items() if name in ("person", "title"))
    assert (dialog.count, Person.objects.count(), Organization.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["deal", "lead"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "-5"}, "An amount cannot be negative."),
        ({"amount": "99999999999999"}, "An amount can be"),
        ({"amount": "9" * 400}, ""),
        ({"amount": "lots"}, "Type an amount"),
        ({"amount": "5", "currency": "ZZZ"}, "There is no currency"),
        ({"amount": "5", "currency": "LONG"}, ""),
        ({"expected_close_on": "2027-13-40"}, ""),
    ],
)
def test_a_worth_that_cannot_be_brings_the_dialog_back(
    elifs_browser: Any, stages: Any, kind: str, typed: dict[str, str], said: str
) -> None:
    dialog = Dialog(elifs_browser, kind)

    answer = dialog.sent(person="Orhan Tunç", **typed)

    shown = text_of(answer)
    assert answer.status_code == 422
    assert said in shown
    assert "Orhan Tunç" in shown
    assert (dialog.count, Person.objects.count()) == (0, 0)


def test_a_project_that_ends_before_it_starts_brings_the_dialog_back(
    elifs_browser: Any, phases: Any
) -> None:
    dialog = Dialog(elifs_browser, "project")

    answer = dialog.sent(person="Orhan Tunç", start_on="2027-03-01", end_on="2027-02-01")

    assert answer.status_code == 422
    assert "A project cannot end before it starts." in text_of(answer)
    assert (dialog.count, Person.objects.count()) == (0, 0)


def test_a_person_deleted_meanwhile_is_picked_by_nobody(
    dialog: Dialog, daniel: Any, by_elif: Any, now: Any
) -> None:
    daniel.deleted_at = now
    daniel.save()

    answer = dialog.sent(person="Daniel Okafor", person_id=daniel.pk)

    assert answer.status_code == 422
    assert "This person is gone." in text_of(answer)
    assert dialog.count == 0


def test_a_required_field_is_asked_for_in_every_dialog_that_adds_in_passing(
    elifs_browser: Any, clinic_lead: Any, lobby_deal: Any, bodrum_project: Any, required: Any
) -> None:
    before = Person.objects.count()
    for url in (
        f"/leads/{clinic_lead.pk}/contacts/",
        f"/deals/{lobby_deal.pk}/contacts/",
        f"/deals/{lobby_deal.pk}/participants/",
        f"/projects/{bodrum_project.pk}/members/person/",
    ):
        shown = text_of(elifs_browser.get(url, headers=HTMX))
        answer = elifs_browser.post(url, {"person": "Orhan Tunç"}, headers=HTMX)

        assert "Tax number of person" in shown
        assert answer.status_code == 422
        assert "Tax number of person is required." in text_of(answer)
    assert Person.objects.count() == before
