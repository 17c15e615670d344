"""A reply without references is placed by what it quotes, or by subject and people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.mail.rules.threading import (
    PARENT_TABLE,
    QUOTE_REACH,
    SUBJECT_REACH,
    Ground,
    Parent,
    choose_parent,
    looks_like_reply,
)
from tests.mail.rules.reply_facts import DANIEL, LINES, NOW, SUBJECT, YESTERDAY, parent, reply

TWO = frozenset({0, 1})
FOUR = frozenset(range(4))
OTHER = {"base_subject": "another matter altogether"}


def code(reply_more: dict[str, Any], *parents: Parent) -> str:
    return choose_parent(reply(**reply_more), parents).code


def test_the_headers_answer_first() -> None:
    for ground in (Ground.REFERENCES, Ground.THREAD_INDEX):
        decision = choose_parent(reply(ground=ground, quoted_lines=LINES), [parent()])

        assert (decision.code, decision.outcome) == (ground, None)


@pytest.mark.parametrize(
    ("reply_more", "parent_more"),
    [
        pytest.param({"quoted_lines": LINES}, {"own_lines": TWO}, id="two lines, a fifth of all"),
        pytest.param(
            {"quoted_lines": LINES, "parties": frozenset({DANIEL})},
            {"own_lines": TWO},
            id="two lines, though the people changed",
        ),
        pytest.param(
            {"quoted_lines": frozenset(range(90)), **OTHER},
            {"own_lines": FOUR},
            id="four lines of many under another subject, with the same people",
        ),
        pytest.param(
            {"quoted_lines": LINES, "names_parents": True},
            {"own_lines": TWO},
            id="the parents it names are not here",
        ),
        pytest.param(
            {"quoted_lines": LINES, "is_automated": True},
            {"own_lines": TWO},
            id="a machine quotes",
        ),
        pytest.param(
            {"quoted_lines": LINES},
            {"own_lines": TWO, "at": NOW - QUOTE_REACH},
            id="a year later",
        ),
        pytest.param(
            {"quoted_lines": LINES},
            {"own_lines": TWO, "at": NOW + timedelta(hours=3)},
            id="a clock is wrong",
        ),
    ],
)
def test_quoted_lines_prove_the_parent(
    reply_more: dict[str, Any], parent_more: dict[str, Any]
) -> None:
    decision = choose_parent(reply(**reply_more), [parent(**parent_more)])

    assert (decision.code, decision.outcome) == (Ground.QUOTED_LINES, 2)


NO_PARTY_IN_COMMON = {"parties": frozenset({DANIEL})}


@pytest.mark.parametrize(
    ("reply_more", "parent_more"),
    [
        pytest.param({"quoted_lines": LINES}, {"own_lines": frozenset({0})}, id="one line"),
        pytest.param(
            {"quoted_lines": frozenset(range(11))}, {"own_lines": TWO}, id="less than a fifth"
        ),
        pytest.param(
            {"quoted_lines": LINES, **OTHER},
            {"own_lines": frozenset(range(3))},
            id="three lines under another subject",
        ),
        pytest.param(
            {"quoted_lines": LINES, **OTHER},
            {"own_lines": FOUR},
            id="four lines under another subject among other people",
        ),
        pytest.param(
            {"quoted_lines": LINES, "base_subject": ""},
            {"own_lines": TWO, "base_subject": ""},
            id="two lines and no subject at all",
        ),
        pytest.param(
            {"quoted_lines": LINES},
            {"own_lines": TWO, "at": NOW - QUOTE_REACH - timedelta(days=1)},
            id="more than a year later",
        ),
        pytest.param(
            {"quoted_lines": LINES},
            {"own_lines": TWO, "at": NOW + timedelta(days=2)},
            id="written before what it quotes",
        ),
        pytest.param(
            {"quoted_lines": LINES, "ambiguous_lines": frozenset({1})},
            {"own_lines": TWO},
            id="one of two lines stands in other conversations",
        ),
        pytest.param(
            {"quoted_lines": LINES, "looks_like_reply": False},
            {"own_lines": TWO},
            id="no reply",
        ),
        pytest.param(
            {"quoted_lines": LINES, "is_forwarded_to_bcc": True},
            {"own_lines": LINES},
            id="forwarded to Smart Bcc",
        ),
        pytest.param(
            {"quoted_lines": LINES, "conversation": 2}, {"own_lines": LINES}, id="its own lines"
        ),
    ],
)
def test_lines_that_prove_too_little_leave_a_reply_by_itself(
    reply_more: dict[str, Any], parent_more: dict[str, Any]
) -> None:
    asked = reply(**({"parties": frozenset({"somebody@else.example"})} | reply_more))
    decision = choose_parent(asked, [parent(**(NO_PARTY_IN_COMMON | parent_more))])

    assert (decision.code, decision.outcome) == (Ground.NEW, None)


def test_a_footer_written_in_two_conversations_never_votes() -> None:
    parents = [parent(own_lines=TWO), parent(conversation=3, own_lines=TWO)]
    strangers = [replace(one, parties=frozenset({DANIEL})) for one in parents]

    assert code({"quoted_lines": LINES}, *strangers) == Ground.NEW


def test_a_line_written_twice_in_one_conversation_still_votes() -> None:
    parents = [parent(own_lines=TWO), parent(own_lines=TWO, at=NOW)]

    assert code({"quoted_lines": LINES}, *parents) == Ground.QUOTED_LINES


def test_the_lines_of_all_mails_of_a_conversation_count_together() -> None:
    parents = [parent(own_lines=frozenset({0})), parent(own_lines=frozenset({1}), at=NOW)]

    assert code({"quoted_lines": LINES}, *parents) == Ground.QUOTED_LINES


def test_the_conversation_with_the_most_lines_wins() -> None:
    parents = [
        parent(conversation=2, own_lines=frozenset({0, 1}), at=NOW),
        parent(conversation=3, own_lines=frozenset({2, 3, 4})),
    ]

    assert choose_parent(reply(quoted_lines=LINES), parents).outcome == 3


def test_lines_win_over_the_subject() -> None:
    parents = [
        parent(conversation=2, at=NOW),
        parent(conversation=3, own_lines=LINES, at=NOW - timedelta(days=300)),
    ]

    assert choose_parent(reply(quoted_lines=LINES), parents).outcome == 3


@pytest.mark.parametrize("days", [0, 1, 45])
def test_subject_and_people_prove_a_recent_parent(days: int) -> None:
    decision = choose_parent(reply(), [parent(at=NOW - timedelta(days=days))])

    assert (decision.code, decision.outcome) == (Ground.SUBJECT_AND_PARTIES, 2)


@pytest.mark.parametrize(
    ("reply_more", "parent_more"),
    [
        pytest.param({}, {"at": NOW - SUBJECT_REACH - timedelta(hours=1)}, id="too long ago"),
        pytest.param({}, {"parties": frozenset({DANIEL})}, id="the subject alone"),
        pytest.param({"parties": frozenset()}, {}, id="only the owner and his company in common"),
        pytest.param({}, OTHER, id="the people alone"),
        pytest.param({"is_automated": True}, {}, id="a machine repeats its subject"),
        pytest.param({"names_parents": True}, {}, id="it names other parents"),
        pytest.param({"looks_like_reply": False}, {}, id="no reply"),
        pytest.param({"is_forwarded_to_bcc": True}, {}, id="forwarded to Smart Bcc"),
        pytest.param(
            {"base_subject": "fiyat teklifi"}, {"base_subject": "fiyat teklifi"}, id="commonplace"
        ),
    ],
)
def test_a_subject_that_proves_too_little_leaves_a_reply_by_itself(
    reply_more: dict[str, Any], parent_more: dict[str, Any]
) -> None:
    assert code(reply_more, parent(**parent_more)) == Ground.NEW


def test_subject_people_and_time_must_come_together_in_one_mail() -> None:
    parents = [
        parent(parties=frozenset({DANIEL})),
        parent(base_subject="another matter altogether"),
        parent(at=NOW - timedelta(days=60)),
    ]

    assert code({}, *parents) == Ground.NEW


def test_of_two_conversations_under_one_subject_the_nearer_in_time_wins() -> None:
    parents = [
        parent(conversation=2, at=NOW - timedelta(days=30)),
        parent(conversation=3, at=NOW - timedelta(days=2)),
    ]

    assert choose_parent(reply(), parents).outcome == 3


def test_of_two_equal_conversations_the_older_number_wins() -> None:
    parents = [parent(conversation=3), parent(conversation=2)]

    assert choose_parent(reply(), parents).outcome == 2


def test_a_mail_nothing_resembles_opens_a_conversation() -> None:
    assert code({}) == Ground.NEW


@pytest.mark.parametrize(
    ("is_reply_subject", "has_attribution", "quoted_line_count", "is_reply"),
    [
        (True, False, 0, True),
        (False, True, 0, True),
        (False, False, 1, True),
        (False, False, 0, False),
    ],
)
def test_a_reply_is_known_by_prefix_attribution_or_quotation(
    *, is_reply_subject: bool, has_attribution: bool, quoted_line_count: int, is_reply: bool
) -> None:
    seen = looks_like_reply(
        is_reply_subject=is_reply_subject,
        has_attribution=has_attribution,
        quoted_line_count=quoted_line_count,
    )

    assert seen is is_reply


def test_every_row_of_the_table_has_the_name_of_a_ground() -> None:
    assert [row.code for row in PARENT_TABLE] == list(Ground)


parents = st.builds(
    Parent,
    at=st.integers(-60, 2).map(lambda days: NOW + timedelta(days=days)),
    conversation=st.integers(1, 4),
    base_subject=st.sampled_from([SUBJECT, "", "another matter altogether"]),
    parties=st.frozensets(st.sampled_from(["a@x.example", "b@x.example"])),
    own_lines=st.frozensets(st.integers(0, 9)),
)
replies = st.builds(
    reply,
    quoted_lines=st.frozensets(st.integers(0, 9)),
    parties=st.frozensets(st.sampled_from(["a@x.example", "b@x.example"])),
    base_subject=st.sampled_from([SUBJECT, "", "offer"]),
    is_automated=st.booleans(),
    names_parents=st.booleans(),
)


@given(replies, st.lists(parents, max_size=6), st.randoms())
def test_the_order_in_which_parents_are_found_changes_nothing(
    asked: Any, found: list[Parent], chance: object
) -> None:
    before = choose_parent(asked, found)
    chance.shuffle(found)  # type: ignore[attr-defined]

    assert choose_parent(asked, found) == before


@given(replies, st.lists(parents, max_size=6))
def test_nothing_is_ever_joined_on_its_subject_alone(asked: Any, found: list[Parent]) -> None:
    decision = choose_parent(asked, found)

    if decision.outcome is not None:
        chosen = [one for one in found if one.conversation == decision.outcome]
        assert any(
            one.parties & asked.parties or one.own_lines & asked.quoted_lines for one in chosen
        )


def test_yesterday_is_within_reach() -> None:
    """The facts these tests start from."""
    assert timedelta(0) < NOW - YESTERDAY < SUBJECT_REACH
