"""What may be suggested for a conversation, and how well it fits.

Source: engineering/MAIL.md section 5. The weights are those that `bin/bench suggestions` does best
with on the half it does not measure; they only order suggestions and never link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log, sqrt
from typing import Final

from kartotek.lib.text import tokens
from kartotek.linking.rules.items import ItemRef, ItemState, Via

RECENCY_WEIGHT: Final = 1.0
PARTIES_WEIGHT: Final = 4.0
TITLE_WORDS_WEIGHT: Final = 2.5
TEXT_WORDS_WEIGHT: Final = 4.0
CLOSENESS_WEIGHT: Final = 10.0

MIN_WORD_CHARS: Final = 3
_SPELLED: Final = re.compile(r"[^\W_]+")
CLOSED_REACH: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """An item that may be suggested; only what the user may see is ever one.

    Args:
        via: how it was reached from the parties; None when it was not.
        person_id: the party through whom it was reached.
        person_name: that person's name, to be shown.
        person_ids: everybody on the item.
        text: what was written about it lately: subjects and notes.
        active_at: when something last happened on it.
        touched_at: when this user last did something with it.
        is_named: a plus-address names it, or its number stands in the subject.
        is_answered: the conversation that is answered or forwarded is linked to it.
    """

    item: ItemRef
    title: str
    state: ItemState
    created_at: datetime
    active_at: datetime
    via: Via | None = None
    person_id: int | None = None
    person_name: str = ""
    person_ids: frozenset[int] = frozenset()
    text: str = ""
    closed_at: datetime | None = None
    touched_at: datetime | None = None
    is_named: bool = False
    is_answered: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is open now."""
        return self.state is ItemState.OPEN

    @property
    def is_of_party(self) -> bool:
        """Whether a party is on it, as its first person or a further one."""
        return self.via in {Via.PERSON, Via.PARTICIPANT}

    def was_closed_lately(self, at: datetime) -> bool:
        """Whether it was closed within the last CLOSED_REACH and is not in the bin."""
        if self.is_open or self.state is ItemState.DELETED or self.closed_at is None:
            return False
        return at - self.closed_at <= CLOSED_REACH


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionFacts:
    """A conversation that looks for its item.

    Args:
        at: now.
        person_ids: the contacts among its external parties.
        text: its subject and what was written in it, quotations left out.
    """

    at: datetime
    person_ids: frozenset[int] = frozenset()
    text: str = ""
    prospects: tuple[Prospect, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an item fits, by five signals, each but the first from 0 to 1.

    `text_words` is how much of what is written stands in the item's text; `closeness` how alike
    the two are, so that an item about which much was written is not nearer for that alone.
    """

    recency: float
    parties: float
    title_words: float
    text_words: float
    closeness: float

    @property
    def score(self) -> float:
        """The signals, weighted; the greater the better."""
        return (
            RECENCY_WEIGHT * self.recency
            + PARTIES_WEIGHT * self.parties
            + TITLE_WORDS_WEIGHT * self.title_words
            + TEXT_WORDS_WEIGHT * self.text_words
            + CLOSENESS_WEIGHT * self.closeness
        )


class Vocabulary:
    """How much each word tells one item from another: rare words among them tell more."""

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        """Count in how many of the texts, each a set of words, each word stands."""
        sets = list(texts)
        self._total = len(sets)
        self._counts = Counter(word for words in sets for word in words)

    def known(self, words: frozenset[str]) -> frozenset[str]:
        """Return those of the words that stand in any of the texts."""
        return frozenset(word for word in words if word in self._counts)

    def share(self, words: frozenset[str], found: frozenset[str]) -> float:
        """Return the share of words that were found, each weighted by how much it tells."""
        # Summed in order: adding floats in another order may change the last digit of a score.
        whole = sum(self._weight(word) for word in sorted(words))
        return sum(self._weight(word) for word in sorted(words & found)) / whole if whole else 0.0

    def closeness(self, words: frozenset[str], found: frozenset[str]) -> float:
        """Return how alike two sets of words are: the cosine of their weights."""
        sizes = self._square(words) * self._square(found)
        return self._square(words & found) / sqrt(sizes) if sizes else 0.0

    def _square(self, words: frozenset[str]) -> float:
        return sum(self._weight(word) ** 2 for word in sorted(words))

    def _weight(self, word: str) -> float:
        """Return the inverse document frequency of a word."""
        return log((self._total + 1) / max(self._counts[word], 1))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that can tell anything, folded: three letters, or a number."""
    return frozenset(word for word in tokens(text) if len(word) >= MIN_WORD_CHARS or word.isdigit())


def shared_words(title: str, words: frozenset[str]) -> str:
    """Return the words of a title that stand in a text as well, as the title spells them."""
    return " ".join(one for one in _SPELLED.findall(title) if words_of(one) & words)


def fits(facts: SuggestionFacts) -> dict[ItemRef, Fit]:
    """Return how well each prospect fits the conversation."""
    of_title = {one.item: words_of(one.title) for one in facts.prospects}
    of_text = {one.item: words_of(one.text) for one in facts.prospects}
    titles, texts = Vocabulary(of_title.values()), Vocabulary(of_text.values())
    words = words_of(facts.text)
    known = texts.known(words)
    return {
        one.item: Fit(
            recency=recency(one.active_at, facts.at),
            parties=_overlap(one.person_ids, facts.person_ids),
            title_words=titles.share(of_title[one.item], words),
            text_words=texts.share(known, of_text[one.item]),
            closeness=texts.closeness(known, of_text[one.item]),
        )
        for one in facts.prospects
    }


def recency(moment: datetime, at: datetime) -> float:
    """Return how recent a moment is: 0 for now, falling with the logarithm of the hours since."""
    return -log(1 + max((at - moment).total_seconds(), 0.0) / 3600)


def _overlap(ours: frozenset[int], theirs: frozenset[int]) -> float:
    """Return the share of people two sides have in common (Jaccard index), 0 without people."""
    everybody = ours | theirs
    return len(ours & theirs) / len(everybody) if everybody else 0.0
