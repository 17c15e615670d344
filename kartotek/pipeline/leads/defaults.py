"""The sources of leads that a new company starts with."""

from __future__ import annotations

from kartotek.lib.text import fold
from kartotek.pipeline.leads.models import LeadSource
from kartotek.users.models import Company, Language

# Data of the company, not words of the screens: they stay when somebody changes the language.
# The first is that of a lead nobody says more of; "API" is what programs call themselves.
NAMES: dict[str, tuple[str, ...]] = {
    Language.ENGLISH: (
        "Manually created", "Email", "Web form", "Referral", "Trade fair", "Deal", "Import", "API",
    ),
    Language.TURKISH: (
        "Elle eklendi", "E-posta", "Web formu", "Tavsiye", "Fuar", "Anlaşma", "İçe aktarma", "API",
    ),
}  # fmt: skip


def create_default_sources(company: Company, language: str) -> list[LeadSource]:
    """Create the first sources of leads of a company, and return them."""
    return LeadSource.objects.bulk_create(
        LeadSource(company=company, name=name, folded=fold(name), position=position)
        for position, name in enumerate(NAMES[language])
    )
