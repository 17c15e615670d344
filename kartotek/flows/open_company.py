"""A company opens: its first admin, and a pipeline, a board, words and types to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kartotek.activities.defaults import create_default_types
from kartotek.fields.defaults import create_default_labels
from kartotek.pipeline.deals.defaults import create_default_pipeline
from kartotek.pipeline.leads.defaults import create_default_sources
from kartotek.pipeline.projects.defaults import create_default_board
from kartotek.users import operations
from kartotek.users.models import Company, User


@dataclass(frozen=True)
class Opening:
    """What is asked of whoever opens a company.

    `currency`, `region` and `time_zone` follow from the language where they are left out.
    """

    name: str
    user_name: str
    email: str
    password: str
    language: str = "en"
    currency: str = ""
    region: str = ""
    time_zone: str = ""


@transaction.atomic
def open_company(opening: Opening, *, at: datetime) -> User:
    """Create a company that can be worked in, and return its admin.

    Raises:
        Invalid: a value cannot be used, or somebody signs in with this address already.
    """
    company = operations.create_company(
        name=opening.name,
        language=opening.language,
        at=at,
        currency=opening.currency,
        region=opening.region,
        time_zone=opening.time_zone,
    )
    admin = operations.create_user(
        company=company,
        name=opening.user_name,
        email=opening.email,
        password=opening.password,
        at=at,
        is_admin=True,
    )
    furnish(company)
    return admin


@transaction.atomic
def open_first_company(token: str, opening: Opening, *, at: datetime) -> User:
    """Use up a one-time link to open the first company, and return its admin.

    Raises:
        NotWelcome: the link was used, is too old, or there is a company already.
        Invalid: a value cannot be used; the link stays good.
    """
    operations.use_invitation(token=token, at=at)
    return open_company(opening, at=at)


def furnish(company: Company) -> None:
    """Give a new company what nobody should have to set up before the first deal."""
    create_default_pipeline(company, company.language)
    create_default_board(company, company.language)
    create_default_sources(company, company.language)
    create_default_labels(company, company.language)
    create_default_types(company, company.language, at=company.created_at)
