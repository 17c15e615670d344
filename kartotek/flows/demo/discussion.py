"""What the colleagues write to each other about the work: notes with a form, and comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from kartotek.flows.demo.acts import Act, act
from kartotek.flows.demo.moments import moment
from kartotek.flows.demo.world import World
from kartotek.flows.written_changes import create_comment, create_note


@dataclass(frozen=True)
class Said:
    """A comment: when, by whom, and what; `{mert}` mentions Mert."""

    at: str
    owner: str
    html: str


@dataclass(frozen=True)
class Page:
    """A note with a form on an item or person, and what is said of it."""

    at: str
    owner: str
    item: str
    html: str
    person: str = ""
    comments: tuple[Said, ...] = ()


PAGES = (
    Page(
        "-2 15:40",
        "elif",
        "rooms",
        "<h3>What the hotel decided</h3><ul><li>One price for <b>rooms and corridors</b></li>"
        "<li>Drivers that are silent at 20 %</li><li>Delivery in two lots</li></ul>"
        "<p>{mert}, can you check the drivers with the workshop?</p>",
        "zeynep",
        (
            Said("-2 17:05", "mert", "<p>The new ones are silent. The old stock is not.</p>"),
            Said("-1 09:20", "deniz", "<p>Then no old stock for this one. {elif}, please say so"
                 " in the quote.</p>"),
        ),
    ),
    Page(
        "-1 16:10",
        "mert",
        "tower",
        "<p>Burak asks for a mock-up of <i>one whole floor</i>.</p><blockquote><p>Without it the"
        " tenant will not sign.</p></blockquote><p>{elif}, is the budget yours to decide?</p>",
        "burak",
    ),
    Page(
        "-1 11:30",
        "deniz",
        "lobby",
        "<p>The board wants to see <b>two</b> finishes. {elif}, {mert}: who takes the samples?</p>",
        "",
        (Said("-1 12:15", "mert", "<p>I drive past on Thursday anyway.</p>"),),
    ),
)  # fmt: skip


def acts(at: datetime) -> Iterator[Act]:
    """Yield what is written; `at` is when the company is loaded."""
    for page in PAGES:
        yield act(moment(page.at, at), _write, page)


def _write(world: World, at: datetime, page: Page) -> None:
    note = create_note(
        by=world.owner(page.owner),
        at=at,
        html=_named(world, page.html),
        **world.on(page.item, page.person),
    )
    for said in page.comments:
        create_comment(
            note_id=note.pk,
            by=world.owner(said.owner),
            at=moment(said.at, world.at),
            html=_named(world, said.html),
        )


def _named(world: World, html: str) -> str:
    """Return HTML in which the colleagues in braces are mentioned."""
    for key, one in world.users.items():
        mention = f'<span data-mention="{one.user_id}">@{escape(one.name)}</span>'
        html = html.replace(f"{{{key}}}", mention)
    return html
