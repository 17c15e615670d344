"""Who sees a person or an organization: every role at every door."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kartotek.contacts.operations import AddressIn
from kartotek.flows.contact_changes import add_organization, add_person
from kartotek.users.models import Group, User
from kartotek.users.operations import create_token
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}

ROLES = {
    Visibility.OWNER: {"owner", "admin"},
    Visibility.GROUP: {"owner", "teammate", "admin"},
    Visibility.GROUP_AND_BELOW: {"owner", "teammate", "below", "admin"},
    Visibility.COMPANY: {"owner", "teammate", "below", "above", "elsewhere", "admin"},
}
EVERYBODY = ["owner", "teammate", "below", "above", "elsewhere", "admin", "stranger"]

# What only shows the record by name, and the words that ask for it.
NAMING = {
    "person": [
        "/people/",
        "/people/options/?q=quill",
        "/people/lookalikes/?name=Xanthe+Quill&address=xanthe@quill.example",
        "/search/?q=quill",
        "/search/?q=xanthe@quill",
    ],
    "organization": [
        "/organizations/",
        "/organizations/options/?q=quill",
        "/organizations/lookalikes/?name=Quill+Works",
        "/search/?q=quill",
    ],
}
NAMES = {"person": "Xanthe Quill", "organization": "Quill Works"}
AREAS = {"person": "people", "organization": "organizations"}


@pytest.fixture
def users(
    elif_: User, mert: User, robin: User, deniz: User, outsider: User, sales: Group, now: datetime
) -> dict[str, User]:
    """Everyone there can be, by what they are to Elif's record."""
    top = Group.objects.create(company=elif_.company, name="Field")
    west = Group.objects.create(company=elif_.company, name="West", parent=sales)
    Group.objects.filter(pk=sales.pk).update(parent=top)
    below, above = (
        User.objects.create(
            company=elif_.company, email=f"{name}@x.example", name=name, group=group, created_at=now
        )
        for name, group in (("below", west), ("above", top))
    )
    return {
        "owner": elif_,
        "teammate": mert,
        "below": below,
        "above": above,
        "elsewhere": robin,
        "admin": deniz,
        "stranger": outsider,
    }


def _record(kind: str, visibility: Visibility, owner: User, now: datetime) -> Any:
    by = Viewer.of(owner)
    if kind == "organization":
        return add_organization(by=by, at=now, name=NAMES[kind], visibility=visibility)
    addresses = [AddressIn("xanthe@quill.example")]
    return add_person(by=by, at=now, name=NAMES[kind], addresses=addresses, visibility=visibility)


def _doors(kind: str, record: Any, user: User, now: datetime) -> dict[str, bool]:
    """Return which doors let a user see the record."""
    browser = Client()
    browser.force_login(user)
    program = {"x-api-token": create_token(user=user, at=now)}
    own = f"/{AREAS[kind]}/{record.pk}/"
    field = "job_title" if kind == "person" else "industry"
    found = {
        "page": browser.get(own).status_code == 200,
        "labels": browser.get(f"/records/{kind}/{record.pk}/labels/").status_code == 200,
        "history": browser.get(
            f"/records/{kind}/{record.pk}/history/", headers=HTMX
        ).status_code == 200,
        "a field's form": browser.get(f"{own}facts/{field}/", headers=HTMX).status_code == 200,
        "saving a field": browser.post(
            f"{own}facts/{field}/", {"value": "Buyer"}, headers=HTMX
        ).status_code == 200,
        "API": _api(kind, record.pk, program) == 200,
        "list of the API": NAMES[kind] in _api_list(kind, program),
    }  # fmt: skip
    for address in NAMING[kind]:
        page = browser.get(address, headers=HTMX if "options" in address else {})
        assert page.status_code == 200, address
        found[address] = f"/{AREAS[kind]}/{record.pk}/" in page.content.decode() or (
            "options" in address and NAMES[kind] in _words(page.content.decode())
        )
    return found


def _api(kind: str, record_id: int, program: dict[str, str]) -> int:
    return Client().get(f"/api/v2/{kind}s/{record_id}", headers=program).status_code


def _api_list(kind: str, program: dict[str, str]) -> str:
    return Client().get(f"/api/v2/{kind}s", headers=program).content.decode()


def _words(page: str) -> str:
    return page.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("kind", ["person", "organization"])
def test_every_door_shows_a_record_to_whom_it_is_visible_and_to_nobody_else(
    kind: str, visibility: Visibility, users: dict[str, User], now: datetime
) -> None:
    record = _record(kind, visibility, users["owner"], now)

    wrong = {
        f"{role} at {door}": seen
        for role in EVERYBODY
        for door, seen in _doors(kind, record, users[role], now).items()
        if seen != (role in ROLES[visibility])
    }

    assert wrong == {}


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_a_hidden_record_is_counted_for_nobody_who_does_not_see_it(
    kind: str, users: dict[str, User], now: datetime
) -> None:
    _record(kind, Visibility.OWNER, users["owner"], now)
    browser = Client()
    browser.force_login(users["elsewhere"])

    page = browser.get(f"/{AREAS[kind]}/").content.decode()
    count = browser.get(f"/lists/{kind}/count/").content.decode()
    lines = b"".join(browser.get(f"/lists/{kind}/export/")).decode().splitlines()

    assert "Quill" not in page
    assert count == '<span data-matching="0">0</span>'
    assert len(lines) == 1
