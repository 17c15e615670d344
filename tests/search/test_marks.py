"""Marks of the index say who sees a document, as visibility itself does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.search.marks import company_mark, marks_seen, seen_mark
from kartotek.users.models import Group, User
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility, sees

pytestmark = pytest.mark.django_db


@pytest.fixture
def everyone(
    elif_: User, mert: User, robin: User, deniz: User, sales: Group, now: datetime
) -> list[User]:
    top = Group.objects.create(company=elif_.company, name="Field")
    west = Group.objects.create(company=elif_.company, name="West", parent=sales)
    Group.objects.filter(pk=sales.pk).update(parent=top)
    more = [
        User.objects.create(
            company=elif_.company, email=f"{n}@x.example", name="X", group=group, created_at=now
        )
        for n, group in enumerate((top, west, west, None))
    ]
    return list(User.objects.filter(pk__in=[one.pk for one in [elif_, mert, robin, deniz, *more]]))


def test_whoever_sees_a_record_has_its_mark_and_nobody_else(everyone: list[User]) -> None:
    for asking in everyone:
        viewer = Viewer.of(asking)
        held = set(marks_seen(viewer))
        for owner in everyone:
            for visibility in Visibility:
                mark = seen_mark(owner.company_id, owner.pk, visibility)
                allowed = sees(
                    viewer,
                    owner_id=owner.pk,
                    owner_group_id=owner.group_id,
                    visibility=visibility,
                )
                everything = company_mark(viewer.company_id) in held
                assert (mark in held or everything) == allowed, (asking, owner, visibility)


def test_somebody_of_another_company_has_no_mark_of_ours(
    everyone: list[User], by_outsider: Viewer, outsider: User
) -> None:
    alone = Viewer.of(User(pk=99, company=outsider.company, name="X"))
    ours = {seen_mark(one.company_id, one.pk, v) for one in everyone for v in Visibility}

    assert not ours & {*marks_seen(alone), *marks_seen(by_outsider)}


def test_marks_take_two_queries_at_most(
    by_mert: Any, elif_: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(2):
        marks_seen(by_mert)
