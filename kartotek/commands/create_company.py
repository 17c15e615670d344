"""`kartotek create_company`: a company, its first admin, and a token for programs."""

from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.commands.passwords import password_of
from kartotek.flows.open_company import Opening, open_company
from kartotek.users.operations import create_token


def run(given: Namespace) -> Answer:
    """Open a company and answer its ids and an API token of the admin."""
    opening = Opening(
        name=given.name,
        user_name=given.user_name,
        email=given.email,
        password=password_of(given),
        language=given.language,
        currency=given.currency,
        region=given.region,
        time_zone=given.time_zone,
    )
    at = timezone.now()
    admin = open_company(opening, at=at)
    token = create_token(user=admin, at=at)
    return Answer(
        (
            f"Company {admin.company_id}, admin {admin.email} (user {admin.pk}).",
            f"API token, shown only now: {token}",
        ),
        {
            "company_id": admin.company_id,
            "user_id": admin.pk,
            "email": admin.email,
            "token": token,
        },
    )
