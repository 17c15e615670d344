"""The conversation of a reply whose mail program left out every reference.

Only what the headers could not place is looked at, and only if it looks like a reply. Lines it
quotes prove more than its subject does, and a subject alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kartotek.lib.decisions import Decision, Row, decide, otherwise
from kartotek.mail.rules.threading.evidence import Evidence, Parent, ReplyFacts, evidence_for
from kartotek.mail.rules.threading.grounds import Ground

PARENT_TABLE: Final[tuple[Row[Evidence, Ground], ...]] = (
    Row(
        Ground.REFERENCES,
        lambda e: e.reply.ground is Ground.REFERENCES,
        Ground.REFERENCES,
        "It names a message of this conversation, or one that others in it name.",
    ),
    Row(
        Ground.THREAD_INDEX,
        lambda e: e.reply.ground is Ground.THREAD_INDEX,
        Ground.THREAD_INDEX,
        "It carries the mark of this Outlook conversation and has the same subject.",
    ),
    Row(
        Ground.QUOTED_LINES,
        lambda e: e.reply.may_guess and e.quoted is not None,
        Ground.QUOTED_LINES,
        "It quotes lines that were written in this conversation and nowhere else.",
    ),
    Row(
        Ground.SUBJECT_AND_PARTIES,
        lambda e: e.reply.may_ask_subject and e.on_subject is not None,
        Ground.SUBJECT_AND_PARTIES,
        "It answers under the same telling subject, among the same people, within 45 days.",
    ),
    Row(Ground.NEW, otherwise, Ground.NEW, "Nothing ties it to another message."),
)


def looks_like_reply(
    *, is_reply_subject: bool, has_attribution: bool, quoted_line_count: int
) -> bool:
    """Whether a mail looks like an answer, though it may name nothing that it answers."""
    return is_reply_subject or has_attribution or quoted_line_count > 0


def choose_parent(reply: ReplyFacts, parents: Sequence[Parent]) -> Decision[int | None]:
    """Decide which conversation a reply continues; None leaves it where it lies.

    Args:
        reply: the message.
        parents: every message whose own lines the reply quotes, and the last 40 of its subject.
    """
    evidence = evidence_for(reply, parents)
    decided = decide(PARENT_TABLE, evidence)
    best = {
        Ground.QUOTED_LINES: evidence.quoted,
        Ground.SUBJECT_AND_PARTIES: evidence.on_subject,
    }.get(decided.outcome)
    return Decision(decided.code, best.conversation if best else None, decided.sentence)
