"""The help page about linking says what the rules say."""

from __future__ import annotations

from django.test import Client
from django.utils.html import escape

from kartotek.linking.rules import LINK_TABLE, REASONS, Code
from kartotek.web.help.linking import BESIDE, OUTCOMES, grounds


def test_every_row_of_the_table_is_on_the_page(client: Client, elif_: object) -> None:
    client.force_login(elif_)  # type: ignore[arg-type]

    page = client.get("/help/linking/").content.decode()

    for row in LINK_TABLE:
        assert f'id="{row.code}"' in page
        assert str(escape(row.sentence)) in page


def test_every_reason_has_its_place() -> None:
    assert {Code(row.code) for row in LINK_TABLE} | set(BESIDE) == set(REASONS)


def test_every_outcome_has_words() -> None:
    assert {row.outcome for row in LINK_TABLE} <= OUTCOMES.keys()


def test_grounds_name_an_example_and_no_placeholder() -> None:
    told = grounds()

    assert told[0] == "Named in the address or the subject"
    assert not any("%(" in one for one in told)
