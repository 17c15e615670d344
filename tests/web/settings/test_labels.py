"""Labels in the settings, and in the popover of a record."""

from __future__ import annotations

from typing import Any

from kartotek.fields.operations import add_new_label, create_label
from kartotek.fields.queries import labels, labels_of
from tests.web.visitors import HTMX, elifs_browser, text_of

__all__ = ["elifs_browser"]

PAGE = "/settings/labels/person/"


def test_labels_are_shown_with_the_number_of_their_records(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)

    shown = text_of(elifs_browser.get("/settings/labels/"))

    assert 'value="Hotel"' in shown
    assert "1 record" in shown


def test_a_label_is_renamed_and_recoloured(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    label = create_label(on="person", name="Hotel", tone="teal", by=by_elif, at=now)
    said = {"label_id": label.pk, "name": "Hotels", "tone": "pink"}

    shown = elifs_browser.post(PAGE, said, headers=HTMX)

    found = [(one.name, one.tone) for one in labels("person", viewer=by_elif)]
    assert found == [("Hotels", "pink")]
    assert "Label Hotels saved" in text_of(shown)


def test_a_second_label_of_one_name_is_refused(elifs_browser: Any, by_elif: Any, now: Any) -> None:
    create_label(on="person", name="Hotel", by=by_elif, at=now)

    response = elifs_browser.post(PAGE, {"name": "HOTEL", "tone": "pink"}, headers=HTMX)

    assert response.status_code == 422
    assert "There is a label called Hotel already." in text_of(response)


def test_a_deleted_label_comes_back_by_undo(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)

    said = {"label_id": label.pk, "is_deleted": "1"}
    shown = text_of(elifs_browser.post(PAGE, said, headers=HTMX))
    assert "Label Hotel deleted, from 1 record" in shown
    assert labels_of("person", [zeynep.pk], viewer=by_elif) == {}

    response = elifs_browser.post(f"/settings/labels/{label.pk}/return/")
    assert response["Location"] == PAGE
    assert len(labels_of("person", [zeynep.pk], viewer=by_elif)[zeynep.pk]) == 1


def test_a_kind_without_labels_has_no_page(elifs_browser: Any) -> None:
    assert elifs_browser.get("/settings/labels/mailbox/").status_code == 404


def test_labels_are_cared_for_beside_a_record(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)
    url = f"/records/person/{zeynep.pk}/labels/care/"

    opened = text_of(elifs_browser.get(url, headers=HTMX))
    said = {"label_id": label.pk, "name": "Hotels", "tone": ""}
    shown = text_of(elifs_browser.post(url, said, headers=HTMX))

    assert 'id="label_rows"' in opened
    assert f'hx-target="#labels-person-{zeynep.pk}"' in shown
    assert "Hotels" in shown
