"""The words of lists: what each kind is called, and how conditions read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kartotek.search.lists.rules import Comparison

Words = str | Promise
C = Comparison


@dataclass(frozen=True)
class KindWords:
    """What a list of a kind says; `page`, `add` and `board` are names of addresses.

    `place` is the area in which the list lies; `board` is empty where there is none.
    """

    title: Words
    one: Words
    page: str
    record: str
    add: str
    find: Words
    no_matches: Words
    empty: Words
    empty_text: Words
    add_first: Words
    selected: Words
    place: Words
    board: str = ""


KINDS: Final[Mapping[str, KindWords]] = {
    "person": KindWords(
        title=_("People"),
        one=_("Person"),
        page="people:people",
        record="people:person",
        add="people:add",
        find=_("Name, email or phone"),
        no_matches=_("No people match this"),
        empty=_("No people yet"),
        empty_text=_("Everybody you sell to appears here, with their emails and deals."),
        add_first=_("Add person"),
        selected=_("Selected people"),
        place=_("Contacts"),
    ),
    "organization": KindWords(
        title=_("Organizations"),
        one=_("Organization"),
        page="organizations:organizations",
        record="organizations:organization",
        add="organizations:add",
        find=_("Name or website"),
        no_matches=_("No organizations match this"),
        empty=_("No organizations yet"),
        empty_text=_("The companies you sell to appear here, with their people and deals."),
        add_first=_("Add organization"),
        selected=_("Selected organizations"),
        place=_("Contacts"),
    ),
    "deal": KindWords(
        title=_("Deals"),
        one=_("Deal"),
        page="deals:list",
        record="deals:deal",
        add="deals:add",
        find=_("Title or contact"),
        no_matches=_("No deals match this"),
        empty=_("No open deals"),
        empty_text=_("What you may sell appears here, with its value and its stage."),
        add_first=_("Add deal"),
        selected=_("Selected deals"),
        place=_("Deals"),
        board="deals:board",
    ),
    "lead": KindWords(
        title=_("Leads"),
        one=_("Lead"),
        page="leads:list",
        record="leads:lead",
        add="leads:add",
        find=_("Title or contact"),
        no_matches=_("No leads match this"),
        empty=_("No leads yet"),
        empty_text=_("Whoever may become a deal waits here until you know more."),
        add_first=_("Add lead"),
        selected=_("Selected leads"),
        place=_("Leads"),
        board="leads:leads",
    ),
    "project": KindWords(
        title=_("Projects"),
        one=_("Project"),
        page="projects:list",
        record="projects:project",
        add="projects:add",
        find=_("Title or contact"),
        no_matches=_("No projects match this"),
        empty=_("No open projects"),
        empty_text=_("What you deliver after a deal is won appears here."),
        add_first=_("Add project"),
        selected=_("Selected projects"),
        place=_("Projects"),
        board="projects:board",
    ),
}
COMPARISONS: Final[Mapping[Comparison, Words]] = {
    C.IS: _("is"),
    C.IS_NOT: _("is not"),
    C.CONTAINS: _("contains"),
    C.CONTAINS_NOT: _("does not contain"),
    C.STARTS_WITH: _("starts with"),
    C.MORE_THAN: _("is more than"),
    C.LESS_THAN: _("is less than"),
    C.AT_LEAST: _("is at least"),
    C.AT_MOST: _("is at most"),
    C.BETWEEN: _("is between"),
    C.ANY_OF: _("is any of"),
    C.ALL_OF: _("is all of"),
    C.NONE_OF: _("is none of"),
    C.IS_EMPTY: _("is empty"),
    C.IS_FILLED: _("is not empty"),
    C.TODAY: _("is today"),
    C.THIS_WEEK: _("is this week"),
    C.THIS_MONTH: _("is this month"),
    C.LAST_DAYS: _("is in the last days"),
    C.NOT_LAST_DAYS: _("is not in the last days"),
    C.DAYS_AGO: _("is more than days ago"),
    C.NEXT_DAYS: _("is in the next days"),
    C.BEFORE_TODAY: _("is before today"),
}
OF_DAYS: Final[Mapping[Comparison, Words]] = {
    C.MORE_THAN: _("is after"),
    C.LESS_THAN: _("is before"),
}
"""How days are compared, where numbers are compared in other words."""

SENTENCES: Final[Mapping[Comparison, Words]] = {
    C.IS: _("%(field)s %(value)s"),
    C.IS_NOT: _("%(field)s not %(value)s"),
    C.CONTAINS: _("%(field)s contains %(value)s"),
    C.CONTAINS_NOT: _("%(field)s without %(value)s"),
    C.STARTS_WITH: _("%(field)s starts with %(value)s"),
    C.MORE_THAN: _("%(field)s more than %(value)s"),
    C.LESS_THAN: _("%(field)s less than %(value)s"),
    C.AT_LEAST: _("%(field)s at least %(value)s"),
    C.AT_MOST: _("%(field)s at most %(value)s"),
    C.BETWEEN: _("%(field)s between %(first)s and %(value)s"),
    C.ANY_OF: _("%(field)s any of %(value)s"),
    C.ALL_OF: _("%(field)s all of %(value)s"),
    C.NONE_OF: _("%(field)s none of %(value)s"),
    C.IS_EMPTY: _("%(field)s is empty"),
    C.IS_FILLED: _("%(field)s is not empty"),
    C.TODAY: _("%(field)s today"),
    C.THIS_WEEK: _("%(field)s this week"),
    C.THIS_MONTH: _("%(field)s this month"),
    C.BEFORE_TODAY: _("%(field)s before today"),
}
SENTENCES_OF_DAYS: Final[Mapping[Comparison, Words]] = {
    C.MORE_THAN: _("%(field)s after %(value)s"),
    C.LESS_THAN: _("%(field)s before %(value)s"),
}


def counted_days(comparison: Comparison, days: int) -> str:
    """Return the sentence of a condition that counts days, with placeholders."""
    return _COUNTING[comparison](days)


def nothing_matches(kind: str, conditions: int) -> str:
    """Return what a list of a kind says where nothing passes its conditions."""
    return _NO_MATCHES[kind](conditions) % {"count": conditions}


_COUNTING: Final[Mapping[Comparison, Callable[[int], str]]] = {
    C.LAST_DAYS: lambda days: ngettext(
        "%(field)s in the last %(value)s day", "%(field)s in the last %(value)s days", days
    ),
    C.NOT_LAST_DAYS: lambda days: ngettext(
        "No %(field)s in the last %(value)s day", "No %(field)s in the last %(value)s days", days
    ),
    C.DAYS_AGO: lambda days: ngettext(
        "%(field)s more than %(value)s day ago", "%(field)s more than %(value)s days ago", days
    ),
    C.NEXT_DAYS: lambda days: ngettext(
        "%(field)s in the next %(value)s day", "%(field)s in the next %(value)s days", days
    ),
}
_NO_MATCHES: Final[Mapping[str, Callable[[int], str]]] = {
    "person": lambda count: ngettext(
        "No people match this filter", "No people match these %(count)s filters", count
    ),
    "organization": lambda count: ngettext(
        "No organizations match this filter",
        "No organizations match these %(count)s filters",
        count,
    ),
    "deal": lambda count: ngettext(
        "No deals match this filter", "No deals match these %(count)s filters", count
    ),
    "lead": lambda count: ngettext(
        "No leads match this filter", "No leads match these %(count)s filters", count
    ),
    "project": lambda count: ngettext(
        "No projects match this filter", "No projects match these %(count)s filters", count
    ),
}
