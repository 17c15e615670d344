"""Opening a company and changing how it works."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Forbidden
from kartotek.users.models import Company, Language
from kartotek.users.operations import checks
from kartotek.users.viewer import Viewer

# Where most people who choose the language are; anyone can change it in the settings.
HOMES: dict[str, dict[str, str]] = {
    Language.ENGLISH: {"currency": "EUR", "region": "GB", "time_zone": "UTC"},
    Language.TURKISH: {"currency": "TRY", "region": "TR", "time_zone": "Europe/Istanbul"},
}


def create_company(*, name: str, language: str, at: datetime, **given: str) -> Company:
    """Create a company without users and return it.

    Args:
        name: as its people know it.
        language: `en` or `tr`; decides the currency, country and time zone not given.
        at: now.
        **given: `currency`, `region`, `time_zone`.

    Raises:
        Invalid: a value cannot be used.
    """
    known = {field: value for field, value in given.items() if value}
    home = HOMES.get(language, HOMES[Language.ENGLISH])
    values = checks.checked({"name": name, "language": language, **home, **known})
    return Company.objects.create(created_at=at, **values)


@transaction.atomic
def change_company(
    *,
    by: Viewer,
    name: str,
    currency: str,
    region: str,
    time_zone: str,
    only_younger_conversations: bool,
) -> Company:
    """Change how the company works and return it.

    Args:
        by: an admin.
        name: as its people know it.
        currency: of new deals, leads and projects.
        region: the country whose phone numbers are written without a prefix.
        time_zone: of days that belong to the company, not to a person.
        only_younger_conversations: whether a conversation older than an item is left alone.

    Raises:
        Forbidden: `by` is not an admin.
        Invalid: a value cannot be used.
    """
    if not by.is_admin:
        raise Forbidden(_("Only an admin changes the settings of the company."))
    values = checks.checked(
        {"name": name, "currency": currency, "region": region, "time_zone": time_zone}
    )
    company = Company.objects.select_for_update().get(pk=by.company_id)
    for field, value in values.items():
        setattr(company, field, value)
    company.only_younger_conversations = only_younger_conversations
    company.save(update_fields=[*values, "only_younger_conversations"])
    return company
