"""The pipeline a new company starts with."""

from __future__ import annotations

from kartotek.pipeline.deals.models import Pipeline, Stage
from kartotek.users.models import Company, Language

# Data of the company, not words of the screens: they stay when somebody changes the language.
NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    Language.ENGLISH: (
        "Sales",
        ("Qualified", "Contact made", "Quote sent", "Negotiation", "Order"),
    ),
    Language.TURKISH: (
        "Satış",
        ("Nitelendi", "Görüşüldü", "Teklif gönderildi", "Pazarlık", "Sipariş"),
    ),
}


def create_default_pipeline(company: Company, language: str) -> Pipeline:
    """Create the first pipeline of a company with its stages, and return it."""
    name, stages = NAMES[language]
    pipeline = Pipeline.objects.create(company=company, name=name)
    Stage.objects.bulk_create(
        Stage(company=company, pipeline=pipeline, name=stage, position=position)
        for position, stage in enumerate(stages)
    )
    return pipeline
