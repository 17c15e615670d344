"""Items to choose from: suggestions with their grounds, and what a search finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kartotek.linking import queries
from kartotek.linking.queries import Brief, Offer
from kartotek.linking.rules import ItemKind, ItemRef, Tier
from kartotek.search.queries import find
from kartotek.users.viewer import Viewer
from kartotek.web.inbox.grounds import in_words

KINDS = tuple(str(kind) for kind in ItemKind)
FOUND = 20


class Choice(forms.Form):
    """The item chosen, such as `deal-61`."""

    item = forms.RegexField(
        r"^(deal|lead|project)-\d{1,15}$",
        error_messages={"invalid": gettext_lazy("Choose a deal, a lead or a project.")},
    )


@dataclass(frozen=True)
class Answer:
    """An item that can be chosen, with why it is offered."""

    item: Brief
    ground: str

    @property
    def value(self) -> str:
        """What the choice sends."""
        return f"{self.item.kind}-{self.item.id}"


@dataclass(frozen=True)
class Group:
    """Some answers under one heading; `is_guess`: nothing about the conversation leads to them."""

    title: str
    answers: list[Answer]
    is_guess: bool = False


def item_of(value: str) -> ItemRef:
    """Return the item that a checked choice names."""
    kind, _dash, number = value.partition("-")
    return ItemRef(ItemKind(kind), int(number))


def found(text: str, *, viewer: Viewer, with_closed: bool) -> list[Group]:
    """Return what a search finds, open ones first; closed ones only where they are wanted."""
    hits = find(text, viewer=viewer, kinds=KINDS, with_closed=with_closed, limit=FOUND)
    refs = [ItemRef(ItemKind(hit.kind), hit.id) for hit in hits]
    shown = queries.briefs(refs, viewer=viewer)
    return [Group("", [Answer(shown[ref], "") for ref in refs if ref in shown])]


def grouped(offers: Iterable[Offer], title: str, here: Collection[Answer] = ()) -> list[Group]:
    """Return suggestions under their headings.

    Args:
        offers: the best first.
        title: the heading of those that the conversation itself leads to.
        here: items that come first, whatever else is offered.
    """
    groups = [Group(_("On this page"), list(here))] if here else []
    known = {one.value for one in here}
    titles = {False: title, True: _("You worked on lately")}
    for is_guess, some in groupby(offers, lambda one: one.suggestion.tier is Tier.TOUCHED):
        answers = [Answer(one.item, in_words(one.suggestion.ground)) for one in some]
        new = [one for one in answers if one.value not in known]
        if new:
            groups.append(Group(titles[is_guess], new, is_guess))
            titles[False] = _("Closed")
    return groups


def title_for(names: Iterable[str]) -> str:
    """Return the heading of suggestions for the people on a conversation."""
    first = ", ".join(list(names)[:2])
    return _("Suggested for %(name)s") % {"name": first} if first else _("Suggested")
