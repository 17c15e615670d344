"""The popover of labels."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.operations import edit_person
from kartotek.fields.models import Label
from kartotek.fields.operations import add_new_label, create_label
from kartotek.fields.queries import labels_of
from tests.web.visitors import HTMX, text_of


def _url(person: Any) -> str:
    return f"/records/person/{person.pk}/labels/"


def _on(person: Any, viewer: Any) -> list[str]:
    found = labels_of("person", [person.pk], viewer=viewer).get(person.pk, [])
    return [label.name for label in found]


def test_the_picker_says_which_labels_are_on(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)
    create_label(on="person", name="Distributor", by=by_elif, at=now)

    shown = text_of(elifs_browser.get(_url(zeynep), headers=HTMX))

    assert shown.count('aria-pressed="true"') == 1
    assert shown.count('aria-pressed="false"') == 1


def test_a_label_is_put_on_and_taken_off(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    label = create_label(on="person", name="Hotel", by=by_elif, at=now)

    shown = elifs_browser.post(_url(zeynep), {"label_id": label.pk, "is_on": "1"}, headers=HTMX)
    assert _on(zeynep, by_elif) == ["Hotel"]
    assert f'hx-target="#labels-person-{zeynep.pk}"' in text_of(shown)

    response = elifs_browser.post(_url(zeynep), {"label_id": label.pk, "is_on": ""})
    assert _on(zeynep, by_elif) == []
    assert response["Location"] == f"/people/{zeynep.pk}/"


def test_a_new_label_is_made_and_put_on(elifs_browser: Any, zeynep: Any, by_elif: Any) -> None:
    elifs_browser.post(_url(zeynep), {"name": "Hotel", "tone": "pink"}, headers=HTMX)

    assert _on(zeynep, by_elif) == ["Hotel"]
    assert Label.objects.get().tone == "pink"


def test_a_label_without_a_name_is_drawn_again(elifs_browser: Any, zeynep: Any) -> None:
    response = elifs_browser.post(_url(zeynep), {"name": " "}, headers=HTMX)

    assert response.status_code == 422
    assert response["HX-Retarget"] == "#label_choices"
    assert "Give the label a name." in text_of(response)


def test_labels_of_somebody_one_does_not_see_are_not_there(
    robins_browser: Any, outsiders_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=3)

    for browser in (robins_browser, outsiders_browser):
        assert browser.get(_url(zeynep)).status_code == 404
        assert browser.post(_url(zeynep), {"name": "Mine"}).status_code == 404
    assert not Label.objects.exists()
