"""What lets a program in as its user."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.lib.secrets import token_hash
from kartotek.users.models import ApiToken, User
from kartotek.users.operations import checks
from kartotek.users.viewer import Viewer


def create_token(*, user: User, at: datetime, name: str = "") -> str:
    """Create an API token of `user` and return it; only now can it be read."""
    token = secrets.token_hex(20)
    ApiToken.objects.create(
        company_id=user.company_id,
        user=user,
        name=name,
        token_hash=token_hash(token),
        last_letters=token[-4:],
        created_at=at,
    )
    return token


def add_token(*, name: str, by: Viewer, at: datetime) -> str:
    """Create an API token of the user `by` under a name of theirs, and return it.

    Raises:
        NotFound: `by` is not a person.
        Invalid: the name cannot be used, or another token of theirs has it.
    """
    user = User.objects.filter(pk=by.own_id, company_id=by.company_id).first()
    if user is None:
        raise NotFound(_("There is no such user."))
    tidy = str(checks.checked({"name": name})["name"])
    if ApiToken.objects.filter(user=user, name=tidy).exists():
        taken = _("Another token of yours has this name.")
        raise Invalid(taken, {"name": taken})
    return create_token(user=user, at=at, name=tidy)


def revoke_token(*, token_id: int, by: Viewer) -> ApiToken:
    """Shut out the programs that use a token of `by`, and return what it was.

    Raises:
        NotFound: they have no such token.
    """
    token = ApiToken.objects.filter(
        pk=token_id, user_id=by.own_id, company_id=by.company_id
    ).first()
    if token is None:
        raise NotFound(_("This token was revoked already."))
    ApiToken.objects.filter(pk=token.pk).delete()
    return token
