"""Who works in a company, and how they like their screens."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.users.models import Company, Group, User
from kartotek.users.operations import checks
from kartotek.users.operations.roles import regular_set
from kartotek.users.viewer import Viewer


@dataclass(frozen=True)
class Preferences:
    """How a user likes their screens; None leaves a thing as it is."""

    name: str | None = None
    language: str | None = None
    time_zone: str | None = None
    theme: str | None = None
    has_single_keys: bool | None = None


@transaction.atomic
def create_user(
    *,
    company: Company,
    name: str,
    email: str,
    password: str,
    at: datetime,
    is_admin: bool = False,
    language: str = "",
    group: Group | None = None,
) -> User:
    """Create somebody who works in `company` and signs in with `email`; return them.

    Args:
        company: where they work.
        name: as colleagues know them.
        email: what they sign in with.
        password: what they prove it with.
        at: now.
        is_admin: whether they are an admin; a regular user otherwise.
        language: of their screens; the company's where none is given.
        group: what they belong to.

    Raises:
        Invalid: a value cannot be used, or somebody signs in with this address already.
    """
    values = checks.checked(
        {"name": name, "email": email, "language": language or company.language}
    )
    if User.objects.filter(email=values["email"]).exists():
        taken = _("Somebody signs in with this address already.")
        raise Invalid(taken, {"email": taken})
    user = User(
        company=company,
        is_admin=is_admin,
        permission_set=None if is_admin else regular_set(company.pk),
        group=group,
        time_zone=company.time_zone,
        created_at=at,
        **values,
    )
    user.password = make_password(checks.password(password, user))
    user.save()
    return user


def create_group(*, company: Company, name: str) -> Group:
    """Return the visibility group of this name, created if there was none.

    Raises:
        Invalid: the name cannot be used.
    """
    values = checks.checked({"name": name})
    group, _is_new = Group.objects.get_or_create(company=company, name=values["name"])
    return group


@transaction.atomic
def change_preferences(*, by: Viewer, preferences: Preferences) -> User:
    """Change how the user `by` likes their screens, and return the user.

    Raises:
        NotFound: `by` is not a person.
        Invalid: a value cannot be used.
    """
    given = {name: value for name, value in asdict(preferences).items() if value is not None}
    values = checks.checked(given)
    user = _own(by)
    for field, value in values.items():
        setattr(user, field, value)
    user.save(update_fields=list(values))
    return user


@transaction.atomic
def change_password(*, by: Viewer, old: str, new: str) -> User:
    """Give the user `by` another password, and return the user; other sessions end.

    Raises:
        NotFound: `by` is not a person.
        Invalid: the old password is not right, or the new one is too easy to guess.
    """
    user = _own(by)
    if not user.check_password(old):
        wrong = _("This is not your password.")
        raise Invalid(wrong, {"old": wrong})
    user.password = make_password(checks.password(new, user, "new"))
    user.save(update_fields=["password"])
    return user


def _own(by: Viewer) -> User:
    user = User.objects.select_for_update().filter(pk=by.own_id, company_id=by.company_id).first()
    if user is None:
        raise NotFound(_("There is no such user."))
    return user
