"""Every component draws, says what it takes, and holds nothing the policy would refuse."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace as Row

import pytest
from django.template import engines
from django.utils.safestring import mark_safe

from kartotek.web import render
from tests.web.fixtures import request_of

WEB = Path(__file__).parents[2] / "kartotek" / "web"
COMPONENTS = sorted(path.name for path in (WEB / "components").glob("*.html"))
TEMPLATES = sorted(str(path.relative_to(WEB)) for path in WEB.rglob("*.html"))
REFUSED = re.compile(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|hx-on|https?://")
AT = dt.datetime(2026, 11, 12, 7, 41, tzinfo=dt.UTC)


def drawn(
    component: str, macro: str, *args: object, body: str | None = None, **more: object
) -> str:
    if body is not None:
        more["caller"] = lambda: mark_safe(body)
    return render.draw(request_of(), f"components/{component}.html", macro, *args, **more)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_begins_with_what_it_takes(name: str) -> None:
    assert (WEB / "components" / name).read_text().startswith("{# ")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_read(name: str) -> None:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]

    assert environment.get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_nothing_the_policy_refuses(name: str) -> None:
    assert not REFUSED.search((WEB / name).read_text())


def test_a_field_ties_its_error_to_its_control() -> None:
    field = drawn("field", "field", "email", "Email", "zeynep@", "The part after @ is missing")

    assert '<label class="field__label" for="field-email">Email</label>' in field
    assert 'aria-invalid="true" aria-describedby="field-email-error"' in field
    assert '<p class="field__error" id="field-email-error">' in field


def test_a_password_is_never_written_back() -> None:
    assert "hunter2" not in drawn(
        "field", "field", "password", "Password", "hunter2", type="password"
    )


def test_a_select_marks_the_chosen_option() -> None:
    select = drawn("field", "select", "stage", "Stage", [(1, "New"), (2, "Qualified")], "2")

    assert '<option value="2" selected>Qualified</option>' in select
    assert '<option value="1">New</option>' in select


def test_attributes_are_written_with_hyphens() -> None:
    button = drawn("button", "button", "Save", hx_post="/x/?a=1&b=2", disabled=True, data_key=None)

    assert 'hx-post="/x/?a=1&amp;b=2" disabled>' in button
    assert "data-key" not in button


def test_a_button_without_words_has_a_name() -> None:
    button = drawn("button", "icon_button", "archive", "Archive")

    assert 'aria-label="Archive" data-tip="Archive"' in button


def test_a_picker_gives_the_name_and_the_chosen_record() -> None:
    picker = drawn("combobox", "combobox", "person", "Person", "/find/", "Zeynep Karaca", 7)

    assert 'name="person" value="Zeynep Karaca" role="combobox"' in picker
    assert '<input type="hidden" name="person_id" value="7" data-chosen>' in picker


def test_a_dialog_posts_to_itself_with_its_token() -> None:
    dialog = drawn("dialog", "dialog", "add", "Add deal", "/deals/add/", "Save deal", body="fields")

    assert '<dialog class="dialog" id="add" aria-labelledby="add-title"' in dialog
    assert 'hx-post="/deals/add/" hx-target="#add"' in dialog
    assert 'name="csrfmiddlewaretoken"' in dialog
    assert dialog.count("button--primary") == 1


def test_a_stage_bar_says_its_place() -> None:
    bar = drawn("stage_bar", "stage_bar", 3, 5)

    assert bar.count('class="done"') == 3
    assert 'aria-label="Stage 3 of 5"' in bar


def test_a_table_header_says_how_it_is_sorted() -> None:
    header = drawn("data_table", "column", "Name", "?sort=name", "descending")

    assert 'aria-sort="descending"' in header


def test_a_banner_without_actions_has_no_place_for_them() -> None:
    assert "banner__actions" not in drawn("banner", "banner", "Import finished")
    assert "banner__actions" in drawn("banner", "banner", "Import finished", body="Undo")


def test_a_message_shows_its_hour_and_its_reader() -> None:
    message = drawn("message", "message", 7, "Orhan Tunç", "to Elif Aydın", AT, body="Merhaba")

    assert 'id="message-7"' in message
    assert "to Elif Aydın" in message
    assert 'datetime="2026-11-12T07:41+00:00"' in message


def test_labels_keep_their_hue() -> None:
    labels = [Row(name="Hotel", tone="teal"), Row(name="<b>", tone="red")]

    chips = drawn("label_chip", "label_chips", labels)

    assert '<span class="label-chip tone tone--teal">Hotel</span>' in chips
    assert "&lt;b&gt;" in chips


def test_one_step_is_current() -> None:
    steps = drawn("steps", "steps", ["Upload", "Review", "Import"], 2)

    assert steps.count('aria-current="step"') == 1
