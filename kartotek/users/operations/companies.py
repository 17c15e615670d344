"""Opening a company and changing how it works."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.users.models import Company, Language
from kartotek.users.operations import checks
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility

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
    default_visibility: int | None = None,
) -> Company:
    """Change how the company works and return it.

    Args:
        by: an admin.
        name: as its people know it.
        currency: of new deals, leads and projects.
        region: the country whose phone numbers are written without a prefix.
        time_zone: of days that belong to the company, not to a person.
        only_younger_conversations: whether a conversation older than an item is left alone.
        default_visibility: how far new records are seen; None leaves it.

    Raises:
        NotPermitted: `by` may not change the settings of the company.
        Invalid: a value cannot be used.
    """
    refuse_unless(by, Permission.MANAGE_COMPANY)
    values = checks.checked(
        {"name": name, "currency": currency, "region": region, "time_zone": time_zone}
    )
    company = Company.objects.select_for_update().get(pk=by.company_id)
    for field, value in values.items():
        setattr(company, field, value)
    company.only_younger_conversations = only_younger_conversations
    if default_visibility is not None:
        company.default_visibility = _visibility(default_visibility)
    company.save(update_fields=[*values, "only_younger_conversations", "default_visibility"])
    return company


def _visibility(value: int) -> int:
    if value not in Visibility.values:
        unknown = _("Choose who sees new records.")
        raise Invalid(unknown, {"default_visibility": unknown})
    return value
