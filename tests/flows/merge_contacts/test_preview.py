"""What a merge would make of records, told before."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.activities.operations import create_note
from kartotek.contacts.operations import edit_person
from kartotek.errors import NotFound
from kartotek.flows.merge_contacts import merge, preview
from kartotek.users.visibility import Visibility
from tests.conftest import NOW


def _preview(survivor: Any, *losers: Any, viewer: Any) -> Any:
    ids = [one.pk for one in losers]
    return preview(kind="person", survivor_id=survivor.pk, loser_ids=ids, viewer=viewer)


def test_each_value_says_where_it_comes_from(zeynep: Any, tomas: Any, by_elif: Any) -> None:
    shown = _preview(tomas, zeynep, viewer=by_elif)

    assert (shown.values["name"], shown.origins["name"]) == ("Tomáš Novák", tomas.pk)
    assert (shown.values["job_title"], shown.origins["job_title"]) == (
        "Procurement manager",
        zeynep.pk,
    )


def test_of_three_the_earlier_one_fills_first(
    zeynep: Any, daniel: Any, tomas: Any, by_elif: Any
) -> None:
    edit_person(person_id=daniel.pk, by=by_elif, at=NOW, job_title="Buyer", messenger="daniel")

    shown = _preview(tomas, zeynep, daniel, viewer=by_elif)

    assert shown.values["job_title"] == "Procurement manager"
    assert shown.origins["messenger"] == daniel.pk


def test_what_moves_is_counted_as_far_as_it_is_seen(
    zeynep: Any, tomas: Any, lobby_deal: Any, by_elif: Any, by_robin: Any
) -> None:
    create_note(person_id=zeynep.pk, text="Likes paper lamps", by=by_elif, at=NOW)
    lobby_deal.visibility = Visibility.OWNER
    lobby_deal.save()

    assert _preview(tomas, zeynep, viewer=by_elif).moves["deal"] == 1
    assert "deal" not in _preview(tomas, zeynep, viewer=by_robin).moves


def test_who_sees_more_or_less_is_named(
    zeynep: Any, tomas: Any, by_elif: Any, mert: Any, robin: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.GROUP)

    into_the_open = _preview(tomas, zeynep, viewer=by_elif)
    out_of_sight = _preview(zeynep, tomas, viewer=by_elif)

    assert [one.name for one in into_the_open.gaining] == ["Robin Vance"]
    assert into_the_open.losing == []
    assert [one.name for one in out_of_sight.losing] == ["Robin Vance"]


def test_nothing_is_written(zeynep: Any, tomas: Any, by_elif: Any) -> None:
    _preview(tomas, zeynep, viewer=by_elif)

    tomas.refresh_from_db()
    assert tomas.job_title == ""


def test_one_that_is_gone_is_not_previewed(zeynep: Any, tomas: Any, by_elif: Any) -> None:
    merge(kind="person", survivor_id=tomas.pk, loser_id=zeynep.pk, by=by_elif, at=NOW)

    with pytest.raises(NotFound, match="merged"):
        _preview(tomas, zeynep, viewer=by_elif)
