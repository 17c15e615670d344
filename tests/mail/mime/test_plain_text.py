"""Plain text as HTML."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.plain_text import text_to_html

REL = 'target="_blank" rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("text", "address", "shown"),
    [
        ("see https://a.example/b?c=d&e.", "https://a.example/b?c=d&amp;e", None),
        ("(https://a.example/b)", "https://a.example/b", None),
        ("https://a.example/b_(c)", "https://a.example/b_(c)", None),
        ("<https://a.example/>", "https://a.example/", None),
        ("www.a.example", "http://www.a.example", "www.a.example"),
        ("write to a.b@c.example!", "mailto:a.b@c.example", "a.b@c.example"),
    ],
)
def test_addresses_become_links(text: str, address: str, shown: str | None) -> None:
    assert f'<a href="{address}" {REL}>{shown or address}</a>' in text_to_html(text)


def test_nothing_else_becomes_markup() -> None:
    assert text_to_html("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"


def test_lines_stay_lines() -> None:
    assert text_to_html("a\r\nb\nc") == "a<br>\nb<br>\nc"


def test_a_link_cannot_break_out_of_its_attribute() -> None:
    shown = text_to_html("https://a.example/'onclick='x")

    assert "'" not in shown
    assert shown.count("<a ") == 1
