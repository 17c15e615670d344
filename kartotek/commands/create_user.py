"""`kartotek create_user`: somebody who works in a company."""

from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.commands.passwords import password_of
from kartotek.users import operations, queries


def run(given: Namespace) -> Answer:
    """Create a user and answer the ids."""
    company = queries.company_with_id(given.company) if given.company else queries.only_company()
    group = operations.create_group(company=company, name=given.group) if given.group else None
    user = operations.create_user(
        company=company,
        name=given.name,
        email=given.email,
        password=password_of(given),
        at=timezone.now(),
        is_admin=given.admin,
        language=given.language,
        group=group,
    )
    return Answer(
        (f"User {user.pk}, {user.email}, in company {company.pk}.",),
        {"company_id": company.pk, "user_id": user.pk, "email": user.email},
    )
