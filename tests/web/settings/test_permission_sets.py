"""Permission sets in the settings."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.test import Client

from kartotek.users.models import PermissionSet, User
from kartotek.users.permissions import Permission
from kartotek.web.settings.permission_words import GROUPS, TITLES

HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_deniz(deniz: User) -> Client:
    client = Client()
    client.force_login(deniz)
    return client


@pytest.fixture
def readers(deniz: User) -> PermissionSet:
    return PermissionSet.objects.create(
        company=deniz.company, name="Readers", permissions=["export"]
    )


def test_every_permission_has_a_name_and_stands_once() -> None:
    assert sorted(TITLES) == sorted(Permission)
    assert sum(len(asdict(group)["words"]) for group in GROUPS) == len(Permission)


def test_the_page_shows_every_set(as_deniz: Client, readers: PermissionSet) -> None:
    page = as_deniz.get("/settings/permissions/").content.decode()

    assert page.index("set-admin") < page.index("set-regular") < page.index(f"set-{readers.pk}")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_set_is_added(as_deniz: Client, headers: dict[str, str]) -> None:
    typed = {"name": "Readers", "permissions": ["export", "import"]}

    assert as_deniz.get("/settings/permissions/add/", headers=headers).status_code == 200
    as_deniz.post("/settings/permissions/add/", typed, headers=headers)

    assert PermissionSet.objects.get().permissions == ["export", "import"]


def test_what_was_ticked_stays_when_the_name_is_missing(as_deniz: Client) -> None:
    typed = {"name": "", "permissions": ["merge"]}
    answer = as_deniz.post("/settings/permissions/add/", typed, headers=HTMX)

    assert answer.status_code == 422
    assert 'value="merge" checked' in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_regular_users_may_do_is_changed_at_once(
    as_deniz: Client, elif_: User, headers: dict[str, str]
) -> None:
    address = "/settings/permissions/regular/"

    assert as_deniz.get(address, headers=headers).status_code == 200
    as_deniz.post(address, {"permissions": ["delete"]}, headers=headers)

    assert User.objects.get(pk=elif_.pk).allowed() == {Permission.DELETE}


def test_a_set_is_renamed(as_deniz: Client, readers: PermissionSet) -> None:
    as_deniz.post(f"/settings/permissions/{readers.pk}/", {"name": "Guests"})

    readers.refresh_from_db()
    assert (readers.name, readers.permissions) == ("Guests", [])


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_set_goes_and_its_users_get_another(
    as_deniz: Client, elif_: User, readers: PermissionSet, headers: dict[str, str]
) -> None:
    User.objects.filter(pk=elif_.pk).update(permission_set=readers)
    address = f"/settings/permissions/{readers.pk}/deleted/"

    assert "1 user" in as_deniz.get(address, headers=headers).content.decode()
    as_deniz.post(address, {"heir": "regular"}, headers=headers)

    elif_.refresh_from_db()
    assert elif_.permission_set is None
    assert not PermissionSet.objects.exists()


@pytest.mark.parametrize("word", ["0", "nobody"])
def test_a_set_that_is_not_there_is_not_found(as_deniz: Client, word: str) -> None:
    assert as_deniz.get(f"/settings/permissions/{word}/").status_code == 404


def test_nobody_deletes_what_is_built_in(as_deniz: Client) -> None:
    assert as_deniz.post("/settings/permissions/regular/deleted/").status_code == 404
    assert as_deniz.post("/settings/permissions/admin/deleted/").status_code == 404
