"""What lets a program in as its user."""

from __future__ import annotations

import secrets
from datetime import datetime

from kartotek.lib.secrets import token_hash
from kartotek.users.models import ApiToken, User


def create_token(*, user: User, at: datetime) -> str:
    """Create an API token of `user` and return it; only now can it be read."""
    token = secrets.token_hex(20)
    ApiToken.objects.create(
        company_id=user.company_id, user=user, token_hash=token_hash(token), created_at=at
    )
    return token
