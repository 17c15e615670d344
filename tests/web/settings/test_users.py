"""Users in the settings: invited, changed, deactivated, back again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from kartotek.users.models import Invitation, User

HTMX = {"HX-Request": "true"}
ASLI = {"name": "Aslı Demir", "email": "asli@kuzeyisik.example", "language": "tr"}


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_deniz(deniz: User) -> Client:
    return _client(deniz)


def _link(answer: Any) -> str:
    found = re.search(r"http://testserver(/invitation/[\w-]+/)", answer.content.decode())
    assert found is not None
    return found[1]


def test_an_invited_colleague_comes_in_with_the_link(as_deniz: Client, elif_: User) -> None:
    link = _link(as_deniz.post("/settings/users/invite/", ASLI, headers=HTMX))
    guest = Client()

    shown = guest.get(link).content.decode()
    answer = guest.post(
        link, {"name": "Aslı Demir", "password": "avize-sarkıt-7", "language": "tr"}
    )

    assert "Deniz Acar" in shown
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert User.objects.get(email=ASLI["email"]).is_active
    assert guest.get("/settings/preferences/").status_code == 200


def test_the_link_is_shown_without_scripts_too(as_deniz: Client) -> None:
    assert _link(as_deniz.post("/settings/users/invite/", ASLI))


def test_who_was_invited_waits_in_the_list(as_deniz: Client) -> None:
    as_deniz.post("/settings/users/invite/", ASLI)

    assert "asli@kuzeyisik.example" in as_deniz.get("/settings/users/").content.decode()


def test_an_address_that_cannot_be_invited_is_said_at_its_field(as_deniz: Client) -> None:
    answer = as_deniz.post("/settings/users/invite/", {**ASLI, "email": "?"}, headers=HTMX)

    assert answer.status_code == 422
    assert "field-email-error" in answer.content.decode()


def test_a_link_that_is_no_good_says_so(deniz: User) -> None:
    assert Client().get("/invitation/none-of-ours/").status_code == 404


def test_a_weak_password_is_said_and_the_link_stays_good(as_deniz: Client) -> None:
    link = _link(as_deniz.post("/settings/users/invite/", ASLI))
    guest = Client()
    typed = {"name": "Aslı", "password": "12345678", "language": "tr"}

    assert guest.post(link, typed).status_code == 422
    assert guest.get(link).status_code == 200


def test_a_new_link_ends_the_one_before(as_deniz: Client) -> None:
    first = _link(as_deniz.post("/settings/users/invite/", ASLI))
    address = f"/settings/invitations/{Invitation.objects.get().pk}/"

    assert as_deniz.get(address, headers=HTMX).status_code == 200
    second = _link(as_deniz.post(address, headers=HTMX))

    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_revoked_link_is_worthless(as_deniz: Client) -> None:
    link = _link(as_deniz.post("/settings/users/invite/", ASLI))
    as_deniz.post(f"/settings/invitations/{Invitation.objects.get().pk}/revoked/")

    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_user_is_changed(
    as_deniz: Client, elif_: User, export_team: Any, headers: dict[str, str]
) -> None:
    address = f"/settings/users/{elif_.pk}/"
    typed = {"name": "Elif A.", "email": elif_.email, "group_id": export_team.pk, "role": "admin"}

    assert as_deniz.get(address, headers=headers).status_code == 200
    as_deniz.post(address, typed, headers=headers)

    elif_.refresh_from_db()
    assert (elif_.name, elif_.group, elif_.is_admin) == ("Elif A.", export_team, True)


def test_the_last_admin_stays_one(as_deniz: Client, deniz: User) -> None:
    typed = {"name": deniz.name, "email": deniz.email, "role": "regular"}

    assert as_deniz.post(f"/settings/users/{deniz.pk}/", typed).status_code == 409


def test_who_is_deactivated_is_out_at_once_and_a_colleague_has_the_records(
    as_deniz: Client, elif_: User, mert: User, zeynep: Any
) -> None:
    as_elif = _client(elif_)
    asked = as_deniz.get(f"/settings/users/{elif_.pk}/seat/", headers=HTMX).content.decode()
    as_deniz.post(f"/settings/users/{elif_.pk}/seat/", {"wanted": "off", "heir_id": mert.pk})

    zeynep.refresh_from_db()
    assert "2 records" in asked
    assert zeynep.owner == mert
    assert as_elif.get("/settings/preferences/").status_code == 302


def test_who_comes_back_may_sign_in_but_old_sessions_stay_ended(
    as_deniz: Client, elif_: User
) -> None:
    as_elif = _client(elif_)
    for wanted in ("off", "on"):
        as_deniz.get(f"/settings/users/{elif_.pk}/seat/")
        as_deniz.post(f"/settings/users/{elif_.pk}/seat/", {"wanted": wanted})

    elif_.refresh_from_db()
    assert elif_.is_active
    assert as_elif.get("/settings/preferences/").status_code == 302
    assert _client(elif_).get("/settings/preferences/").status_code == 200


def test_records_are_handed_over(as_deniz: Client, elif_: User, mert: User, zeynep: Any) -> None:
    address = f"/settings/users/{elif_.pk}/records/"

    assert "2 records" in as_deniz.get(address, headers=HTMX).content.decode()
    as_deniz.post(address, {"heir_id": mert.pk})

    zeynep.refresh_from_db()
    assert zeynep.owner == mert


def test_records_are_handed_over_to_somebody(as_deniz: Client, elif_: User, zeynep: Any) -> None:
    assert as_deniz.post(f"/settings/users/{elif_.pk}/records/", {}).status_code == 422


@pytest.mark.parametrize(
    "address",
    ["users/invite", "users/{id}", "users/{id}/seat", "users/{id}/records", "groups",
     "groups/add", "permissions", "permissions/add", "permissions/regular", "changelog"],
)  # fmt: skip
def test_who_may_not_manage_users_gets_no_page_for_it(
    as_elif: Client, mert: User, address: str
) -> None:
    assert as_elif.get(f"/settings/{address.format(id=mert.pk)}/").status_code == 403


def test_who_may_not_manage_users_sees_no_way_to(as_elif: Client) -> None:
    page = as_elif.get("/settings/users/").content.decode()

    assert "/settings/users/invite/" not in page
    assert "user-menu" not in page
    assert "/settings/permissions/" not in page


def test_a_user_of_another_company_is_not_found(as_deniz: Client, outsider: User) -> None:
    for address in ("", "seat/", "records/"):
        assert as_deniz.get(f"/settings/users/{outsider.pk}/{address}").status_code == 404


def test_the_list_takes_the_same_queries_for_one_user_and_for_many(
    as_deniz: Client, deniz: User, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        as_deniz.get("/settings/users/")
    for number in range(5):
        User.objects.create(
            company=deniz.company, email=f"u{number}@x.example", name=f"U {number}",
            created_at=deniz.created_at,
        )  # fmt: skip
    with django_assert_num_queries(len(few)):
        as_deniz.get("/settings/users/")
