"""The people of an organization: the first few, all of them, and whom the picker offers."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.operations import create_person, give_role
from tests.web.visitors import HTMX, text_of


def _people(marmara: Any, by: Any, at: Any, count: int) -> None:
    for number in range(count):
        create_person(by=by, at=at, name=f"Guest {number:03}", organization_id=marmara.pk)


def test_many_people_are_shown_when_asked_for(
    elifs_browser: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    _people(marmara, by_elif, now, 60)
    page = text_of(elifs_browser.get(f"/organizations/{marmara.pk}/"))
    url = f"/organizations/{marmara.pk}/people/all/"

    rest = text_of(elifs_browser.get(f"{url}?all=1", headers=HTMX))

    assert "Show all 60 people" in page
    assert page.count('class="mini-row"') == 3
    assert rest.count('class="mini-row"') == 47
    assert "Show more people" in rest
    after = rest.split("?after=")[1].split('"')[0]
    last = text_of(elifs_browser.get(f"{url}?after={after}", headers=HTMX))
    assert last.count('class="mini-row"') == 10


def test_the_picker_says_who_would_move_here(
    elifs_browser: Any, marmara: Any, zeynep: Any, tomas: Any, daniel: Any
) -> None:
    url = f"/organizations/{marmara.pk}/people/options/"

    def told(text: str) -> str:
        return text_of(elifs_browser.get(f"{url}?person={text}", headers=HTMX))

    assert "Brightwell Clinics · would move here" in told("Daniel")
    assert "here already" in told("Zeynep")
    assert "No organization" in told("Tom")
    assert "as a new person" in told("Nobody")


def test_who_belongs_here_beside_their_own_is_marked(
    elifs_browser: Any, marmara: Any, daniel: Any, by_elif: Any, now: Any
) -> None:
    give_role(person_id=daniel.pk, organization_id=marmara.pk, role="adviser", by=by_elif, at=now)

    page = text_of(elifs_browser.get(f"/organizations/{marmara.pk}/"))

    assert "adviser · Brightwell Clinics" in page


def test_people_of_what_one_does_not_see_are_not_there(robins_browser: Any, marmara: Any) -> None:
    marmara.visibility = 1
    marmara.save()

    for part in ("all", "options"):
        url = f"/organizations/{marmara.pk}/people/{part}/"
        assert robins_browser.get(url).status_code == 404
