"""Text with a little form: one normal form of it, as plain text too, and who is mentioned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.lib.rich_text import RichText, from_plain, mentioned_in, tidy

NAMES = {3: "Elif Aydın", 4: "Mert Kaya"}
IDS = {name: pk for pk, name in NAMES.items()}


@pytest.mark.parametrize(
    ("sent", "html", "text"),
    [
        ("Hello", "<p>Hello</p>", "Hello"),
        ("<p>Hello <b>you</b></p><p><br></p>", "<p>Hello <strong>you</strong></p>", "Hello you"),
        (
            "<div>one<div>two</div>three</div>",
            "<p>one</p><p>two</p><p>three</p>",
            "one\ntwo\nthree",
        ),
        ("<h1>Title</h1>words", "<h3>Title</h3><p>words</p>", "Title\nwords"),
        (
            "<ul><li>a<li>b<ul><li>c</ul></ul>",
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
            "- a\n- b\n- c",
        ),
        ("<ol><li>x</li><li>y</li></ol>", "<ol><li>x</li><li>y</li></ol>", "1. x\n2. y"),
        ("<li>alone</li>", "<ul><li>alone</li></ul>", "- alone"),
        ("<ul><li><p>x</p><p>y</p></li></ul>", "<ul><li>x<br>y</li></ul>", "- x\ny"),
        (
            "<blockquote><p>said</p></blockquote>",
            "<blockquote><p>said</p></blockquote>",
            "said",
        ),
        ("<p>a<br>b</p>", "<p>a<br>b</p>", "a\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p> a b</p>", "a b"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>", "1 < 2 & 3"),
        ("<p> </p><p><br></p>", "", ""),
    ],
)
def test_what_an_editor_sends_gets_one_form(sent: str, html: str, text: str) -> None:
    assert tidy(sent, {}) == RichText(html, text)


def test_a_link_to_a_page_leads_there_and_tells_nobody_where_from() -> None:
    kept = tidy('<a href="https://lights.example/?a=1&b=2" onclick="go()">here</a>', {}).html

    assert kept == (
        '<p><a href="https://lights.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow"'
        ' target="_blank">here</a></p>'
    )


@pytest.mark.parametrize(
    "sent",
    [
        "<script>alert(1)</script>hi",
        "<p onclick='alert(1)' style='position:fixed' class='x' id='y'>hi</p>",
        "<a href='javascript:alert(1)'>hi</a>",
        "<a href='data:text/html,x'>hi</a>",
        "<a href='/people/'>hi</a>",
        "<img src=x onerror=alert(1)>hi",
        "<svg><script>alert(1)</script></svg>hi",
        "<iframe src='https://evil.example'></iframe>hi",
        "<style>p{}</style>hi",
        "<!--[if gte mso 9]><xml>x</xml><![endif]-->hi",
        "<form action='https://evil.example'><input name=x>hi</form>",
    ],
)
def test_nothing_that_acts_is_kept(sent: str) -> None:
    assert tidy(sent, {}).html == "<p>hi</p>"


def test_a_paragraph_from_word_is_a_paragraph() -> None:
    sent = (
        '<p class=MsoNormal style="mso-margin-top-alt:auto"><span lang=TR style="font-family:'
        'Calibri">Keşif <b>perşembe</b></span><o:p></o:p></p>'
    )

    assert tidy(sent, {}).html == "<p>Keşif <strong>perşembe</strong></p>"


def test_who_is_mentioned_stands_there_by_their_own_name() -> None:
    kept = tidy('<p>Ask <span data-mention="3">@The boss</span></p>', NAMES)

    assert kept.mentioned == (3,)
    assert kept.text == "Ask @Elif Aydın"
    assert '<span class="mention" data-mention="3">@Elif Aydın</span>' in kept.html
    assert mentioned_in(kept.html) == (3,)


@pytest.mark.parametrize("mention", ["9", "x", "", "-3", "٣"])
def test_nobody_is_mentioned_who_is_not_there(mention: str) -> None:
    kept = tidy(f'<p><span data-mention="{mention}">@Somebody</span></p>', NAMES)

    assert kept == RichText("<p>@Somebody</p>", "@Somebody")


def test_what_an_editor_leaves_behind_mentions_nobody_twice() -> None:
    sent = '<p><span data-mention="3">@E</span> <span data-mention="3">\u200b</span>a\u200bb</p>'

    assert tidy(sent, NAMES).text == "@Elif Aydın ab"


def test_plain_text_mentions_by_at_and_name() -> None:
    kept = from_plain("Thanks @Elif Aydın,\n\n<see> @Mert", IDS)

    assert kept.mentioned == (3,)
    assert kept.text == "Thanks @Elif Aydın,\n\n<see> @Mert"
    assert kept.html.startswith('<p>Thanks <span class="mention" data-mention="3">')
    assert kept.html.endswith("</p><p><br></p><p>&lt;see&gt; @Mert</p>")


@pytest.mark.parametrize("text", ["No sign", "mail me@Elif Aydın", "@Elif Aydıner", ""])
def test_plain_text_without_a_mention_stays_plain(text: str) -> None:
    assert from_plain(text, IDS) == RichText("", text)


@pytest.mark.parametrize("sent", ["<div>" * 2000, "<b>" * 9000 + "x", "<i>x</i>" * 20_000])
def test_what_would_take_too_long_becomes_plain(sent: str) -> None:
    assert tidy(sent, {}).html == ""


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<b>", "</b>", "<h2>", "</h2>", "a ",
             "<blockquote>", "</blockquote>", "<br>", "<a href='https://a.example'>", "</a>",
             "<span data-mention='3'>", "</span>", "<td>", "&lt;", "<ol>", "</ol>", "\n"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_the_normal_form_is_its_own_normal_form(pieces: list[str]) -> None:
    once = tidy("".join(pieces), NAMES)

    assert tidy(once.html, NAMES).html == once.html


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "\u0663"])
def test_a_number_that_nobody_has_mentions_nobody(number: str) -> None:
    sent = f'<p>Ask <span class="mention" data-mention="{number}">@Ada</span></p>'

    assert mentioned_in(sent) == ()
    assert tidy(sent, NAMES).mentioned == ()
