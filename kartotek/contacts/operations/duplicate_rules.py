"""How a company finds duplicates: rows of the tables switched on and off, and their measures."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.contacts.models import DuplicateRule
from kartotek.contacts.rules.duplicates import STANDARD, TABLES
from kartotek.errors import Invalid, NotFound
from kartotek.history.operations import record
from kartotek.users.models import Company
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer

FEWEST, MOST = 2, 49
LOOSEST, STRICTEST = 60, 100


@transaction.atomic
def set_rule(
    *, on: str, code: str, is_on: bool, measure: int | None, by: Viewer, at: datetime
) -> DuplicateRule:
    """Switch a row of a table on or off and say what it measures by; the same again does nothing.

    Args:
        on: person or organization.
        code: of the row.
        is_on: whether it is asked at all.
        measure: how alike names must be, or how many may share a value; None for the standard.
        by: who decides.
        at: when.

    Raises:
        NotFound: there is no such row.
        Invalid: the measure is out of range.
        NotPermitted: they may not change how duplicates are found.
    """
    refuse_unless(by, Permission.MANAGE_DUPLICATE_RULES)
    if code not in {row.code for row in TABLES.get(on, ())[:-1]}:
        raise NotFound(_("There is no such rule."))
    measure = None if measure == STANDARD.get(code) else measure
    _refuse_out_of_range(code, measure)
    rule, _is_new = DuplicateRule.objects.get_or_create(
        company_id=by.company_id, on=on, code=code, defaults={"is_on": True}
    )
    if (rule.is_on, rule.measure) == (is_on, measure):
        return rule
    rule.is_on, rule.measure = is_on, measure
    rule.save(update_fields=["is_on", "measure"])
    company = Company.objects.get(pk=by.company_id)
    kind = "company.duplicate-rule-changed"
    record(kind, subject=company, by=by, at=at, on=on, code=code, is_on=is_on, measure=measure)
    return rule


def _refuse_out_of_range(code: str, measure: int | None) -> None:
    if measure is None:
        return
    if code not in STANDARD:
        raise NotFound(_("This rule measures nothing."))
    is_count = STANDARD[code] < LOOSEST - 10
    least, most = (FEWEST, MOST) if is_count else (LOOSEST, STRICTEST)
    if not least <= measure <= most:
        message = _("A number from %(least)s to %(most)s fits here.")
        words = message % {"least": least, "most": most}
        raise Invalid(words, {code: words})
