"""One custom field of a record, edited where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.fields import operations
from kartotek.fields.models import CustomField
from kartotek.fields.queries import values_of
from kartotek.fields.rules.types import CHOSEN, FieldType
from tests.web.visitors import HTMX, text_of

pytestmark = pytest.mark.django_db


def make(by: Any, field_type: str, now: Any, **more: Any) -> CustomField:
    """Make a field of people."""
    options = ["Gold", "Silver"] if field_type in CHOSEN else []
    return operations.create_field(
        on=more.pop("on", "person"),
        name=more.pop("name", "Thing"),
        field_type=field_type,
        options=options,
        by=by,
        at=now,
        **more,
    )


def url_of(record: Any, field: CustomField) -> str:
    """Return where a field of a record is edited."""
    return f"/records/{record.subject_type}/{record.pk}/fields/{field.pk}/"


def said(record: Any, field: CustomField, viewer: Any) -> str:
    """Return what a record says in a field."""
    found = values_of(record.subject_type, [record.pk], viewer=viewer).get(record.pk, {})
    return found[field.pk].text if field.pk in found else ""


@pytest.mark.parametrize("field_type", list(FieldType))
def test_every_type_has_a_form_in_its_place(
    elifs_browser: Any, zeynep: Any, by_deniz: Any, now: Any, field_type: str
) -> None:
    field = make(by_deniz, field_type, now)

    shown = text_of(elifs_browser.get(url_of(zeynep, field), headers=HTMX))

    assert f'name="field-{field.pk}"' in shown
    assert '<form class="fact-form"' in shown


@pytest.mark.parametrize("is_htmx", [False, True])
def test_what_is_typed_is_saved(
    elifs_browser: Any, zeynep: Any, by_deniz: Any, now: Any, is_htmx: bool
) -> None:
    field = make(by_deniz, "money", now)
    typed = {f"field-{field.pk}": "1.250,50", f"field-{field.pk}-currency": "EUR"}

    answer = elifs_browser.post(url_of(zeynep, field), typed, headers=HTMX if is_htmx else {})

    assert said(zeynep, field, by_deniz) == "€1,250.50"
    if is_htmx:
        assert 'hx-target="#custom-fields"' in text_of(answer)
        assert 'hx-target="#history"' in text_of(answer)
    else:
        assert answer["Location"] == f"/people/{zeynep.pk}/"


def test_several_options_are_ticked(
    elifs_browser: Any, zeynep: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, "options", now)
    ids = [str(option.pk) for option in field.options.order_by("position")]

    elifs_browser.post(url_of(zeynep, field), {f"field-{field.pk}": ids}, headers=HTMX)

    assert said(zeynep, field, by_deniz) == "Gold, Silver"


def test_bad_input_is_drawn_again_with_what_was_typed(
    elifs_browser: Any, zeynep: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, "number", now)

    answer = elifs_browser.post(url_of(zeynep, field), {f"field-{field.pk}": "many"}, headers=HTMX)

    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#field_edit"
    assert 'value="many"' in text_of(answer)
    assert "Type one like 1,250.50" in text_of(answer)


def test_a_field_that_was_changed_meanwhile_is_not_overwritten(
    elifs_browser: Any, zeynep: Any, by_deniz: Any, by_mert: Any, now: Any
) -> None:
    field = make(by_deniz, "text", now)
    form = text_of(elifs_browser.get(url_of(zeynep, field), headers=HTMX))
    seen = form.split('name="was" value="')[1].split('"')[0]
    operations.set_value(subject=zeynep, field_id=field.pk, typed="Mert's", by=by_mert, at=now)

    typed = {f"field-{field.pk}": "Elif's", "was": seen}
    answer = elifs_browser.post(url_of(zeynep, field), typed, headers=HTMX)

    assert answer.status_code == 409
    assert "Mert Kaya" in text_of(answer)
    assert said(zeynep, field, by_deniz) == "Mert's"


def test_who_does_not_see_a_record_finds_no_field(
    robins_browser: Any, zeynep: Any, by_deniz: Any, now: Any
) -> None:
    field = make(by_deniz, "text", now)
    type(zeynep).objects.filter(pk=zeynep.pk).update(visibility=1)

    assert robins_browser.get(url_of(zeynep, field), headers=HTMX).status_code == 404
    answer = robins_browser.post(url_of(zeynep, field), {f"field-{field.pk}": "x"}, headers=HTMX)
    assert answer.status_code == 404


def test_a_page_shows_fields_by_group_with_a_nudge_for_empty_important_ones(
    elifs_browser: Any, zeynep: Any, by_deniz: Any, now: Any
) -> None:
    group = operations.create_group(on="person", name="Buying", by=by_deniz, at=now)
    field = make(by_deniz, "text", now, name="Budget", group_id=group.pk, is_important=True)

    empty = text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))
    operations.set_value(subject=zeynep, field_id=field.pk, typed="big", by=by_deniz, at=now)
    filled = text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))

    assert '<h3 class="fact-group">Buying</h3>' in empty
    assert "Important, and still empty" in empty
    assert "Important, and still empty" not in filled


def test_a_change_is_told_in_history_by_the_fields_name(
    elifs_browser: Any, zeynep: Any, by_deniz: Any, by_elif: Any, now: Any
) -> None:
    field = make(by_deniz, "option", now, name="Tier")
    for name in ("Gold", "Silver"):
        operations.set_value(subject=zeynep, field_id=field.pk, typed=name, by=by_elif, at=now)

    page = text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))

    assert "<b>Elif Aydın</b> changed Tier from <b>Gold</b> to <b>Silver</b>" in page


def test_links_lead_where_values_point(
    elifs_browser: Any, zeynep: Any, daniel: Any, by_deniz: Any, now: Any
) -> None:
    values = {"person": "Daniel Okafor", "phone": "+90 212 555 01 42", "address": "Kale 1, İzmir"}
    for field_type, typed in values.items():
        field = make(by_deniz, field_type, now, name=field_type)
        operations.set_value(subject=zeynep, field_id=field.pk, typed=typed, by=by_deniz, at=now)

    page = text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))

    assert f'<a href="/people/{daniel.pk}/"' in page
    assert 'href="tel:+902125550142"' in page
    assert 'href="https://www.openstreetmap.org/search?query=Kale%201' in page


@pytest.fixture
def everyone(zeynep: Any, daniel: Any, mert: Any) -> Any:
    """Zeynep, with Daniel and Mert to pick."""
    return zeynep


@pytest.mark.parametrize(
    ("field_type", "typed", "found"),
    [
        ("person", "oka", "Daniel Okafor"),
        ("organization", "bright", "Brightwell Clinics"),
        ("user", "mer", "Mert Kaya"),
        ("autocomplete", "gol", "Golden"),
    ],
)
def test_pickers_offer_what_is_there(
    elifs_browser: Any,
    everyone: Any,
    by_deniz: Any,
    now: Any,
    field_type: str,
    typed: str,
    found: str,
) -> None:
    zeynep = everyone
    field = make(by_deniz, field_type, now)
    if field_type == "autocomplete":
        operations.set_value(subject=zeynep, field_id=field.pk, typed="Golden", by=by_deniz, at=now)

    address = f"/records/fields/{field.pk}/options/"
    shown = text_of(elifs_browser.get(address, {"q": typed}, headers=HTMX))

    assert f'data-label="{found}"' in shown


def test_every_kind_of_record_shows_its_fields(
    elifs_browser: Any, zeynep: Any, marmara: Any, lobby_deal: Any, by_deniz: Any, now: Any
) -> None:
    for record, area in ((marmara, "organizations"), (lobby_deal, "deals")):
        make(by_deniz, "text", now, on=record.subject_type, name=f"Own of {area}")

        assert f"Own of {area}" in text_of(elifs_browser.get(f"/{area}/{record.pk}/"))
