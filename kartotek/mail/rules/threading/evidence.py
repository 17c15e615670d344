"""What speaks for each conversation as the one a reply continues.

messages that may be the parent -> by conversation -> how many quoted lines, which subject, who
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kartotek.mail.rules.threading.grounds import Ground
from kartotek.mail.rules.threading.subjects import is_generic_subject

QUOTE_REACH: Final = timedelta(days=365)
SUBJECT_REACH: Final = timedelta(days=45)
CLOCK_SKEW: Final = timedelta(days=1)
"""A reply may be dated so much before what it answers, because clocks are wrong."""

FEW_HITS: Final = 2
MANY_HITS: Final = 4
MIN_COVERAGE: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFacts:
    """A message whose parent is looked for.

    Args:
        ground: what `join` found for it.
        conversation: where it lies, alone or with its answers; never its own parent.
        base_subject: without prefixes of replies and forwards, folded.
        parties: everybody on it except the owner, his company and addresses of lists.
        quoted_lines: fingerprints of the lines it quotes.
        ambiguous_lines: those of them known to be written in more than one conversation.
        names_parents: it has references, though none of them led anywhere.
    """

    at: datetime
    ground: Ground = Ground.NEW
    conversation: int | None = None
    base_subject: str = ""
    parties: frozenset[str] = frozenset()
    quoted_lines: frozenset[int] = frozenset()
    ambiguous_lines: frozenset[int] = frozenset()
    looks_like_reply: bool = False
    names_parents: bool = False
    is_automated: bool = False
    is_forwarded_to_bcc: bool = False

    @property
    def may_guess(self) -> bool:
        """Whether anything but headers may be asked (row 60 of the linking rules)."""
        return self.looks_like_reply and not self.is_forwarded_to_bcc

    @property
    def may_ask_subject(self) -> bool:
        """Whether the subject may be asked.

        Machines repeat their subjects. And a mail that names its parents comes from a program
        that keeps references: if they are not here, other mails under its subject are not it.
        """
        telling = not is_generic_subject(self.base_subject)
        return self.may_guess and telling and not self.is_automated and not self.names_parents


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A message that may be the parent.

    Args:
        conversation: where it lies.
        base_subject: without prefixes of replies and forwards, folded.
        parties: everybody on it except the owner, his company and addresses of lists.
        own_lines: fingerprints of lines its sender wrote; those the reply quotes are enough.
    """

    at: datetime
    conversation: int
    base_subject: str = ""
    parties: frozenset[str] = frozenset()
    own_lines: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """How well a conversation fits.

    Args:
        hits: lines the reply quotes that were written there and nowhere else.
        coverage: their share of all lines the reply quotes, 0 to 1.
        is_on_subject: one message has the same subject, a party in common, and is recent.
        age: how far the nearest message is from the reply in time.
    """

    conversation: int
    hits: int
    coverage: float
    has_same_subject: bool
    has_shared_party: bool
    is_on_subject: bool
    age: timedelta

    @property
    def is_quoted(self) -> bool:
        """Whether the quoted lines alone prove it."""
        some = self.hits >= FEW_HITS and self.coverage >= MIN_COVERAGE and self.has_same_subject
        return some or (self.hits >= MANY_HITS and self.has_shared_party)

    @property
    def rank(self) -> tuple[int, bool, bool, timedelta, int]:
        """What the best match has most of; among equals the nearest in time, then the oldest."""
        shared = (self.has_same_subject, self.has_shared_party)
        return (self.hits, *shared, -self.age, -self.conversation)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reply, and the conversation that fits it best on either ground."""

    reply: ReplyFacts
    quoted: Match | None
    on_subject: Match | None


def evidence_for(reply: ReplyFacts, parents: Sequence[Parent]) -> Evidence:
    """Return what speaks for the conversations a reply may continue."""
    others = [parent for parent in parents if parent.conversation != reply.conversation]
    lines = _telling_lines(reply, others)
    by_conversation: dict[int, list[Parent]] = {}
    for parent in others:
        if -CLOCK_SKEW <= reply.at - parent.at <= QUOTE_REACH:
            by_conversation.setdefault(parent.conversation, []).append(parent)
    matches = [_match(reply, found, lines) for found in by_conversation.values()]
    return Evidence(
        reply,
        _best([match for match in matches if match.is_quoted]),
        _best([match for match in matches if match.is_on_subject]),
    )


def _best(matches: list[Match]) -> Match | None:
    """Return the match that fits best, if there is any."""
    return max(matches, key=lambda match: match.rank, default=None)


def _telling_lines(reply: ReplyFacts, parents: Sequence[Parent]) -> frozenset[int]:
    """Return the quoted lines that were written in one conversation only.

    A signature or a footer is written in many, and says nothing about where a reply belongs.
    """
    written = {(parent.conversation, line) for parent in parents for line in parent.own_lines}
    times = Counter(line for _, line in written)
    candidates = reply.quoted_lines - reply.ambiguous_lines
    return frozenset(line for line in candidates if times[line] == 1)


def _match(reply: ReplyFacts, parents: Sequence[Parent], lines: frozenset[int]) -> Match:
    """Return how well the messages of one conversation fit."""
    hits = len({line for parent in parents for line in parent.own_lines} & lines)
    return Match(
        conversation=parents[0].conversation,
        hits=hits,
        coverage=hits / max(len(reply.quoted_lines), 1),
        has_same_subject=any(_has_same_subject(reply, parent) for parent in parents),
        has_shared_party=any(reply.parties & parent.parties for parent in parents),
        is_on_subject=any(_is_on_subject(reply, parent) for parent in parents),
        age=min(abs(reply.at - parent.at) for parent in parents),
    )


def _has_same_subject(reply: ReplyFacts, parent: Parent) -> bool:
    """Whether both have the same subject, and one at all."""
    return bool(reply.base_subject) and reply.base_subject == parent.base_subject


def _is_on_subject(reply: ReplyFacts, parent: Parent) -> bool:
    """Whether a message has the same subject, a party in common, and is recent enough."""
    is_recent = abs(reply.at - parent.at) <= SUBJECT_REACH
    return is_recent and _has_same_subject(reply, parent) and bool(reply.parties & parent.parties)
