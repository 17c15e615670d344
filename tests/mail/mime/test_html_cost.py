"""How much work a piece of HTML could be (the bombs are in test_limits.py)."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.html_cost import is_too_complex

ROW = (
    '<tr><td style="padding:0"><p class=\'x\' title="it\'s">'
    "<font color=red>a<br></font></p></td></tr>"
)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a" * 5_000,
        "<li>a" * 5_000,
        "<br>" * 5_000,
        "<table>" + ROW * 2_000 + "</table>",
        "<div><span>a</span></div>" * 5_000,
        "<!--[if mso]><table><tr><td><![endif]-->a<!--[if mso]></td></tr></table><![endif]-->"
        * 100,
        "<div>" * 400 + "a" * 40_000 + "</div>" * 400,
        '<img src="data:image/png;base64,' + "A" * 500_000 + '">',
    ],
    ids=["nothing", "paragraphs", "items", "breaks", "newsletter", "spans", "outlook", "deep",
         "picture"],
)  # fmt: skip
def test_honest_html_is_parsed(html: str) -> None:
    assert not is_too_complex(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 600,
        "<DIV>" * 600,
        "<div>a</span>" * 600,
        "<b>" * 600,
        "<div x='>'>" + "<div>a</div>" * 600,
        "<div <div>" + "<div>a</div>" * 600,
        "a" * 1_000_001,
    ],
    ids=["deep", "capitals", "other ends", "formatting", "odd quotes", "tag in a tag", "long"],
)
def test_html_that_could_be_endless_is_not_parsed(html: str) -> None:
    assert is_too_complex(html)
