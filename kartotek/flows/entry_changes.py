"""What lets somebody in changes: their password, their sessions, the tokens of their programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from kartotek.history.operations import changes, record
from kartotek.users import operations, queries
from kartotek.users.models import ApiToken, Company, User
from kartotek.users.viewer import Viewer

COMPANY_FIELDS = (
    "name",
    "currency",
    "region",
    "time_zone",
    "only_younger_conversations",
    "default_visibility",
)


@transaction.atomic
def change_password(*, old: str, new: str, by: Viewer, at: datetime) -> User:
    """Give the user `by` another password, and return the user; other sessions end.

    Raises:
        NotFound: `by` is not a person.
        Invalid: the old password is not right, or the new one is too easy to guess.
    """
    user = operations.change_password(by=by, old=old, new=new)
    record("user.password-changed", subject=user, by=by, at=at, name=user.name)
    return user


@transaction.atomic
def sign_out_elsewhere(*, by: Viewer, at: datetime) -> User:
    """End every session of `by` and return the user; the door keeps the one at hand.

    Raises:
        NotFound: `by` is not a person.
    """
    user = operations.sign_out_elsewhere(by=by)
    record("user.signed-out-elsewhere", subject=user, by=by, at=at, name=user.name)
    return user


@transaction.atomic
def add_token(*, name: str, by: Viewer, at: datetime) -> str:
    """Create an API token of the user `by` under a name of theirs, and return it.

    Raises:
        NotFound: `by` is not a person.
        Invalid: the name cannot be used, or another token of theirs has it.
    """
    token = operations.add_token(name=name, by=by, at=at)
    user = queries.user_of(viewer=by)
    record("user.token-created", subject=user, by=by, at=at, name=user.name, token=name)
    return token


@transaction.atomic
def revoke_token(*, token_id: int, by: Viewer, at: datetime) -> ApiToken:
    """Shut out the programs that use a token of `by`, and return what it was.

    Raises:
        NotFound: they have no such token.
    """
    gone = operations.revoke_token(token_id=token_id, by=by)
    user = queries.user_of(viewer=by)
    record("user.token-revoked", subject=user, by=by, at=at, name=user.name, token=gone.name)
    return gone


@transaction.atomic
def change_company(*, by: Viewer, at: datetime, **given: Any) -> Company:
    """Change how the company works and return it; see `users.operations.change_company`.

    Raises:
        NotPermitted: `by` may not change the settings of the company.
        Invalid: a value cannot be used.
    """
    before = queries.company_of(viewer=by)
    company = operations.change_company(by=by, **given)
    differs = changes(before, {name: getattr(company, name) for name in COMPANY_FIELDS})
    if differs:
        record("company.edited", subject=company, by=by, at=at, changes=differs)
    return company
