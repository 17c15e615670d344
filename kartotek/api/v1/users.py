"""Who is asking: `/v1/users/me`."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from kartotek.api.answers import one
from kartotek.api.formats import spaced
from kartotek.api.request import ApiRequest
from kartotek.api.v1.door import api
from kartotek.users.models import Company, User
from kartotek.users.queries import company_of

LANGUAGES: Final = {"en": (1, "US"), "tr": (2, "TR")}
"""Number and country of each language, as the API tells them."""


class AccessOut(msgspec.Struct):
    """What a user may do in one of the apps."""

    app: str
    admin: bool
    permission_set_id: str | None


class LanguageOut(msgspec.Struct):
    """A language and the country it is spoken in."""

    language_code: str
    country_code: str


class UserOut(msgspec.Struct):
    """A user as v1 shows them."""

    id: int
    name: str
    default_currency: str
    locale: str
    lang: int
    email: str
    phone: str | None
    activated: bool
    last_login: str | None
    created: str
    modified: str | None
    has_created_company: bool
    access: list[AccessOut]
    active_flag: bool
    timezone_name: str
    timezone_offset: str
    role_id: int
    icon_url: str | None
    is_you: bool
    is_deleted: bool
    company_id: int
    company_name: str
    company_domain: str
    company_country: str
    company_industry: str
    language: LanguageOut


@api.get("/users/me", tags=["users"])
def me(request: ApiRequest) -> HttpResponse:
    """Return the user whose token this is."""
    return one(_out(request.auth, company_of(viewer=request.viewer), timezone.now()))


def _out(user: User, company: Company, at: datetime) -> UserOut:
    number, country = LANGUAGES.get(user.language, LANGUAGES["en"])
    return UserOut(
        id=user.pk,
        name=user.name,
        default_currency=company.currency,
        locale=f"{user.language}_{country}",
        lang=number,
        email=user.email,
        phone=None,
        activated=True,
        last_login=spaced(user.last_login) if user.last_login else None,
        created=spaced(user.created_at),
        modified=None,
        has_created_company=user.is_admin,
        access=[AccessOut("sales", user.is_admin, None)],
        active_flag=user.is_active,
        timezone_name=user.time_zone,
        timezone_offset=_offset(user.time_zone, at),
        role_id=1,
        icon_url=None,
        is_you=True,
        is_deleted=False,
        company_id=company.pk,
        company_name=company.name,
        company_domain=slugify(company.name),
        company_country=company.region,
        company_industry="",
        language=LanguageOut(user.language, country),
    )


def _offset(zone: str, at: datetime) -> str:
    """Return how far a zone is from UTC at a time: `+03:00`."""
    return at.astimezone(ZoneInfo(zone)).isoformat()[-6:]
