"""What lets a program in as its user."""

from __future__ import annotations

from datetime import datetime

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.users.models import ApiToken, Company, User
from kartotek.users.operations import add_token, revoke_token
from kartotek.users.queries import user_of_token
from kartotek.users.viewer import Viewer

pytestmark = pytest.mark.django_db


def test_a_token_lets_its_user_in(by_elif: Viewer, elif_: User, now: datetime) -> None:
    token = add_token(name="Website form", by=by_elif, at=now)

    assert user_of_token(token) == elif_


def test_only_the_last_letters_of_a_token_are_kept(by_elif: Viewer, now: datetime) -> None:
    token = add_token(name="Website form", by=by_elif, at=now)

    kept = ApiToken.objects.get()
    assert kept.last_letters == token[-4:]
    assert token not in kept.token_hash


def test_two_tokens_of_a_user_do_not_share_a_name(by_elif: Viewer, now: datetime) -> None:
    add_token(name="Website form", by=by_elif, at=now)

    with pytest.raises(Invalid):
        add_token(name=" Website  form ", by=by_elif, at=now)


def test_a_revoked_token_lets_nobody_in(by_elif: Viewer, now: datetime) -> None:
    token = add_token(name="Website form", by=by_elif, at=now)
    revoke_token(token_id=ApiToken.objects.get().pk, by=by_elif)

    assert user_of_token(token) is None


def test_nobody_revokes_the_token_of_somebody_else(
    by_elif: Viewer, by_deniz: Viewer, now: datetime
) -> None:
    add_token(name="Website form", by=by_elif, at=now)

    with pytest.raises(NotFound):
        revoke_token(token_id=ApiToken.objects.get().pk, by=by_deniz)


def test_the_engine_has_no_tokens(company: Company, now: datetime) -> None:
    with pytest.raises(NotFound):
        add_token(name="X", by=Viewer.engine(company.pk), at=now)
