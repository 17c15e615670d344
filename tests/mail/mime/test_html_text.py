"""The text a reader of an HTML mail sees."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.html_text import text_of, without_tags


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("a<br>b", "a\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<div>a <b>b</b>c</div>", "a bc"),
        ("a\n  b\tc", "a b c"),
        ("a&nbsp;b &amp; c", "a b & c"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("a<blockquote>b<br>c</blockquote>d", "a\n> b\n> c\nd"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n> > b"),
        ("<head><title>x</title></head><style>y</style><script>z</script>a<!-- c -->", "a"),
        ("a<img src=x alt=y>b", "ab"),
        ("", ""),
    ],
)
def test_text_stands_as_on_the_page(html: str, text: str) -> None:
    assert text_of(html) == text


def test_what_nests_deeper_than_python_is_read() -> None:
    assert text_of("<div>" * 500 + "deep") == "deep"


def test_too_much_html_is_read_without_its_tags() -> None:
    assert text_of("<div>" * 10_000 + "deep<br>down") == "deep\ndown"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p>b<br>c &amp; d", "a\nb\nc & d"),
        ("<STYLE>x</STYLE>a<script>y</script >b", "ab"),
        ("a<style>never closed", "a"),
        ("a < b", "a < b"),
        ("a<b", "a"),
    ],
)
def test_tags_can_be_cut_out(html: str, text: str) -> None:
    assert without_tags(html) == text
