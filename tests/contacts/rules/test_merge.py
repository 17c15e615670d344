"""Which value survives when two records become one."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.rules.merge import PLACE, Reached, conflicts, taken, united

BLANK: dict[str, Any] = {
    "name": "Zeynep Karaca",
    "first_name": "Zeynep",
    "last_name": "Karaca",
    "organization_id": None,
    "job_title": "",
    "birthday": None,
    "postal_address": "",
    "messenger": "",
    "notes": "",
    "picture": "",
    "follow_up_days": None,
}
PLACELESS: dict[str, Any] = {
    "name": "Marmara",
    "website": "",
    "linkedin": "",
    "industry": "",
    "annual_revenue": None,
    "employee_count": None,
    "picture": "",
    "follow_up_days": None,
    **dict.fromkeys(PLACE, ""),
}


def test_what_is_blank_is_filled_and_what_is_said_stays() -> None:
    survivor = BLANK | {"job_title": "Buyer"}
    loser = BLANK | {"job_title": "Procurement manager", "organization_id": 7}

    assert taken("person", survivor, loser) == {"organization_id": 7}
    assert conflicts("person", survivor, loser) == ["job_title"]


def test_a_number_that_is_zero_is_said() -> None:
    survivor, loser = PLACELESS | {"employee_count": 0}, PLACELESS | {"employee_count": 40}

    assert taken("organization", survivor, loser) == {}


def test_a_name_of_one_word_is_completed() -> None:
    survivor = BLANK | {"name": "Zeynep", "last_name": ""}

    assert taken("person", survivor, BLANK)["name"] == "Zeynep Karaca"
    assert taken("person", survivor, BLANK)["last_name"] == "Karaca"
    assert "name" not in taken("person", BLANK | {"name": "Info"}, BLANK)


def test_the_parts_of_an_address_are_one_value() -> None:
    survivor = PLACELESS | {"city": "İzmir"}
    loser = PLACELESS | {"city": "Bodrum", "street": "Atatürk Bulvarı"}

    assert taken("organization", survivor, loser) == {}
    assert taken("organization", PLACELESS, loser) == {
        "city": "Bodrum",
        "street": "Atatürk Bulvarı",
    }


def test_addresses_are_united_and_the_survivors_comes_first() -> None:
    done = united(
        [Reached(1, "a@x.example", is_primary=True)],
        [Reached(2, "a@x.example", is_primary=True), Reached(3, "b@x.example", is_primary=False)],
    )

    assert (done.moved, done.dropped, done.demoted, done.promoted) == ((3,), (2,), (), None)


def test_another_primary_steps_back() -> None:
    done = united(
        [Reached(1, "a@x.example", is_primary=True)],
        [Reached(2, "b@x.example", is_primary=True)],
    )

    assert (done.moved, done.demoted) == ((2,), (2,))


def test_where_the_survivor_had_none_the_losers_comes_first() -> None:
    stays = united([], [Reached(2, "b@x.example", is_primary=True)])
    steps_up = united([], [Reached(2, "b@x.example", is_primary=False)])

    assert (stays.demoted, stays.promoted) == ((), None)
    assert steps_up.promoted == 2


def test_nothing_united_with_nothing_is_nothing() -> None:
    done = united([], [])

    assert (done.moved, done.promoted) == ((), None)
