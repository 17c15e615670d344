"""Further organizations on a person's page."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.operations import give_role
from kartotek.contacts.queries import further_organizations
from tests.web.visitors import HTMX, text_of


def _held(person: Any, viewer: Any) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in further_organizations(person.pk, viewer=viewer)]


def _url(person: Any, *more: object) -> str:
    return "/".join(map(str, ("/people", person.pk, "roles", *more, "")))


def test_a_role_is_given_at_an_organization_known_or_new(
    elifs_browser: Any, zeynep: Any, brightwell: Any, by_elif: Any
) -> None:
    known = {"organization": "x", "organization_id": brightwell.pk, "role": "adviser"}
    new = {"organization": "Fair board", "organization_id": "", "role": "member"}

    for said in (known, new):
        shown = text_of(elifs_browser.post(_url(zeynep), said, headers=HTMX))

    assert _held(zeynep, by_elif) == [("Brightwell Clinics", "adviser"), ("Fair board", "member")]
    assert "Fair board" in shown


def test_the_primary_organization_is_refused_in_the_dialog(
    elifs_browser: Any, zeynep: Any, marmara: Any
) -> None:
    said = {"organization": marmara.name, "organization_id": marmara.pk, "role": ""}

    response = elifs_browser.post(_url(zeynep), said, headers=HTMX)

    assert response.status_code == 422
    assert "in this organization already" in text_of(response)


def test_a_role_is_changed_without_htmx(
    elifs_browser: Any, zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    give_role(
        person_id=zeynep.pk, organization_id=brightwell.pk, role="adviser", by=by_elif, at=now
    )
    said = {"organization": "x", "organization_id": brightwell.pk, "role": "former"}

    response = elifs_browser.post(_url(zeynep, brightwell.pk), said)

    assert response["Location"] == f"/people/{zeynep.pk}/"
    assert _held(zeynep, by_elif) == [("Brightwell Clinics", "former")]


def test_a_role_taken_comes_back_by_undo(
    elifs_browser: Any, zeynep: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    give_role(
        person_id=zeynep.pk, organization_id=brightwell.pk, role="adviser", by=by_elif, at=now
    )

    shown = text_of(elifs_browser.post(_url(zeynep, brightwell.pk, "removal"), headers=HTMX))
    assert _held(zeynep, by_elif) == []
    undo = _url(zeynep, brightwell.pk, "return") + "?role=adviser"
    assert undo in shown

    elifs_browser.post(undo, headers=HTMX)
    assert _held(zeynep, by_elif) == [("Brightwell Clinics", "adviser")]


def test_roles_of_who_one_does_not_see_are_not_there(
    robins_browser: Any, zeynep: Any, brightwell: Any
) -> None:
    zeynep.visibility = 1
    zeynep.save()

    assert robins_browser.get(_url(zeynep)).status_code == 404
    assert robins_browser.post(_url(zeynep, brightwell.pk, "removal")).status_code == 404
