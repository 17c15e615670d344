"""Templates say what they take and carry nothing the content security policy would stop."""

from __future__ import annotations

import re
from pathlib import Path

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


def silent_macros(source: str) -> Offences:
    """Yield files of macros that do not begin with what each of them takes."""
    if not source.lstrip().startswith("{#"):
        yield 1, "a file of macros begins with a comment: what each of them takes"


def is_page(template: Path) -> bool:
    """Return whether a template is drawn by a view, and not a file of macros or a layout."""
    area = template.relative_to(ROOT / "kartotek" / "web").parts[0]
    return area not in SHARED and not template.name.startswith("_")


def stopped_parts(source: str) -> Offences:
    """Yield what the browser would refuse to run or to load."""
    uncommented = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source)
    for number, line in enumerate(uncommented.splitlines(), start=1):
        for pattern, name in _INLINE.items():
            if pattern.search(line):
                yield number, f"{name} is stopped by the content security policy"


def test_every_page_says_what_it_takes() -> None:
    assert found_in([one for one in templates() if is_page(one)], silent_templates) == []


def test_every_file_of_macros_says_what_they_take() -> None:
    components = ROOT / "kartotek" / "web" / "components"
    macros = [
        one
        for one in templates()
        if one.is_relative_to(components) or (not is_page(one) and one.name.startswith("_"))
    ]

    assert found_in(macros, silent_macros) == []


def test_no_template_carries_what_the_policy_stops() -> None:
    assert found_in(templates(), stopped_parts) == []


def test_a_silent_page_is_found() -> None:
    assert list(silent_templates("{% extends 'layouts/base.html' %}"))


def test_a_silent_file_of_macros_is_found() -> None:
    assert list(silent_macros("{% macro avatar(name) %}{% endmacro %}"))


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
