"""The labels a new company starts with."""

from __future__ import annotations

from kartotek.fields.models import Label, Tone
from kartotek.lib.text import fold
from kartotek.users.models import Company, Language

TONES = (Tone.GREEN, Tone.RED, Tone.AMBER, Tone.BLUE)

# Data of the company, not words of the screens: they stay when somebody changes the language.
NAMES: dict[str, tuple[str, ...]] = {
    Language.ENGLISH: ("Customer", "Hot lead", "Warm lead", "Cold lead"),
    Language.TURKISH: ("Müşteri", "Sıcak aday", "Ilık aday", "Soğuk aday"),
}


def create_default_labels(company: Company, language: str) -> list[Label]:
    """Create the first labels of people, and return them."""
    return Label.objects.bulk_create(
        Label(company=company, on="person", name=name, folded=fold(name), tone=tone)
        for name, tone in zip(NAMES[language], TONES, strict=True)
    )
