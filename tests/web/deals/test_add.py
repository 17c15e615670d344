"""The dialog that adds a deal, from anywhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kartotek.contacts.models import Organization, Person
from kartotek.linking.models import ConversationLink
from kartotek.pipeline.deals.models import Deal
from kartotek.users.visibility import Visibility
from tests.letters import UNKNOWN, deliver, letter, message
from tests.web.visitors import HTMX, text_of

TYPED = {
    "person": "Oğuzhan İpek",
    "person_id": "",
    "person_address": "oguzhan@ipektekstil.example",
    "person_phone": "+90 212 555 01 77",
    "organization": "İpek Tekstil",
    "organization_id": "",
    "title": "Spindle hall, line 2",
    "amount": "450,000",
    "currency": "TRY",
    "expected_close_on": "2026-12-18",
    "visibility": "3",
}


def test_the_dialog_arrives_alone_or_as_a_page(elifs_browser: Any, stages: Any) -> None:
    part = text_of(elifs_browser.get("/deals/add/", headers=HTMX))
    whole = text_of(elifs_browser.get("/deals/add/"))

    assert "<dialog" in part
    assert "<html" not in part
    assert "<dialog" in whole
    assert "<html" in whole
    assert part.index(">Turkish Lira (TRY)<") < part.index(">Euro (EUR)<")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_deal_is_saved_with_whoever_is_new(
    elifs_browser: Any, stages: Any, elif_: Any, headers: dict[str, str]
) -> None:
    typed = {**TYPED, "stage_id": stages[2].pk, "owner_id": elif_.pk}

    response = elifs_browser.post("/deals/add/", typed, headers=headers)

    deal = Deal.objects.get()
    assert response["HX-Redirect" if headers else "Location"] == f"/deals/{deal.pk}/"
    assert (deal.person, deal.organization) == (Person.objects.get(), Organization.objects.get())
    assert (deal.title, deal.amount, deal.stage) == (
        "Spindle hall, line 2",
        Decimal(450000),
        stages[2],
    )
    assert (deal.owner, deal.visibility) == (elif_, Visibility.GROUP)
    assert "Spindle hall, line 2 added" in text_of(elifs_browser.get(f"/deals/{deal.pk}/"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": "-1"}, "An amount cannot be negative."),
        ({"amount": "12345678901234567890"}, "This amount is too large."),
        ({"amount": "much"}, "Type an amount like"),
        ({"amount": "99,999,999,999,999"}, "at most"),
        ({"currency": "ABC"}, "There is no currency “ABC”."),
        ({"expected_close_on": "soon"}, "valid date"),
        ({"title": "x" * 501}, "at most 500 characters"),
        ({"person_id": "999"}, "This person is gone."),
        ({"organization_id": "999"}, "This organization is gone."),
        ({"stage_id": "999"}, "This stage is gone."),
        ({"person": "", "person_address": "", "organization": ""}, "needs a person or an org"),
        ({"organization": "x" * 501}, "500 characters"),
    ],
)
def test_what_cannot_be_used_brings_the_dialog_back_and_saves_nothing(
    elifs_browser: Any, stages: Any, changed: dict[str, str], sentence: str
) -> None:
    response = elifs_browser.post("/deals/add/", {**TYPED, **changed}, headers=HTMX)

    shown = text_of(response)
    assert response.status_code == 422
    assert sentence in shown
    assert "<dialog" in shown
    assert (Deal.objects.count(), Person.objects.count(), Organization.objects.count()) == (0,) * 3


def test_what_was_typed_stands_there_still(elifs_browser: Any, stages: Any) -> None:
    shown = text_of(elifs_browser.post("/deals/add/", {**TYPED, "amount": "-1"}, headers=HTMX))

    for name in ("person", "person_address", "person_phone", "organization", "title", "amount"):
        typed = {**TYPED, "amount": "-1"}[name]
        assert f'value="{typed}"' in shown


def test_the_plus_of_a_column_chooses_its_stage(elifs_browser: Any, stages: Any) -> None:
    shown = text_of(elifs_browser.get(f"/deals/add/?stage={stages[3].pk}", headers=HTMX))

    assert f'<option value="{stages[3].pk}" selected>' in shown


@pytest.mark.parametrize("name", ["person", "person_id"])
def test_the_dialog_of_a_person_knows_them_and_their_organization(
    elifs_browser: Any, stages: Any, zeynep: Any, name: str
) -> None:
    shown = text_of(elifs_browser.get(f"/deals/add/?{name}={zeynep.pk}", headers=HTMX))

    assert 'value="Zeynep Karaca"' in shown
    assert 'value="Marmara Otelcilik A.Ş."' in shown
    assert 'value="Zeynep Karaca deal"' in shown


def test_the_dialog_of_an_organization_knows_it(
    elifs_browser: Any, stages: Any, marmara: Any
) -> None:
    shown = text_of(elifs_browser.get(f"/deals/add/?organization={marmara.pk}", headers=HTMX))

    assert 'value="Marmara Otelcilik A.Ş. deal"' in shown


def test_a_person_one_may_not_see_is_not_there(
    robins_browser: Any, stages: Any, zeynep: Any
) -> None:
    zeynep.visibility = Visibility.GROUP
    zeynep.save()

    assert robins_browser.get(f"/deals/add/?person={zeynep.pk}").status_code == 404


def test_a_deal_opened_from_a_conversation_starts_with_who_wrote_and_is_linked(
    elifs_browser: Any, elifs_mailbox: Any, stages: Any
) -> None:
    deliver(elifs_mailbox, letter("ask@ipek", sender=UNKNOWN, subject="Spindle hall"))
    conversation_id = message("ask@ipek").conversation_id

    dialog = text_of(elifs_browser.get(f"/deals/add/?conversation={conversation_id}", headers=HTMX))
    elifs_browser.post(
        "/deals/add/", {**TYPED, "conversation_id": str(conversation_id)}, headers=HTMX
    )

    assert 'value="Oğuzhan İpek"' in dialog
    assert 'value="oguzhan@ipektekstil.example"' in dialog
    assert 'value="Spindle hall"' in dialog
    assert ConversationLink.objects.get().deal == Deal.objects.get()


def test_a_conversation_of_somebody_else_opens_no_deal(
    robins_browser: Any, elifs_mailbox: Any, stages: Any
) -> None:
    deliver(elifs_mailbox, letter("ask@ipek", sender=UNKNOWN))
    conversation_id = message("ask@ipek").conversation_id

    shown = robins_browser.get(f"/deals/add/?conversation={conversation_id}")
    posted = robins_browser.post(
        "/deals/add/", {**TYPED, "conversation_id": str(conversation_id)}, headers=HTMX
    )

    assert shown.status_code == posted.status_code == 404
    assert not Deal.objects.exists()
