"""How often the item that is meant is suggested first, and among the first three.

bin/bench suggestions [PATH.mbox ...]

Nobody gives away mail whose deals are known, so stand-ins are measured (engineering/MAIL.md
section 5): deals made up by a seed, and, where mbox files are named, the conversations of real
mail as items, with the headers that tell them and the subject of the mail hidden.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kartotek.linking.rules import (
    ItemKind,
    ItemRef,
    ItemState,
    Prospect,
    SuggestionFacts,
    Via,
    rank,
)

REACH = timedelta(days=60)
FIRST, AMONG_THREE = 0.90, 0.98
FRESH = timedelta(hours=24)


@dataclass
class Item:
    """A conversation or deal that mail belongs to, as far as it is known at some moment."""

    ref: ItemRef
    title: str
    created_at: datetime
    active_at: datetime
    first_person: int
    people: set[int] = field(default_factory=set)
    subjects: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def prospect(self, sender: int) -> Prospect:
        """Return it as it may be suggested for a mail of somebody who is on it."""
        is_first = self.first_person == sender
        return Prospect(
            item=self.ref,
            title=self.title,
            state=ItemState.OPEN,
            created_at=self.created_at,
            active_at=self.active_at,
            via=Via.PERSON if is_first else Via.PARTICIPANT,
            person_id=sender,
            person_ids=frozenset(self.people),
            text="\n".join([*self.subjects, *(text[:2_000] for text in self.texts)]),
        )


@dataclass(frozen=True)
class Case:
    """A mail, what might be meant, and what is."""

    facts: SuggestionFacts
    truth: ItemRef


@dataclass
class Score:
    """How often the truth came first, and among the first three."""

    count: int = 0
    first: int = 0
    among_three: int = 0
    reciprocal: float = 0.0
    candidates: int = 0
    by_chance: float = 0.0

    def add(self, case: Case) -> None:
        """Rank one case."""
        ranked = [one.item for one in rank(case.facts)]
        place = ranked.index(case.truth) + 1 if case.truth in ranked else 0
        self.count += 1
        self.first += place == 1
        self.among_three += 1 <= place <= 3
        self.reciprocal += 1 / place if place else 0
        self.candidates += len(case.facts.prospects)
        self.by_chance += 1 / len(case.facts.prospects)

    def line(self, label: str) -> str:
        """Return the score as a line of a table."""
        n = max(self.count, 1)
        return (
            f"{label:34}{self.count:7}{self.candidates / n:7.1f}{self.by_chance / n:8.3f}"
            f"{self.first / n:8.3f}{self.among_three / n:8.3f}{self.reciprocal / n:8.3f}"
        )

    @property
    def is_met(self) -> bool:
        """Whether both marks are reached."""
        return self.first >= FIRST * self.count and self.among_three >= AMONG_THREE * self.count


def main(paths: Sequence[str]) -> int:
    """Measure, and print what was found."""
    print(f"{'':34}{'mails':>7}{'items':>7}{'chance':>8}{'hit@1':>8}{'hit@3':>8}{'MRR':>8}")
    is_met = _show("made-up deals", made_up(random.Random(2026)))
    for path in map(Path, paths):
        cases = list(conversations_of(path))
        # The first half in time is what the weights were chosen on.
        _show(path.stem[:32], cases[len(cases) // 2 :])
    reached = "reached" if is_met else "NOT reached"
    print(f"marks for made-up deals: hit@1 {FIRST}, hit@3 {AMONG_THREE}: {reached}")
    return 0 if is_met else 1


def _show(label: str, cases: Iterable[Case]) -> bool:
    found, blunt = Score(), Score()
    for case in cases:
        found.add(case)
        blunt.add(without_recency(case))
    print(found.line(label))
    print(blunt.line("  last activity hidden"))
    return found.is_met


def without_recency(case: Case) -> Case:
    """Return a case in which nothing tells what was active last."""
    at = case.facts.at - FRESH
    same = tuple(replace(one, active_at=at) for one in case.facts.prospects)
    return Case(replace(case.facts, prospects=same), case.truth)


# --- deals that were made up -------------------------------------------------

SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu", "dan", "fer", "gol", "han")
COMPANIES, COLLEAGUES, DAYS = 30, 5, 240


def made_up(chance: random.Random) -> Iterator[Case]:
    """Yield first mails of new conversations about deals of contacts who have two to five.

    Titles come from other words than mails; a title's word is in one mail of four. A deal lives
    30 to 90 days and is written about in bursts. Colleagues are on several deals of their firm.
    """
    firms = [_Firm(number, chance) for number in range(COMPANIES)]
    for firm in firms:
        yield from firm.cases()


class _Firm:
    """An organization with some people and their deals, and the mail about them."""

    def __init__(self, number: int, chance: random.Random) -> None:
        """Make its people, and two to five deals at a time for each contact."""
        self.chance = chance
        self.people = [number * 100 + n for n in range(COLLEAGUES)]
        self.deals: list[_Deal] = []
        start = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
        for contact in self.people[:2]:
            for _ in range(chance.randint(6, 12)):
                begins = start + timedelta(hours=chance.uniform(0, DAYS * 24))
                ref = ItemRef(ItemKind.DEAL, number * 1000 + len(self.deals) + 1)
                self.deals.append(_Deal(ref, begins, contact, self.people, chance))

    def cases(self) -> Iterator[Case]:
        """Yield each mail in its time, with the deals its sender was on then."""
        mails = sorted(
            ((at, place) for place, deal in enumerate(self.deals) for at in deal.moments),
            key=lambda one: one[0],
        )
        for at, place in mails:
            deal = self.deals[place]
            sender, people, text = deal.mail()
            open_now = [one for one in self.deals if one.is_open(at) and sender in one.item.people]
            if 2 <= len(open_now) <= 7 and deal in open_now:
                prospects = tuple(one.item.prospect(sender) for one in open_now)
                facts = SuggestionFacts(
                    at=at, person_ids=frozenset(people), text=text, prospects=prospects
                )
                yield Case(facts, deal.item.ref)
            deal.received(at, people, text)


class _Deal:
    """A deal, who is on it, what is written about it and when."""

    def __init__(
        self,
        ref: ItemRef,
        begins: datetime,
        contact: int,
        people: Sequence[int],
        chance: random.Random,
    ) -> None:
        """Make up a title, a subject matter, a circle of people and the moments of its mail."""
        self.chance = chance
        self.ends = begins + timedelta(days=chance.uniform(30, 90))
        self.matter = [_word(chance) for _ in range(30)]
        title = [_word(chance) for _ in range(chance.randint(2, 4))]
        others = chance.sample([one for one in people if one != contact], chance.randint(0, 2))
        self.circle = [contact, *others]
        self.item = Item(
            ref=ref,
            title=" ".join(title).title(),
            created_at=begins,
            active_at=begins,
            first_person=contact,
            people={contact, *others},
        )
        self.moments = list(self._moments(begins))

    def is_open(self, at: datetime) -> bool:
        """Return whether it is open at a moment."""
        return self.item.created_at <= at < self.ends

    def mail(self) -> tuple[int, list[int], str]:
        """Return who writes, who is on it, and what it says."""
        chance = self.chance
        sender = self.circle[0] if chance.random() < 0.8 else chance.choice(self.circle)
        copied = [one for one in self.circle if one != sender and chance.random() < 0.7]
        words = [chance.choice(self.matter) for _ in range(chance.randint(3, 12))]
        words += [_word(chance) for _ in range(chance.randint(10, 40))]
        if chance.random() < 0.25:
            words.append(chance.choice(self.item.title.split()))
        return sender, [sender, *copied], " ".join(words)

    def received(self, at: datetime, people: Iterable[int], text: str) -> None:
        """Take in a mail."""
        self.item.active_at = at
        self.item.texts = [text, *self.item.texts][:TEXTS]

    def _moments(self, begins: datetime) -> Iterator[datetime]:
        at = begins + timedelta(hours=1)
        while at < self.ends:
            for _ in range(self.chance.randint(1, 5)):
                yield at
                at += timedelta(hours=self.chance.expovariate(1 / 9))
            at += timedelta(days=self.chance.expovariate(1 / 9))


# As many as `linking/queries/suggestions.py` reads.
TEXTS = 6


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))


# --- conversations of real mail ----------------------------------------------


@dataclass(frozen=True)
class _Mail:
    """A mail of a file, as far as it counts here."""

    at: datetime
    sender: str
    people: frozenset[str]
    subject: str
    text: str
    nodes: tuple[str, ...]


def conversations_of(path: Path) -> Iterator[Case]:
    """Yield the answers of a file, with the conversations their sender took part in lately."""
    mails = sorted(_mails(path), key=lambda one: one.at)
    home = _Homes(mails)
    numbers: dict[str, int] = defaultdict(lambda: len(numbers) + 1)
    items: dict[str, Item] = {}
    of_person: dict[int, list[Item]] = defaultdict(list)
    for mail in mails:
        root = home(mail.nodes[0])
        sender = numbers[mail.sender]
        people = {numbers[one] for one in mail.people}
        lately = [one for one in of_person[sender] if mail.at - one.active_at <= REACH]
        item = items.get(root)
        if item is not None and item in lately and len(lately) > 1:
            yield Case(
                SuggestionFacts(
                    at=mail.at,
                    person_ids=frozenset(people),
                    text=mail.text,
                    prospects=tuple(one.prospect(sender) for one in lately),
                ),
                item.ref,
            )
        if item is None:
            ref = ItemRef(ItemKind.DEAL, len(items) + 1)
            item = items[root] = Item(ref, mail.subject, mail.at, mail.at, sender)
            item.subjects.append(mail.subject)
        item.active_at = mail.at
        item.texts = [mail.text, *item.texts][:TEXTS]
        for one in people - item.people:
            of_person[one].append(item)
        item.people |= people


def _mails(path: Path) -> Iterator[_Mail]:
    from kartotek.mail.mime import quotes
    from kartotek.mail.mime.parse import parse
    from kartotek.mail.sources.files import read

    for place, found in enumerate(read(path)):
        mail = parse(found.raw)
        if mail.date is None or not mail.from_:
            continue
        keys = [one.key for one in (*mail.from_, *mail.to, *mail.cc)]
        own = [block.text for block in quotes.split(mail.text) if block.kind == "own"]
        ids = (mail.message_id or f"{place}", *mail.references, *mail.in_reply_to)
        yield _Mail(
            at=mail.date,
            sender=keys[0],
            people=frozenset(key for key in keys if key) - {OWN},
            subject=mail.base_subject,
            text="\n".join(own)[:8_000],
            nodes=tuple(ids),
        )


OWN = "support@vendor.example"


class _Homes:
    """Which conversation each id belongs to, by the references of all mails."""

    def __init__(self, mails: Iterable[_Mail]) -> None:
        """Tie each mail's id to those it refers to."""
        self.parent: dict[str, str] = {}
        for mail in mails:
            for node in mail.nodes[1:]:
                self.parent[self(node)] = self(mail.nodes[0])

    def __call__(self, node: str) -> str:
        """Return the id that stands for the conversation of another."""
        while (up := self.parent.setdefault(node, node)) != node:
            self.parent[node] = self.parent.get(up, up)
            node = up
        return node


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
