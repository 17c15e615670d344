"""Templates say what they take and carry nothing the content security policy would stop."""

from __future__ import annotations

import re

import pytest

from tests.conventions.house import ROOT, Offences, found_in, templates

SHARED = ("components", "layouts")

_INLINE = {
    re.compile(r"\sstyle\s*=", re.IGNORECASE): "a style attribute",
    re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE): "an event attribute",
    re.compile(r"<style\b", re.IGNORECASE): "a style element",
    re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE): "a script without a file",
    re.compile(r"javascript:", re.IGNORECASE): "a script in a link",
    re.compile(
        r"<(?:script|link|img)\b[^>]*=\s*[\"'](?:https?:)?//", re.IGNORECASE
    ): "another host",
}
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)


def silent_templates(source: str) -> Offences:
    """Yield pages that do not say what they take."""
    if "{# Takes:" not in source:
        yield 1, "a page begins with what it takes: {# Takes: ... #}"


def stopped_parts(source: str) -> Offences:
    """Yield what the browser would refuse to run or to load."""
    uncommented = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source)
    for number, line in enumerate(uncommented.splitlines(), start=1):
        for pattern, name in _INLINE.items():
            if pattern.search(line):
                yield number, f"{name} is stopped by the content security policy"


def test_every_page_says_what_it_takes() -> None:
    web = ROOT / "kartotek" / "web"
    pages = [page for page in templates() if page.relative_to(web).parts[0] not in SHARED]

    assert found_in(pages, silent_templates) == []


def test_no_template_carries_what_the_policy_stops() -> None:
    assert found_in(templates(), stopped_parts) == []


def test_a_silent_page_is_found() -> None:
    assert list(silent_templates("{% extends 'layouts/base.html' %}"))


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: red">',
        '<p\n style="color: red">',
        "<a onclick='go()'>",
        "<script>go()</script>",
        "<style>p {}</style>",
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/dot.gif">',
    ],
)
def test_what_the_policy_stops_is_found(planted: str) -> None:
    assert list(stopped_parts(planted))


@pytest.mark.parametrize(
    "harmless",
    [
        '<script src="{{ static("app.js") }}" defer></script>',
        '<p data-style="x">',
        '<a href="https://elsewhere.example/">',
        '{# no style="" here #}',
    ],
)
def test_what_the_policy_lets_through_is_fine(harmless: str) -> None:
    assert not list(stopped_parts(harmless))
