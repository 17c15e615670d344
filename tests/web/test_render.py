"""A view answers with a page, a part of it, several, or a component."""

from __future__ import annotations

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.utils.safestring import mark_safe
from jinja2 import Environment, UndefinedError

from kartotek.web import render
from tests.web.fixtures import request_of

NAMES = {"names": ["Lobby lighting, Pera", "Room retrofit <212>"]}


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_a_page_stands_in_its_layout(screens: Environment) -> None:
    drawn = text(render.page(request_of(), "screen.html", NAMES))

    assert drawn.startswith("<!doctype html>")
    assert "<title>Deals · Kartotek</title>" in drawn
    assert "Room retrofit &lt;212&gt;" in drawn


def test_a_part_is_its_block_alone(screens: Environment) -> None:
    drawn = text(render.part(request_of(), "screen.html", "columns", NAMES))

    assert drawn.startswith('<ul id="columns">')
    assert "doctype" not in drawn
    assert "total" not in drawn


def test_a_part_uses_the_components_its_screen_imports(screens: Environment) -> None:
    drawn = text(render.part(request_of(), "screen.html", "columns", NAMES))

    assert '<span class="badge">Lobby lighting, Pera</span>' in drawn


def test_a_part_is_found_behind_an_empty_line(screens: Environment) -> None:
    drawn = text(render.part(request_of(), "late.html", "columns", NAMES))

    assert '<span class="badge">Lobby lighting, Pera</span>' in drawn


def test_a_part_that_contains_parts_is_drawn_with_them(screens: Environment) -> None:
    drawn = text(render.part(request_of(), "screen.html", "card", NAMES))

    assert '<ul id="columns">' in drawn
    assert '<p id="total">2</p>' in drawn


def test_several_parts_each_replace_the_element_of_their_name(screens: Environment) -> None:
    drawn = text(render.parts(request_of(), "screen.html", ["columns", "total"], NAMES))

    assert '<hx-partial hx-target="#columns" hx-swap="outerHTML"><ul id="columns">' in drawn
    assert '<hx-partial hx-target="#total" hx-swap="outerHTML"><p id="total">2</p>' in drawn


def test_a_name_that_was_not_given_stops_the_page(screens: Environment) -> None:
    with pytest.raises(UndefinedError, match="names"):
        render.page(request_of(), "screen.html", {})


def test_a_component_is_drawn_alone() -> None:
    response = render.component(request_of(), "components/badge.html", "badge", "Won", tone="ok")

    assert text(response) == '<span class="badge badge--ok">Won</span>'


def test_a_drawn_piece_is_put_where_it_belongs() -> None:
    piece = render.in_place("#conversation-4", mark_safe("<li>Zeynep</li>"), "delete")

    assert text(render.answer(piece)) == (
        '<hx-partial hx-target="#conversation-4" hx-swap="delete"><li>Zeynep</li></hx-partial>'
    )


def test_a_toast_comes_with_the_answer_to_htmx() -> None:
    request = request_of(htmx=True)

    response = render.toast(request, HttpResponse("<p>row</p>"), "Linked <2>", "/undo/7/")

    assert text(response).startswith(
        '<p>row</p><hx-partial hx-target="#toasts" hx-swap="beforeend">'
    )
    assert "Linked &lt;2&gt;" in text(response)
    assert 'hx-post="/undo/7/"' in text(response)


def test_a_toast_gives_an_empty_answer_a_body_to_stand_in() -> None:
    response = render.toast(request_of(htmx=True), HttpResponse(status=204), "Archived")

    assert response.status_code == 200
    assert "Undo" not in text(response)


@pytest.mark.parametrize("htmx", [True, False])
def test_a_toast_waits_for_the_page_an_answer_leads_to(htmx: bool, screens: Environment) -> None:
    request = request_of(htmx=htmx)
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]

    response = render.toast(request, render.redirect(request, "/deals/"), "Saved", "/undo/7/")

    assert text(response) == ""
    assert 'hx-post="/undo/7/"' in text(render.page(request, "screen.html", NAMES))


def test_htmx_is_led_to_another_page_by_a_header() -> None:
    response = render.redirect(request_of(htmx=True), "/deals/7/")

    assert response.status_code == 200
    assert response["HX-Redirect"] == "/deals/7/"


def test_a_browser_is_led_to_another_page_by_status() -> None:
    response = render.redirect(request_of(), "/deals/7/")

    assert response.status_code == 303
    assert response["Location"] == "/deals/7/"


def test_closing_a_dialog_keeps_other_news() -> None:
    response = HttpResponse(headers={"HX-Trigger": "deal:added"})

    assert render.close_dialog(response)["HX-Trigger"] == "deal:added, overlay:close"
