"""Who is asking."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.programs import Program

pytestmark = pytest.mark.django_db


def test_a_program_learns_whose_token_it_has(elif_: Any, company: Any) -> None:
    elif_.time_zone = "Europe/Istanbul"
    elif_.last_login = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
    elif_.save()

    answer = Program(elif_).get("/v1/users/me")

    assert answer.body == {
        "success": True,
        "data": {
            "id": elif_.pk,
            "name": "Elif Aydın",
            "default_currency": "TRY",
            "locale": "en_US",
            "lang": 1,
            "email": "elif@kuzeyisik.example",
            "phone": None,
            "activated": True,
            "last_login": "2026-11-12 09:30:00",
            "created": "2026-11-12 10:00:00",
            "modified": None,
            "has_created_company": False,
            "access": [{"app": "sales", "admin": False, "permission_set_id": None}],
            "active_flag": True,
            "timezone_name": "Europe/Istanbul",
            "timezone_offset": "+03:00",
            "role_id": 1,
            "icon_url": None,
            "is_you": True,
            "is_deleted": False,
            "company_id": company.pk,
            "company_name": "Kuzey Işık",
            "company_domain": "kuzey-isk",
            "company_country": "TR",
            "company_industry": "",
            "language": {"language_code": "en", "country_code": "US"},
        },
    }


def test_an_admin_is_told_so(deniz: Any) -> None:
    [access] = Program(deniz).get("/v1/users/me").data["access"]

    assert access["admin"] is True
