"""Following a record: one's own choice, and for others that of its owner and admins."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import edit_person
from kartotek.errors import Forbidden, Invalid
from kartotek.history.follow.operations import follow, unfollow
from kartotek.history.follow.queries import followers_of, follows
from kartotek.history.queries import of_records


def _names(record: Any) -> list[str]:
    return [one.name for one in followers_of(record)]


def test_one_follows_what_one_sees(zeynep: Any, by_mert: Any, now: Any) -> None:
    made = [
        follow(subject=zeynep, user_id=by_mert.user_id, by=by_mert, at=now) for _twice in range(2)
    ]

    assert made == [True, False]
    assert _names(zeynep) == ["Mert Kaya"]
    assert follows("person", [zeynep.pk], viewer=by_mert) == {zeynep.pk}


def test_one_leaves_again(zeynep: Any, by_mert: Any, now: Any) -> None:
    follow(subject=zeynep, user_id=by_mert.user_id, by=by_mert, at=now)

    unfollow(subject=zeynep, user_id=by_mert.user_id, by=by_mert, at=now)

    assert _names(zeynep) == []
    lines = of_records([("person", zeynep.pk)], viewer=by_mert)
    assert [line.kind for line in lines[:2]] == [
        "person.follower-removed-self",
        "person.follower-added-self",
    ]


def test_its_owner_lets_others_follow(zeynep: Any, mert: Any, by_elif: Any, now: Any) -> None:
    follow(subject=zeynep, user_id=mert.pk, by=by_elif, at=now)

    assert _names(zeynep) == ["Mert Kaya"]
    assert of_records([("person", zeynep.pk)], viewer=by_elif)[0].data == {"user_id": mert.pk}


def test_an_admin_lets_others_follow(zeynep: Any, mert: Any, by_deniz: Any, now: Any) -> None:
    follow(subject=zeynep, user_id=mert.pk, by=by_deniz, at=now)

    assert _names(zeynep) == ["Mert Kaya"]


def test_a_stranger_chooses_for_nobody_else(
    zeynep: Any, elif_: Any, by_mert: Any, by_elif: Any, now: Any
) -> None:
    follow(subject=zeynep, user_id=elif_.pk, by=by_elif, at=now)

    with pytest.raises(Forbidden):
        follow(subject=zeynep, user_id=elif_.pk, by=by_mert, at=now)
    with pytest.raises(Forbidden):
        unfollow(subject=zeynep, user_id=elif_.pk, by=by_mert, at=now)
    assert _names(zeynep) == ["Elif Aydın"]


def test_who_does_not_see_it_does_not_follow_it(
    zeynep: Any, robin: Any, by_elif: Any, now: Any
) -> None:
    private = edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=3)

    with pytest.raises(Invalid, match="Robin Vance may not see"):
        follow(subject=private, user_id=robin.pk, by=by_elif, at=now)


def test_who_loses_sight_of_it_is_no_longer_told(
    zeynep: Any, robin: Any, by_elif: Any, now: Any
) -> None:
    follow(subject=zeynep, user_id=robin.pk, by=by_elif, at=now)

    private = edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=3)

    assert _names(private) == []


def test_somebody_of_another_company_is_nobody_here(
    zeynep: Any, outsider: Any, by_elif: Any, now: Any
) -> None:
    with pytest.raises(Invalid, match="Nobody of this company"):
        follow(subject=zeynep, user_id=outsider.pk, by=by_elif, at=now)


def test_who_left_the_company_follows_nothing(
    zeynep: Any, mert: Any, by_elif: Any, now: Any
) -> None:
    follow(subject=zeynep, user_id=mert.pk, by=by_elif, at=now)
    mert.is_active = False
    mert.save()

    assert _names(zeynep) == []
