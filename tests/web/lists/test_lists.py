"""What the lists of people and organizations show beside their rows."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.contacts.operations import AddressIn, PhoneIn, edit_person
from kartotek.fields.operations import add_new_label
from kartotek.history.meanwhile import mark
from kartotek.search.models import ListChoice, SavedView
from kartotek.users.visibility import Visibility
from tests.web.visitors import HTMX, text_of


def test_a_filter_in_the_address_narrows_and_is_told_in_chips(
    elifs_browser: Any, zeynep: Any, daniel: Any
) -> None:
    shown = text_of(elifs_browser.get("/people/?filter=owner.any-of.me~name.contains.zey"))

    assert "Zeynep Karaca" in shown
    assert "Daniel Okafor" not in shown
    assert "Owner <b>Elif Aydın</b>" in shown
    assert "Name contains <b>zey</b>" in shown


def test_a_condition_that_is_gone_is_told_and_the_list_works(
    elifs_browser: Any, zeynep: Any
) -> None:
    shown = text_of(elifs_browser.get("/people/?filter=field-99.contains.x"))

    assert "The field of this condition is gone." in shown
    assert "Zeynep Karaca" in shown


def test_markup_in_a_filter_is_text(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get("/people/?filter=name.contains.<script>x</script>"))

    assert "<script>x" not in shown


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_the_filter_offers_every_column_and_the_form_of_each(
    elifs_browser: Any, kind: str, zeynep: Any
) -> None:
    shown = text_of(elifs_browser.get(f"/lists/{kind}/filter/", headers=HTMX))
    assert "Next activity" in shown

    for field in ("owner", "label", "open-deals", "created", "name", "deal-stage"):
        form = text_of(
            elifs_browser.get(f"/lists/{kind}/filter/?inside=1&field={field}", headers=HTMX)
        )
        assert 'name="comparison"' in form


def test_the_filter_names_each_heading_once(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get("/lists/person/filter/", headers=HTMX))

    assert shown.count('<p class="listbox__title">Person</p>') == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("filter=name.contains.qq", "No people match this filter"),
        ("filter=name.contains.qq~owner.any-of.me", "No people match these 2 filters"),
        ("filter=name.contains.qq&text=zz", "No people match this"),
    ],
)
def test_an_empty_list_says_how_many_filters_it_has(
    elifs_browser: Any, zeynep: Any, asked: str, said: str
) -> None:
    shown = text_of(elifs_browser.get(f"/people/?{asked}"))

    assert f"<p>{said}</p>" in shown


@pytest.mark.parametrize(("days", "said"), [("1", "<b>1</b> day"), ("2", "<b>2</b> days")])
def test_a_condition_counts_its_days_in_words(
    elifs_browser: Any, zeynep: Any, days: str, said: str
) -> None:
    shown = text_of(elifs_browser.get(f"/people/?filter=created.last-days.{days}"))

    assert f"Added in the last {said}<" in shown


def test_a_condition_is_added_to_those_there_are(elifs_browser: Any, zeynep: Any) -> None:
    asked = {
        "filter": "name.contains.zey",
        "field": "open-deals",
        "comparison": "more-than",
        "value": "0",
        "any": "on",
    }
    answer = elifs_browser.get("/lists/person/condition/", asked, headers=HTMX)

    assert answer["HX-Redirect"] == "/people/?filter=name.contains.zey~~open-deals.more-than.0"


def test_the_first_condition_can_be_one_of_several(elifs_browser: Any, zeynep: Any) -> None:
    form = elifs_browser.get("/lists/person/filter/?inside=1&field=name", headers=HTMX)
    assert 'name="any"' in text_of(form)

    asked = {"field": "name", "comparison": "contains", "value": "zey", "any": "on"}
    answer = elifs_browser.get("/lists/person/condition/", asked, headers=HTMX)
    shown = text_of(elifs_browser.get(answer["HX-Redirect"]))

    assert ">any of<" in shown
    assert "Zeynep Karaca" in shown


def test_a_condition_is_changed_in_its_place(elifs_browser: Any, zeynep: Any) -> None:
    asked = {"filter": "open-deals.is.3", "at": "0", "field": "open-deals"}
    asked |= {"comparison": "less-than", "value": "9"}
    answer = elifs_browser.get("/lists/person/condition/", asked, headers=HTMX)

    assert answer["HX-Redirect"] == "/people/?filter=open-deals.less-than.9"


@pytest.mark.parametrize("value", ["", "many"])
def test_a_condition_without_a_value_that_counts_comes_again(
    elifs_browser: Any, zeynep: Any, value: str
) -> None:
    asked = {"field": "open-deals", "comparison": "more-than", "value": value}
    answer = elifs_browser.get("/lists/person/condition/", asked, headers=HTMX)

    assert answer.status_code == 422
    assert "field__error" in text_of(answer)


def test_chosen_columns_are_shown_and_remembered(elifs_browser: Any, zeynep: Any) -> None:
    answer = elifs_browser.post("/lists/person/columns/", {"columns": ["name", "job-title"]})
    assert answer["Location"] == "/people/"

    shown = text_of(elifs_browser.get("/people/"))

    assert "Procurement manager" in shown
    assert "+90 212" not in shown


def test_a_width_is_remembered(elifs_browser: Any, zeynep: Any) -> None:
    elifs_browser.post("/lists/person/widths/", {"column": "name", "pixels": "333"}, headers=HTMX)

    assert ListChoice.objects.get().widths == {"name": 333}
    assert '<col width="333"' in text_of(elifs_browser.get("/people/"))


def test_a_list_is_saved_as_a_view_starred_and_deleted(elifs_browser: Any, zeynep: Any) -> None:
    saved = elifs_browser.post(
        "/lists/person/views/?filter=name.contains.zey&sort=-created",
        {"name": "Zs", "is_shared": "on"},
        headers=HTMX,
    )
    view = SavedView.objects.get()
    assert saved["HX-Redirect"] == f"/people/?view={view.pk}"
    shown = text_of(elifs_browser.get(f"/people/?view={view.pk}"))
    assert "<h1>Zs</h1>" in shown
    assert "Save view" not in shown

    elifs_browser.post(f"/lists/views/{view.pk}/star/")
    assert "side-nav__link--starred" in text_of(elifs_browser.get("/people/"))
    elifs_browser.post(f"/lists/views/{view.pk}/", {"name": "Z people"})
    assert "Z people" in text_of(elifs_browser.get("/people/"))
    elifs_browser.post(f"/lists/views/{view.pk}/deletion/")
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_comes_again(elifs_browser: Any, zeynep: Any) -> None:
    answer = elifs_browser.post("/lists/person/views/", {"name": " "}, headers=HTMX)

    assert answer.status_code == 422
    assert "Give the view a name." in text_of(answer)


def test_a_view_of_somebody_else_is_not_there(
    elifs_browser: Any, outsiders_browser: Any, zeynep: Any
) -> None:
    elifs_browser.post("/lists/person/views/", {"name": "Mine"})
    view = SavedView.objects.get()

    assert outsiders_browser.get(f"/people/?view={view.pk}").status_code == 404


def test_counts_of_the_navigation_come_late(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)

    shown = text_of(elifs_browser.get(f"/lists/person/navigation/?current=label-{label.pk}"))

    assert '<span class="truncate">Hotel</span><span class="count">1</span>' in shown
    assert ">1<" in text_of(elifs_browser.get("/lists/person/count/"))


def test_totals_are_answered_when_asked_for(elifs_browser: Any, zeynep: Any) -> None:
    assert "Total" in text_of(elifs_browser.get("/lists/person/totals/", headers=HTMX))


def test_the_panel_shows_the_record_and_who_may_not_see_it_gets_none(
    elifs_browser: Any, robins_browser: Any, zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    for url in (f"/lists/person/{zeynep.pk}/panel/", f"/people/?panel=person-{zeynep.pk}"):
        assert "z.karaca@marmaraotel.example" in text_of(elifs_browser.get(url, headers=HTMX))
        assert robins_browser.get(url.replace("/people/", "/lists/x/")).status_code == 404
    shown = text_of(elifs_browser.get(f"/lists/organization/{marmara.pk}/panel/"))
    assert "Zeynep Karaca" in shown


def cell(person: Any, name: str) -> str:
    return f"/cells/person/{person.pk}/{name}/"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("name", {"value": "Zeynep Kara"}),
        ("job-title", {"value": "Director"}),
        ("email", {"value": "zk@new.example"}),
        ("phone", {"value": "+90 212 555 01 99"}),
        ("organization", {"value": "Yeni Firma", "value_id": ""}),
    ],
)
def test_a_cell_is_edited_and_the_row_comes_back(
    elifs_browser: Any, zeynep: Any, name: str, typed: dict[str, str]
) -> None:
    assert "cell-form" in text_of(elifs_browser.get(cell(zeynep, name), headers=HTMX))

    columns = "name~organization~email~phone~job-title"
    here = {**HTMX, "HX-Current-URL": f"http://testserver/people/?columns={columns}"}
    answer = text_of(elifs_browser.post(cell(zeynep, name), typed, headers=here))

    assert f'hx-target="#person-{zeynep.pk}"' in answer
    assert typed["value"] in answer


def test_an_edit_of_the_primary_address_keeps_the_others(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    both = [AddressIn("a@x.example", "work", is_primary=True), AddressIn("b@x.example", "home")]
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, addresses=both, phones=[PhoneIn("1")])

    elifs_browser.post(cell(zeynep, "email"), {"value": "c@x.example"}, headers=HTMX)

    rows = zeynep.addresses.order_by("pk").values_list("address", "label", "is_primary")
    assert sorted(rows) == [("b@x.example", "home", False), ("c@x.example", "work", True)]


def test_a_bad_value_stays_with_its_message(elifs_browser: Any, zeynep: Any) -> None:
    answer = elifs_browser.post(cell(zeynep, "birthday"), {"value": "soon"}, headers=HTMX)

    assert answer.status_code == 422
    shown = text_of(answer)
    assert 'value="soon"' in shown
    assert "field__error" in shown


def test_what_somebody_changed_meanwhile_is_not_overwritten(
    elifs_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, job_title="Director")

    typed = {"value": "Buyer", "was": mark("Procurement manager")}
    answer = elifs_browser.post(cell(zeynep, "job-title"), typed, headers=HTMX)

    assert answer.status_code == 409
    assert "Director" in text_of(answer)
    assert Person.objects.get(pk=zeynep.pk).job_title == "Director"


def test_cells_that_are_not_edited_are_not_there(elifs_browser: Any, zeynep: Any) -> None:
    for name in ("open-deals", "label", "nothing"):
        assert elifs_browser.get(cell(zeynep, name), headers=HTMX).status_code == 404


def exported(answer: Any) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def test_a_list_is_exported_with_a_column_for_every_address(
    elifs_browser: Any, zeynep: Any, daniel: Any, by_elif: Any, now: Any
) -> None:
    both = [AddressIn("a@x.example", "work", is_primary=True), AddressIn("b@x.example", "work")]
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, addresses=both, name="=Zeynep")

    lines = exported(elifs_browser.get("/lists/person/export/?columns=name~email"))

    assert lines[0] == "ID,Name,Email - Work,Email - Work 2"
    assert f"{zeynep.pk},'=Zeynep,a@x.example,b@x.example" in lines
    assert f"{daniel.pk},Daniel Okafor,d.okafor@brightwell.example," in lines


def test_the_ticked_rows_are_exported_alone(elifs_browser: Any, zeynep: Any, daniel: Any) -> None:
    answer = elifs_browser.post("/lists/person/export/", {"ids": [zeynep.pk]}, headers=HTMX)

    lines = exported(elifs_browser.get(answer["HX-Redirect"]))

    assert len(lines) == 2
    assert "Zeynep Karaca" in lines[1]


def test_there_are_no_lists_of_other_things(elifs_browser: Any) -> None:
    for page in ("count", "filter", "columns", "export", "navigation"):
        assert elifs_browser.get(f"/lists/note/{page}/").status_code == 404
