"""The rules of linking, pure: facts in, decision out (spec/linking.md).

what                                              where
which item a conversation belongs to, and why     facts.py, table.py
what each code means to people                    codes.py, chips.py
two conversations turn out to be one              joining.py
something else than a message happens             events.py, people.py
what to offer when nothing was certain            prospects.py, suggestions.py
what somebody says of themselves below a mail     signature.py
"""

from kartotek.linking.rules.chips import chip
from kartotek.linking.rules.codes import REASONS, RULE_VERSION, Code, Reason
from kartotek.linking.rules.events import Event, code_after
from kartotek.linking.rules.facts import Choice, ChosenBy, MailFacts
from kartotek.linking.rules.items import Candidate, ItemKind, ItemRef, ItemState, Via
from kartotek.linking.rules.joining import (
    JOIN_TABLE,
    Joined,
    JoinOutcome,
    Standing,
    Strength,
    join_links,
)
from kartotek.linking.rules.people import OrganizationLink, PersonFacts, organization_of
from kartotek.linking.rules.prospects import Prospect, SuggestionFacts
from kartotek.linking.rules.signature import Signature, read_signature
from kartotek.linking.rules.suggestions import (
    MAX_SUGGESTIONS,
    SUGGESTION_TABLE,
    Suggestion,
    Tier,
    rank,
)
from kartotek.linking.rules.table import (
    LINK_TABLE,
    Action,
    LinkDecision,
    Outcome,
    Target,
    decide_link,
    decision_order,
)
from kartotek.linking.rules.words import Phrase

__all__ = [
    "JOIN_TABLE",
    "LINK_TABLE",
    "MAX_SUGGESTIONS",
    "REASONS",
    "RULE_VERSION",
    "SUGGESTION_TABLE",
    "Action",
    "Candidate",
    "Choice",
    "ChosenBy",
    "Code",
    "Event",
    "ItemKind",
    "ItemRef",
    "ItemState",
    "JoinOutcome",
    "Joined",
    "LinkDecision",
    "MailFacts",
    "OrganizationLink",
    "Outcome",
    "PersonFacts",
    "Phrase",
    "Prospect",
    "Reason",
    "Signature",
    "Standing",
    "Strength",
    "Suggestion",
    "SuggestionFacts",
    "Target",
    "Tier",
    "Via",
    "chip",
    "code_after",
    "decide_link",
    "decision_order",
    "join_links",
    "organization_of",
    "rank",
    "read_signature",
]
