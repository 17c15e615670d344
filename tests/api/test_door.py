"""What holds for every address of the API: who gets in, and what refusals look like."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kartotek.api.request import language_of
from kartotek.api.urls import is_ours
from tests.api.programs import Program

pytestmark = pytest.mark.django_db

UNAUTHORIZED = {
    "success": False,
    "error": "unauthorized access",
    "errorCode": 401,
    "error_info": "Please check developers.pipedrive.com",
}
INFO = "Please check developers.pipedrive.com for more information about Pipedrive API."


@pytest.mark.parametrize("path", ["/api/v2/deals", "/v1/leads", "/api/v1/leads", "/v1/users/me"])
def test_nobody_gets_in_without_a_token(path: str) -> None:
    answer = Program(None).get(path)

    assert (answer.status, answer.body) == (401, UNAUTHORIZED)


@pytest.mark.parametrize("path", ["/api/v2/deals", "/v1/leads"])
def test_an_unknown_token_is_none(path: str, elif_: Any) -> None:
    answer = Program(None, **{"x-api-token": "0" * 40}).get(path)

    assert (answer.status, answer.body) == (401, UNAUTHORIZED)


@pytest.mark.parametrize("path", ["/api/v2/deals", "/v1/leads", "/api/v1/leads"])
def test_a_token_may_stand_in_a_header(path: str, elifs: Program) -> None:
    assert elifs.get(path).status == 200


@pytest.mark.parametrize("path", ["/api/v2/deals", "/v1/leads", "/api/v1/leads"])
def test_a_token_may_stand_in_the_address(path: str, elifs: Program) -> None:
    assert Program(None).get(path, api_token=elifs.token).status == 200


@pytest.mark.parametrize("path", ["/api/v2/deals", "/v1/leads"])
def test_a_token_may_be_borne(path: str, elifs: Program) -> None:
    bearer = Program(None, Authorization=f"Bearer {elifs.token}")

    assert bearer.get(path).status == 200


def test_a_token_of_somebody_who_left_is_none(elifs: Program, elif_: Any) -> None:
    elif_.is_active = False
    elif_.save()

    assert elifs.get("/api/v2/deals").status == 401


def test_signing_in_on_the_screens_opens_nothing_here(elif_: Any) -> None:
    browser = Client()
    browser.force_login(elif_)

    assert browser.get("/api/v2/deals").status_code == 401


def test_a_write_with_a_token_needs_no_form_token(elifs: Program) -> None:
    assert elifs.post("/api/v2/organizations", name="Kestrel Robotics").status == 200


@pytest.mark.parametrize(
    "path", ["/v2/deals", "/api/v2/", "/api/v2/nothing", "/v1/", "/api/nothing"]
)
def test_an_address_that_leads_nowhere_is_told_in_json(path: str, elifs: Program) -> None:
    answer = elifs.get(path)

    assert answer.status == 404
    assert answer.body == {
        "success": False,
        "error": "There is no such address in this API.",
        "error_info": INFO,
        "data": None,
        "additional_data": None,
    }


def test_an_unknown_address_is_told_to_nobody_in_particular_too() -> None:
    assert Program(None).get("/v2/deals").status == 404


@pytest.mark.parametrize("number", [0, 999, 2**63, 10**40])
@pytest.mark.parametrize(
    "area",
    [
        "/api/v2/persons",
        "/api/v2/organizations",
        "/api/v2/deals",
        "/api/v2/projects",
        "/api/v2/pipelines",
        "/api/v2/stages",
        "/api/v2/boards",
        "/api/v2/phases",
        "/v1/mailbox/mailThreads",
        "/v1/mailbox/mailMessages",
    ],
)
def test_a_number_nothing_has_is_not_found(area: str, number: int, deniz: Any) -> None:
    # An admin's program: who may not change pipelines is told so before any is looked for.
    denizs = Program(deniz)
    for method in ("GET", "PATCH", "PUT", "DELETE"):
        answer = denizs.send(method, f"{area}/{number}", {})
        assert answer.status in {404, 405}
    assert denizs.get(f"{area}/{number}").status == 404


def test_a_method_an_address_does_not_have_is_told_in_json(elifs: Program) -> None:
    answer = elifs.put("/api/v2/deals", title="Lobby")

    assert (answer.status, answer.body["error"]) == (405, "Method not allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize("text", ["{nope", "\xff", '{"name": "\\ud800"}', "[" * 100_000])
def test_a_body_that_cannot_be_read_is_refused(text: str, elifs: Program) -> None:
    answer = elifs.send("POST", "/api/v2/persons", text.encode("latin-1"))

    assert (answer.status, answer.body["code"]) == (400, "ERR_SCHEMA_VALIDATION_FAILED")


@pytest.mark.parametrize("text", ["", "null", "[]", '"Zeynep"', "5"])
def test_a_body_that_is_no_object_is_refused(text: str, elifs: Program) -> None:
    answer = elifs.send("POST", "/api/v2/persons", text)

    assert (answer.status, answer.body["code"]) == (400, "ERR_SCHEMA_VALIDATION_FAILED")


def test_everything_wrong_with_a_body_is_told_at_once(elifs: Program) -> None:
    answer = elifs.post("/api/v2/deals", title=5, value="4800", stage_id="3")

    assert answer.status == 400
    assert answer.body["code"] == "ERR_SCHEMA_VALIDATION_FAILED"
    assert [part.split(":")[0] for part in answer.body["error"].split("; ")] == [
        "title",
        "stage_id",
        "value",
    ]


def test_unknown_words_of_an_address_are_let_pass(elifs: Program) -> None:
    assert elifs.get("/api/v2/boards", sort_by="update_time", frobnicate=1).status == 200


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("", "tr"),
        ("*", "tr"),
        ("de, fr;q=0.5", "tr"),
        ("en-GB,en;q=0.9", "en"),
        ("de, en;q=0.5, tr;q=0.8", "tr"),
        ("en;q=0, tr", "tr"),
    ],
)
def test_sentences_are_in_the_accepted_language_or_the_users_own(
    accepted: str, spoken: str, rf: Any, elif_: Any
) -> None:
    elif_.language = "tr"

    assert language_of(rf.get("/v1/", headers={"Accept-Language": accepted}), elif_) == spoken


def test_a_fault_of_ours_is_told_in_json(elifs: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("kartotek.pipeline.projects.queries.listing.board_entries", broken)
    elifs.client.raise_request_exception = False

    answer = elifs.get("/api/v2/boards")

    assert (answer.status, answer.body["success"]) == (500, False)


@pytest.mark.parametrize("path", ["/api/v2/deals", "/v1/leads", "/v2/x", "/api", "/v1"])
def test_addresses_of_the_api_are_known(path: str) -> None:
    assert is_ours(path)


@pytest.mark.parametrize("path", ["/", "/deals/5/", "/v1x/", "/apiary/"])
def test_addresses_of_pages_are_not_the_apis(path: str) -> None:
    assert not is_ours(path)


@pytest.mark.parametrize("path", ["/api/v1/openapi.json", "/api/v2/openapi.json"])
def test_each_version_describes_itself(path: str) -> None:
    assert Program(None).get(path).body["openapi"].startswith("3.")
