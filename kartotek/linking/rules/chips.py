"""The short form of a decision, as it fits on an inbox row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from kartotek.linking.rules.codes import REASONS, Code
from kartotek.linking.rules.items import ItemKind
from kartotek.linking.rules.words import N_, Phrase

# Whole texts, because the words around a number change their form with it in some languages.
_SEVERAL: Final = MappingProxyType(
    {
        ItemKind.DEAL: N_("Not linked: %(count)s open deals"),
        ItemKind.LEAD: N_("Not linked: %(count)s open leads"),
        ItemKind.PROJECT: N_("Not linked: %(count)s open projects"),
    }
)
_ONE_OF_EACH: Final = MappingProxyType(
    {
        frozenset({ItemKind.DEAL, ItemKind.LEAD}): N_("Not linked: 1 deal, 1 lead"),
        frozenset({ItemKind.DEAL, ItemKind.PROJECT}): N_("Not linked: 1 deal, 1 project"),
        frozenset({ItemKind.LEAD, ItemKind.PROJECT}): N_("Not linked: 1 lead, 1 project"),
    }
)
_OLDER: Final = MappingProxyType(
    {
        ItemKind.DEAL: N_("Older than the deal"),
        ItemKind.LEAD: N_("Older than the lead"),
        ItemKind.PROJECT: N_("Older than the project"),
    }
)
_BEGAN_BEFORE: Final = MappingProxyType(
    {
        ItemKind.DEAL: N_("Began before the deal"),
        ItemKind.LEAD: N_("Began before the lead"),
        ItemKind.PROJECT: N_("Began before the project"),
    }
)
_BY_KIND: Final = MappingProxyType(
    {Code.OLDER_THAN_ITEM: _OLDER, Code.CONVERSATION_OLDER_THAN_ITEM: _BEGAN_BEFORE}
)
_UNLINKED_BY_SOMEBODY: Final = N_("Unlinked by hand")
# A reader who may see fewer than two of the items is not told how many there are.
_NOT_CERTAIN: Final = N_("Not linked: not certain")


def chip(code: Code, kinds: Sequence[ItemKind] = (), *, name: str = "") -> Phrase | None:
    """Return the short form of a decision, or None where the linked item is shown instead.

    Args:
        code: of the decision.
        kinds: one for each open item the decision was about and the reader may see.
        name: who unlinked the conversation; empty when that is not known.
    """
    if code in {Code.AMBIGUOUS, Code.AMBIGUOUS_GROUP}:
        return _several(code, kinds)
    if code in _BY_KIND and len(kinds) == 1:
        return Phrase(_BY_KIND[code][kinds[0]])
    if code is Code.USER_UNLINKED:
        return Phrase(REASONS[code].chip, {"name": name}) if name else Phrase(_UNLINKED_BY_SOMEBODY)
    text = REASONS[code].chip
    return Phrase(text) if text else None


def _several(code: Code, kinds: Sequence[ItemKind]) -> Phrase:
    """Return how many items there are, and of which kind when that can be said shortly."""
    counts = Counter(kinds)
    total = len(kinds)
    if total > 1 and len(counts) == 1:
        return Phrase(_SEVERAL[kinds[0]], {"count": total})
    if total == 2:
        return Phrase(_ONE_OF_EACH[frozenset(counts)])
    if total > 2:
        return Phrase(REASONS[code].chip, {"count": total})
    return Phrase(_NOT_CERTAIN)
