"""Quoted parts of HTML put behind a fold."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.folding import fold_html
from kartotek.mail.mime.parse import read_body
from kartotek.mail.mime.sanitize import clean
from tests.mail.mime.mailbox import raw

OPEN = '<details class="quote"><summary>Quoted</summary>'
OUTLOOK = (
    "<p><b>From:</b> Elif<br><b>Sent:</b> Wednesday, November 11, 2026<br><b>To:</b> Daniel<br>"
    "<b>Subject:</b> Offer</p>"
)


def folded(html: str) -> tuple[str, str]:
    """What stands in front of the fold, and what stands in it."""
    page = fold_html(html, label="Quoted")
    before, _, rest = page.partition(OPEN)
    inside, _, after = rest.partition("</details>")
    return before + after, inside


@pytest.mark.parametrize(
    "html",
    [
        '<p>Mine</p><div class="gmail_quote">On Monday wrote:<blockquote>Theirs</blockquote></div>',
        '<p>Mine</p><blockquote type="cite">Theirs</blockquote>',
        '<p>Mine</p><div class="moz-cite-prefix">He wrote:</div> '
        '<blockquote type="cite">Theirs</blockquote>',
        '<p>Mine</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From</div>'
        "<div>Theirs</div>",
        '<p>Mine</p><hr><div id="x_divRplyFwdMsg">From</div><div>Theirs</div>',
        '<p>Mine</p><div class="OutlookMessageHeader">From</div><div>Theirs</div>',
        '<div><p>Mine</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt">'
        + OUTLOOK
        + "</div></div><p>Theirs</p></div>",
        '<p>Mine</p><div class="yahoo_quoted">Theirs</div>',
    ],
    ids=["gmail", "apple", "thunderbird", "outlook web", "outlook app", "outlook mac",
         "outlook", "yahoo"],
)  # fmt: skip
def test_what_is_quoted_is_folded(html: str) -> None:
    before, inside = folded(html)

    assert "Mine" in before
    assert "Theirs" not in before
    assert "Theirs" in inside


def test_the_line_that_says_who_wrote_is_folded_with_it() -> None:
    _, inside = folded(
        '<p>Mine</p><div class="moz-cite-prefix">He wrote:</div>\n'
        '<blockquote type="cite">Theirs</blockquote>'
    )

    assert "He wrote:" in inside


@pytest.mark.parametrize(
    "html",
    [
        "<p>Mine</p>",
        "<p>Mine</p><blockquote>An indented paragraph</blockquote>",
        '<div style="border-top:solid red 1pt"><p>A box with a line</p></div><p>Mine</p>',
        '<blockquote type="cite">Theirs</blockquote><p>Answered below</p>',
        '<div class="gmail_quote">A forward without a word</div>',
        "",
    ],
    ids=["nothing quoted", "indented", "a box", "answered below", "nothing else", "empty"],
)
def test_what_must_be_read_is_not_folded(html: str) -> None:
    assert "<details" not in fold_html(html, label="Quoted")


def test_the_label_is_text() -> None:
    page = fold_html('<p>a</p><div class="gmail_quote">b</div>', label="<b>Quoted</b>")

    assert "<summary>&lt;b&gt;Quoted&lt;/b&gt;</summary>" in page


def test_the_fold_survives_cleaning() -> None:
    page = fold_html(read_body(raw("gmail_reply")).html, label="Quoted")

    cleaned = clean(page, part_url=str, allow_remote_images=False).html

    assert "forty of the round ones" in cleaned.partition(OPEN)[0]
    assert "warranty of five years" in cleaned.partition(OPEN)[2]


def test_html_that_could_be_endless_is_left_alone() -> None:
    html = "<div>" * 1_000 + '<div class="gmail_quote">b</div>'

    assert fold_html(html, label="Quoted") == html
