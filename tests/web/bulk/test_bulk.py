"""Acts on the selected records of a list, as a browser asks for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.fields.operations import create_label
from kartotek.flows.bulk import run
from kartotek.flows.models import BulkAct
from tests.web.visitors import HTMX, text_of


def test_the_dialog_asks_for_a_field_and_keeps_the_selection(
    elifs_browser: Any, zeynep: Any, daniel: Any
) -> None:
    asked = {"ids": [zeynep.pk, daniel.pk], "field": "job-title"}
    shown = text_of(elifs_browser.get("/bulk/person/edit/", asked, headers=HTMX))

    assert f'name="ids" value="{zeynep.pk}"' in shown
    assert "New value" in shown
    assert shown.count("Edit 2 people") == 2


@pytest.mark.parametrize("field", ["owner", "visibility", "job-title", "birthday"])
def test_a_new_value_that_was_not_said_is_asked_for_again(
    elifs_browser: Any, zeynep: Any, field: str
) -> None:
    typed = {"ids": [zeynep.pk], "field": field, "value": ""}
    answer = elifs_browser.post("/bulk/person/edit/", typed, headers=HTMX)

    assert answer.status_code == 422
    assert "Say the new value." in text_of(answer)
    assert not BulkAct.objects.exists()


def test_no_owner_is_chosen_before_somebody_chooses(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get("/bulk/person/edit/", {"ids": [zeynep.pk]}, headers=HTMX))

    assert '<option value="" selected>Choose a value</option>' in shown


@pytest.mark.parametrize("field", ["job-title", "birthday"])
def test_a_field_is_emptied_when_that_is_said(elifs_browser: Any, zeynep: Any, field: str) -> None:
    Person.objects.filter(pk=zeynep.pk).update(birthday=date(1990, 5, 1))
    typed = {"ids": [zeynep.pk], "field": field, "value": "", "clears": "on"}
    elifs_browser.post("/bulk/person/edit/", typed, headers=HTMX)

    assert not getattr(Person.objects.get(pk=zeynep.pk), field.replace("-", "_"))


def test_a_field_is_written_and_undone(elifs_browser: Any, zeynep: Any, daniel: Any) -> None:
    typed = {"ids": [zeynep.pk, daniel.pk], "field": "job-title", "value": "Buyer"}
    answer = elifs_browser.post("/bulk/person/edit/", typed, headers=HTMX)

    assert answer["HX-Redirect"] == "/people/"
    assert set(Person.objects.values_list("job_title", flat=True)) == {"Buyer"}
    elifs_browser.post(f"/bulk/acts/{BulkAct.objects.get().pk}/undo/", headers=HTMX)
    assert Person.objects.get(pk=zeynep.pk).job_title == "Procurement manager"


def test_all_that_match_the_list_are_taken(elifs_browser: Any, zeynep: Any, daniel: Any) -> None:
    typed = {"is_all": "1", "query": "filter=name.contains.dan", "field": "job-title"}
    elifs_browser.post("/bulk/person/edit/", typed | {"value": "Buyer"}, headers=HTMX)

    assert Person.objects.get(pk=daniel.pk).job_title == "Buyer"
    assert Person.objects.get(pk=zeynep.pk).job_title == "Procurement manager"


def test_a_value_that_cannot_be_used_comes_again(elifs_browser: Any, zeynep: Any) -> None:
    typed = {"ids": [zeynep.pk], "field": "birthday", "value": "soon"}
    answer = elifs_browser.post("/bulk/person/edit/", typed, headers=HTMX)

    assert answer.status_code == 422
    assert not BulkAct.objects.exists()


def test_labels_are_put_on(elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any) -> None:
    hotel = create_label(on="person", name="Hotel", by=by_elif, at=now)
    asked = {"ids": [zeynep.pk]}
    assert "Hotel" in text_of(elifs_browser.get("/bulk/person/label/", asked, headers=HTMX))

    elifs_browser.post("/bulk/person/label/", asked | {"add": [hotel.pk]}, headers=HTMX)

    assert "Hotel" in text_of(elifs_browser.get("/people/?filter=label.is-filled"))
    nothing = elifs_browser.post("/bulk/person/label/", asked, headers=HTMX)
    assert nothing.status_code == 422


def test_selected_records_are_deleted(elifs_browser: Any, zeynep: Any, daniel: Any) -> None:
    elifs_browser.post("/bulk/person/deletion/", {"ids": [zeynep.pk]}, headers=HTMX)

    assert list(Person.objects.alive().values_list("name", flat=True)) == ["Daniel Okafor"]


def test_many_records_show_their_progress(
    elifs_browser: Any, zeynep: Any, daniel: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "AT_ONCE", 1)
    typed = {"is_all": "1", "query": "", "field": "job-title", "value": "Buyer"}
    shown = text_of(elifs_browser.post("/bulk/person/edit/", typed, headers=HTMX))
    assert "0 of 2 records" in shown
    assert "<progress" in shown

    run.go_on(at=now)
    act = BulkAct.objects.get()
    told = text_of(elifs_browser.get(f"/bulk/acts/{act.pk}/", headers=HTMX))

    assert "2 records changed" in told
    assert "<progress" not in told


def test_one_record_is_not_merged_with_itself(elifs_browser: Any, zeynep: Any) -> None:
    answer = elifs_browser.get("/bulk/person/merge/", {"ids": [zeynep.pk]}, headers=HTMX)

    assert "Select two records or more" in text_of(answer)


def test_an_act_of_somebody_else_is_not_there(
    elifs_browser: Any, robins_browser: Any, zeynep: Any
) -> None:
    elifs_browser.post("/bulk/person/deletion/", {"ids": [zeynep.pk]}, headers=HTMX)
    act = BulkAct.objects.get()

    assert robins_browser.get(f"/bulk/acts/{act.pk}/").status_code == 404
    assert robins_browser.post(f"/bulk/acts/{act.pk}/undo/", headers=HTMX).status_code == 404
