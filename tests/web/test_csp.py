"""A page loads what is ours, and connects to the server of live news."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from kartotek.web import csp


def sent(response: HttpResponse, host: str = "crm.kuzeyisik.example:8000") -> str:
    request = RequestFactory().get("/", headers={"host": host})
    return str(csp.ContentSecurity(lambda _: response)(request)[csp.HEADER])


def test_a_page_runs_no_scripts_and_styles_but_our_files(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    rules = sent(HttpResponse()).split("; ")

    assert rules[0] == "default-src 'none'"
    assert "script-src 'self'" in rules
    assert "style-src 'self'" in rules
    assert "frame-ancestors 'none'" in rules


def test_live_news_come_from_the_same_host_on_their_own_port(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.LIVE_URL, settings.LIVE_PORT = ["*"], "", 8001

    assert "connect-src 'self' http://crm.kuzeyisik.example:8001" in sent(HttpResponse())


def test_live_news_reach_a_host_that_is_a_number(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.LIVE_URL, settings.LIVE_PORT = ["*"], "", 8001

    assert "connect-src 'self' http://[::1]:8001" in sent(HttpResponse(), host="[::1]:8000")


def test_live_news_may_come_by_an_address_of_their_own(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.LIVE_URL = ["*"], "https://live.kuzeyisik.example/live/"

    assert "connect-src 'self' https://live.kuzeyisik.example;" in sent(HttpResponse())


def test_an_answer_keeps_the_policy_it_brings() -> None:
    frame = HttpResponse(headers={csp.HEADER: "sandbox; img-src data:"})

    assert sent(frame) == "sandbox; img-src data:"
