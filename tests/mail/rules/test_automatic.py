"""People and machines, told apart by the headers."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.mail.models.message import Kind as Stored
from kartotek.mail.rules.automatic import (
    KIND_TABLE,
    AutomaticFacts,
    Kind,
    classify,
    is_automated,
)

CASES: tuple[tuple[str, dict[str, Any], str, Kind], ...] = (
    ("a mail of a person", {}, "PERSON", Kind.PERSON),
    ("said not to be automatic", {"auto_submitted": "no"}, "PERSON", Kind.PERSON),
    (
        "a mail system reports a failure",
        {"content_type": "multipart/report", "report_type": "delivery-status"},
        "REPORT",
        Kind.BOUNCE,
    ),
    (
        "a complaint is reported back",
        {"content_type": "multipart/report", "report_type": "feedback-report"},
        "REPORT",
        Kind.BOUNCE,
    ),
    (
        "a receipt",
        {"content_type": "Multipart/Report", "report_type": "Disposition-Notification"},
        "RECEIPT",
        Kind.AUTO_REPLY,
    ),
    ("the daemon", {"sender_key": "mailer-daemon@mx.example"}, "DAEMON", Kind.BOUNCE),
    (
        "the postmaster's program",
        {"sender_key": "postmaster@mx.example", "return_path": "<>"},
        "DAEMON",
        Kind.BOUNCE,
    ),
    (
        "the postmaster in person",
        {"sender_key": "postmaster@mx.example"},
        "PERSON",
        Kind.PERSON,
    ),
    (
        "an invitation was accepted",
        {"has_calendar_method": True, "calendar_method": "REPLY"},
        "CALENDAR_NOTICE",
        Kind.CALENDAR,
    ),
    (
        "a meeting was cancelled",
        {"has_calendar_method": True, "calendar_method": "CANCEL"},
        "CALENDAR_NOTICE",
        Kind.CALENDAR,
    ),
    (
        "a calendar message of which more is not known",
        {"has_calendar_method": True},
        "CALENDAR_NOTICE",
        Kind.CALENDAR,
    ),
    (
        "somebody invites to a meeting",
        {"has_calendar_method": True, "calendar_method": "REQUEST"},
        "PERSON",
        Kind.PERSON,
    ),
    (
        "a calendar program invites in somebody's name",
        {"calendar_method": "REQUEST", "auto_submitted": "auto-generated"},
        "CALENDAR_NOTICE",
        Kind.CALENDAR,
    ),
    (
        "somebody is away",
        {"auto_submitted": "auto-replied (vacation)"},
        "AUTO_REPLIED",
        Kind.AUTO_REPLY,
    ),
    (
        "somebody is away, with parameters",
        {"auto_submitted": "Auto-Replied; owner-email=a@x.example"},
        "AUTO_REPLIED",
        Kind.AUTO_REPLY,
    ),
    ("an old autoresponder", {"precedence": "auto_reply"}, "AUTO_REPLIED", Kind.AUTO_REPLY),
    ("a mailing list", {"list_id": "<usrp.lists.example>"}, "LIST", Kind.LIST),
    ("an old mailing list", {"precedence": "List"}, "LIST", Kind.LIST),
    (
        "a notification",
        {"auto_submitted": "auto-generated"},
        "AUTO_GENERATED",
        Kind.BULK,
    ),
    ("a newsletter", {"precedence": " Bulk "}, "BULK", Kind.BULK),
    ("junk by its own word", {"precedence": "junk"}, "BULK", Kind.BULK),
    (
        "a program that wants no answers",
        {"x_auto_response_suppress": "DR, OOF, AutoReply"},
        "SUPPRESSES_ANSWERS",
        Kind.BULK,
    ),
    (
        "a person who wants no receipts",
        {"x_auto_response_suppress": "DR, RN, NRN"},
        "PERSON",
        Kind.PERSON,
    ),
    ("nothing can come back", {"return_path": "<>"}, "NULL_SENDER", Kind.AUTO_REPLY),
    ("no return path was kept", {"return_path": ""}, "PERSON", Kind.PERSON),
    ("a salesperson's tool adds a way out", {"list_unsubscribe": True}, "PERSON", Kind.PERSON),
    ("an urgent mail", {"precedence": "first-class"}, "PERSON", Kind.PERSON),
    (
        "a form on a website",
        {"sender_key": "noreply@forms.example"},
        "PERSON",
        Kind.PERSON,
    ),
)


@pytest.mark.parametrize(
    ("more", "code", "kind"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_mail_is_told_by_its_headers(more: dict[str, Any], code: str, kind: Kind) -> None:
    decision = classify(AutomaticFacts(**more))

    assert (decision.code, decision.outcome) == (code, kind)


def test_every_row_of_the_table_is_reached() -> None:
    assert {case[2] for case in CASES} == {row.code for row in KIND_TABLE}


def test_only_mail_of_persons_may_start_a_link() -> None:
    assert [kind for kind in Kind if not is_automated(kind)] == [Kind.PERSON]


def test_the_kinds_are_those_that_are_stored() -> None:
    assert {kind.value for kind in Kind} == set(Stored.values)
