"""`kartotek create_token`: what lets a program in as its user."""

from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.users import operations, queries


def run(given: Namespace) -> Answer:
    """Create an API token and answer it."""
    user = queries.user_by_email(given.email)
    token = operations.create_token(user=user, at=timezone.now())
    return Answer(
        (f"API token of {user.email}, shown only now: {token}",),
        {
            "company_id": user.company_id,
            "user_id": user.pk,
            "email": user.email,
            "token": token,
        },
    )
