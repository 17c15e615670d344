"""The types of activities a company begins with."""

from __future__ import annotations

from datetime import datetime

from kartotek.activities.models import ActivityType, BuiltIn
from kartotek.users.models import Company, Language

# Data of the company, not words of the screens: they stay when somebody changes the language.
NAMES: dict[str, tuple[str, ...]] = {
    Language.ENGLISH: ("Call", "Meeting", "Task", "Deadline", "Email", "Lunch"),
    Language.TURKISH: ("Arama", "Toplantı", "Görev", "Son tarih", "E-posta", "Öğle yemeği"),
}


def create_default_types(company: Company, language: str, *, at: datetime) -> list[ActivityType]:
    """Create the types that every company begins with, and return them in order."""
    return ActivityType.objects.bulk_create(
        ActivityType(
            company=company,
            key=key.value,
            name=name,
            icon=key.value,
            position=position,
            created_at=at,
            updated_at=at,
        )
        for position, (key, name) in enumerate(zip(BuiltIn, NAMES[language], strict=True))
    )
