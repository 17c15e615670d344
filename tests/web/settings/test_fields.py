"""Settings, Data fields: the list of a kind, its groups, and one field."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.fields import operations, queries
from kartotek.fields.models import CustomField
from tests.web.visitors import HTMX, browser_of, text_of

PAGE = "/settings/fields/person/"


@pytest.fixture
def denizs_browser(deniz: Any) -> Any:
    """A browser in which the admin is signed in."""
    return browser_of(deniz)


def make(by: Any, now: Any, name: str = "Tier", field_type: str = "option", **more: Any) -> Any:
    """Make a field of people, with two options."""
    options = ["Gold", "Silver"] if field_type == "option" else []
    return operations.create_field(
        on="person", name=name, field_type=field_type, options=options, by=by, at=now, **more
    )


def lines_of(field: CustomField) -> dict[str, list[str]]:
    """Return the options of a field as its form sends them."""
    kept = list(field.options.filter(deleted_at=None).order_by("position"))
    return {
        "option_id": [str(one.pk) for one in kept],
        "option_name": [one.name for one in kept],
    }


@pytest.mark.parametrize("path", ["/settings/fields/", PAGE, f"{PAGE}add/", f"{PAGE}groups/add/"])
def test_only_who_may_change_fields_sees_them(as_elif: Any, path: str) -> None:
    assert as_elif.get(path).status_code == 403


def test_nobody_else_changes_a_field(as_elif: Any, by_deniz: Any, now: Any) -> None:
    field = make(by_deniz, now)

    for path in ("", "place/", "deleted/", "restored/"):
        assert as_elif.post(f"/settings/field/{field.pk}/{path}").status_code == 403


def test_an_unknown_kind_is_not_found(denizs_browser: Any) -> None:
    assert denizs_browser.get("/settings/fields/animal/").status_code == 404


def test_the_list_shows_fields_by_group_with_how_many_records_use_them(
    denizs_browser: Any, zeynep: Any, by_deniz: Any, now: Any
) -> None:
    group = operations.create_group(on="person", name="Buying", by=by_deniz, at=now)
    field = make(by_deniz, now, group_id=group.pk, is_required=True)
    operations.set_value(subject=zeynep, field_id=field.pk, typed="Gold", by=by_deniz, at=now)

    page = text_of(denizs_browser.get(PAGE))

    assert page.index("Buying") < page.index("<b>Tier</b>")
    assert "Single option · 2 options" in page
    assert "1 record<" in page
    assert "Required" in page


@pytest.mark.parametrize("is_htmx", [False, True])
def test_a_field_is_added_with_options_in_a_new_group(
    denizs_browser: Any, by_deniz: Any, is_htmx: bool
) -> None:
    typed = {
        "name": "Tier",
        "type": "option",
        "option_id": ["", "", ""],
        "option_name": ["Gold", "", "Silver"],
        "new_group": "Buying",
        "is_important": "on",
        "currency": "TRY",
    }

    answer = denizs_browser.post(f"{PAGE}add/", typed, headers=HTMX if is_htmx else {})

    [field] = queries.custom_fields("person", viewer=by_deniz)
    assert [option.name for option in field.options] == ["Gold", "Silver"]
    assert (field.group, field.is_important, field.is_required) == ("Buying", True, False)
    if is_htmx:
        assert 'hx-target="#fields"' in text_of(answer)
    else:
        assert answer["Location"] == PAGE


def test_a_field_without_options_is_drawn_again_with_what_was_typed(denizs_browser: Any) -> None:
    typed = {"name": "Tier", "type": "options", "option_id": [""], "option_name": [""]}

    answer = denizs_browser.post(f"{PAGE}add/", typed, headers=HTMX)

    assert answer.status_code == 422
    assert 'value="Tier"' in text_of(answer)
    assert "at least one option" in text_of(answer)


def test_options_are_renamed_added_and_ordered(
    denizs_browser: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, now)
    gold, silver = lines_of(field)["option_id"]
    typed = {
        "name": "Tier",
        "option_id": [silver, gold, ""],
        "option_name": ["Silver", "Premium", "Bronze"],
    }

    denizs_browser.post(f"/settings/field/{field.pk}/", typed, headers=HTMX)

    found = queries.custom_field(field.pk, viewer=by_deniz).options
    assert [one.name for one in found] == ["Silver", "Premium", "Bronze"]
    assert found[1].id == int(gold)


def test_an_option_on_records_is_not_taken_off_unasked(
    denizs_browser: Any, zeynep: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, now)
    operations.set_value(subject=zeynep, field_id=field.pk, typed="Gold", by=by_deniz, at=now)
    _gold, silver = lines_of(field)["option_id"]
    typed = {"name": "Tier", "option_id": [silver], "option_name": ["Silver"]}

    asked = denizs_browser.post(f"/settings/field/{field.pk}/", typed, headers=HTMX)
    before = queries.custom_field(field.pk, viewer=by_deniz).options
    denizs_browser.post(f"/settings/field/{field.pk}/", {**typed, "is_sure": "1"}, headers=HTMX)

    assert asked.status_code == 422
    assert "Gold: 1 record" in text_of(asked)
    assert len(before) == 2
    assert len(queries.custom_field(field.pk, viewer=by_deniz).options) == 1


def test_deleting_asks_with_the_number_of_records_and_can_be_undone(
    denizs_browser: Any, zeynep: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, now)
    operations.set_value(subject=zeynep, field_id=field.pk, typed="Gold", by=by_deniz, at=now)
    address = f"/settings/field/{field.pk}/"

    asked = text_of(denizs_browser.get(f"{address}deleted/", headers=HTMX))
    answer = text_of(denizs_browser.post(f"{address}deleted/", headers=HTMX))
    gone = queries.custom_fields("person", viewer=by_deniz)
    denizs_browser.post(f"{address}restored/")

    assert "1 record says something in it." in asked
    assert "Tier deleted" in answer
    assert f"{address}restored/" in answer
    assert gone == []
    assert len(queries.custom_fields("person", viewer=by_deniz)) == 1


@pytest.mark.parametrize("is_htmx", [False, True])
def test_a_field_is_put_before_another_and_into_a_group(
    denizs_browser: Any, by_deniz: Any, now: Any, is_htmx: bool
) -> None:
    group = operations.create_group(on="person", name="Buying", by=by_deniz, at=now)
    first = make(by_deniz, now, "First", "text", group_id=group.pk)
    loose = make(by_deniz, now, "Loose", "text")

    denizs_browser.post(
        f"/settings/field/{loose.pk}/place/",
        {"group": group.pk, "before": first.pk},
        headers=HTMX if is_htmx else {},
    )

    found = queries.custom_fields("person", viewer=by_deniz)
    assert [(one.name, one.group) for one in found] == [("Loose", "Buying"), ("First", "Buying")]


def test_groups_are_added_renamed_ordered_and_removed(denizs_browser: Any, by_deniz: Any) -> None:
    for name in ("First", "Second"):
        denizs_browser.post(f"{PAGE}groups/add/", {"name": name}, headers=HTMX)
    first, second = queries.field_groups("person", viewer=by_deniz)

    denizs_browser.post(f"{PAGE}groups/{second.id}/", {"name": "Other"}, headers=HTMX)
    denizs_browser.post(f"{PAGE}groups/{second.id}/place/", {"before": first.id}, headers=HTMX)
    ordered = queries.field_groups("person", viewer=by_deniz)
    denizs_browser.post(f"{PAGE}groups/{first.id}/deleted/", headers=HTMX)

    assert [one.name for one in ordered] == ["Other", "First"]
    assert [one.name for one in queries.field_groups("person", viewer=by_deniz)] == ["Other"]


def test_a_group_needs_a_name(denizs_browser: Any) -> None:
    answer = denizs_browser.post(f"{PAGE}groups/add/", {"name": " "}, headers=HTMX)

    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#field_group"


def test_a_dialog_opened_by_its_address_leads_back_to_its_kind(denizs_browser: Any) -> None:
    typed = {"name": "Tier", "type": "text"}
    here = {**HTMX, "HX-Current-URL": f"http://testserver{PAGE}add/"}
    list_page = {**HTMX, "HX-Current-URL": f"http://testserver{PAGE}"}

    alone = denizs_browser.post(f"{PAGE}add/", typed, headers=here)
    over_list = denizs_browser.post(f"{PAGE}add/", {**typed, "name": "Size"}, headers=list_page)

    assert alone["HX-Redirect"] == PAGE
    assert "HX-Trigger" not in alone
    assert over_list["HX-Trigger"] == "overlay:close"
