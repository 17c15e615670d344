"""Refusals become answers that say what happened and what to do."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpResponse

from kartotek.errors import Forbidden, Invalid, NotFound, Refused, RemoteError, Stale
from kartotek.web import refusals
from tests.web.fixtures import request_of

CASES = [
    (NotFound("There is no such deal."), 404),
    (Forbidden("Only its owner may do this."), 403),
    (Invalid("The amount is not a number."), 422),
    (Stale("Mert changed it first."), 409),
    (Refused("The deal is closed."), 409),
    (RemoteError("The server refused the password."), 409),
]


def answer(error: Exception, *, htmx: bool) -> HttpResponse:
    middleware = refusals.Refusals(lambda request: HttpResponse())
    response = middleware.process_exception(request_of(htmx=htmx), error)
    assert response is not None
    return response


@pytest.mark.parametrize(("error", "status"), CASES)
def test_a_refusal_is_a_page_with_its_words(error: Exception, status: int) -> None:
    response = answer(error, htmx=False)

    assert response.status_code == status
    assert response.content.decode().startswith("<!doctype html>")
    assert str(error) in response.content.decode()


@pytest.mark.parametrize(("error", "status"), CASES)
def test_for_htmx_a_refusal_is_a_notice(error: Exception, status: int) -> None:
    response = answer(error, htmx=True)

    assert response.status_code == status
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#notice", "innerHTML")
    assert response.content.decode().startswith('<div class="banner banner--danger">')
    assert str(error) in response.content.decode()


def test_djangos_own_404_looks_like_a_hidden_record() -> None:
    assert b"There is nothing here" in answer(Http404(), htmx=False).content


def test_a_fault_of_ours_is_left_to_be_logged() -> None:
    middleware = refusals.Refusals(lambda request: HttpResponse())

    assert middleware.process_exception(request_of(), ZeroDivisionError()) is None


def test_the_page_of_a_fault_asks_the_database_for_nothing() -> None:
    response = refusals.server_error(request_of())

    assert response.status_code == 500
    assert b"Something went wrong" in response.content


def test_a_form_that_was_open_too_long_says_so() -> None:
    response = refusals.stale_form(request_of(), "CSRF token missing.")

    assert response.status_code == 403
    assert b"open for too long" in response.content
