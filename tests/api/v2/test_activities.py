"""Activities over the API."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from kartotek.activities.models import Activity
from kartotek.activities.operations import create_activity
from kartotek.contacts.operations import edit_person
from kartotek.users.visibility import Visibility
from tests.api.programs import Program
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

PATH = "/api/v2/activities"


@pytest.fixture
def visit(by_elif: Any, lobby_deal: Any, zeynep: Any, tomas: Any, marmara: Any) -> Any:
    """A meeting about the lobby deal with two people."""
    return create_activity(
        by=by_elif,
        at=NOW,
        type="meeting",
        title="Site visit",
        due_on=date(2026, 11, 20),
        due_time=time(15, 30),
        duration_minutes=90,
        location="Pera",
        note="Bring samples",
        guests=["Levent Bey <levent@marmara.example>"],
        deal_id=lobby_deal.pk,
        people_ids=[zeynep.pk, tomas.pk],
        organization_id=marmara.pk,
    )


def test_an_activity_has_the_shape_of_the_contract(
    elifs: Program, visit: Any, lobby_deal: Any, zeynep: Any, tomas: Any, marmara: Any, elif_: Any
) -> None:
    answer = elifs.get(f"{PATH}/{visit.pk}", include_fields="attendees")

    parts = ["country", "admin_area_level_1", "admin_area_level_2", "locality", "sublocality"]
    parts += ["route", "street_number", "subpremise", "postal_code"]
    assert answer.data == {
        "id": visit.pk,
        "subject": "Site visit",
        "type": "meeting",
        "owner_id": elif_.pk,
        "creator_user_id": elif_.pk,
        "is_deleted": False,
        "add_time": "2026-11-12T10:00:00Z",
        "update_time": "2026-11-12T10:00:00Z",
        "deal_id": lobby_deal.pk,
        "lead_id": None,
        "person_id": zeynep.pk,
        "org_id": marmara.pk,
        "project_id": None,
        "due_date": "2026-11-20",
        "due_time": "15:30:00",
        "duration": "01:30:00",
        "busy": True,
        "done": False,
        "marked_as_done_time": None,
        "location": {"value": "Pera", **dict.fromkeys(parts)},
        "participants": [
            {"person_id": zeynep.pk, "primary": True},
            {"person_id": tomas.pk, "primary": False},
        ],
        "conference_meeting_client": None,
        "conference_meeting_url": None,
        "conference_meeting_id": None,
        "public_description": None,
        "priority": None,
        "note": "Bring samples",
        "attendees": [
            {
                "email": "levent@marmara.example",
                "name": "Levent Bey",
                "status": "noreply",
                "is_organizer": False,
                "person_id": None,
                "user_id": None,
            }
        ],
    }


def test_a_program_plans_in_utc(elifs: Program, elif_: Any, zeynep: Any, tomas: Any) -> None:
    elif_.time_zone = "Europe/Istanbul"
    elif_.save()

    answer = elifs.post(
        PATH,
        subject="Call",
        type="call",
        due_date="2026-11-20",
        due_time="21:30",
        duration="00:45",
        participants=[{"person_id": tomas.pk}, {"person_id": zeynep.pk, "primary": True}],
    )

    assert (answer.status, answer.data["due_date"], answer.data["due_time"]) == (
        200,
        "2026-11-20",
        "21:30:00",
    )
    assert answer.data["person_id"] == zeynep.pk
    zeynep.refresh_from_db()
    assert zeynep.to_do_count == 1


def test_done_is_written_like_any_value(elifs: Program, visit: Any) -> None:
    done = elifs.patch(f"{PATH}/{visit.pk}", done=True)
    opened = elifs.patch(f"{PATH}/{visit.pk}", done=False, subject="Visit again")

    assert (done.data["done"], done.data["subject"]) == (True, "Site visit")
    assert (opened.data["done"], opened.data["marked_as_done_time"]) == (False, None)


def test_lists_are_narrowed_and_sorted(
    elifs: Program, visit: Any, by_elif: Any, lobby_deal: Any, tomas: Any
) -> None:
    sooner = create_activity(by=by_elif, at=NOW, title="Sooner", due_on=date(2026, 11, 13))

    by_day = elifs.get(PATH, sort_by="due_date")
    of_deal = elifs.get(PATH, deal_id=lobby_deal.pk, done="false")
    of_person = elifs.get(PATH, person_id=tomas.pk)

    assert [one["id"] for one in by_day.data] == [sooner.pk, visit.pk]
    assert [one["id"] for one in of_deal.data] == [visit.pk]
    assert [one["id"] for one in of_person.data] == [visit.pk]
    assert elifs.get(PATH, done="true").data == []


def test_a_list_goes_on_by_its_cursor(elifs: Program, by_elif: Any) -> None:
    made = [create_activity(by=by_elif, at=NOW, title=f"N {number}").pk for number in range(3)]

    first = elifs.get(PATH, limit=2)
    cursor = first.body["additional_data"]["next_cursor"]
    second = elifs.get(PATH, limit=2, cursor=cursor)

    assert [one["id"] for one in first.data + second.data] == made
    assert second.body["additional_data"]["next_cursor"] is None


def test_an_activity_of_a_lead_is_found_by_its_uuid(
    elifs: Program, by_elif: Any, clinic_lead: Any
) -> None:
    made = elifs.post(PATH, subject="Call", lead_id=str(clinic_lead.uuid))

    assert made.data["lead_id"] == str(clinic_lead.uuid)
    assert [one["id"] for one in elifs.get(PATH, lead_id=str(clinic_lead.uuid)).data] == [
        made.data["id"]
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {"due_time": "noon"},
        {"due_time": "25:00"},
        {"duration": "long"},
        {"due_date": "9999-12-31"},
        {"type": "party"},
        {"lead_id": "none"},
        {"participants": [{"person_id": 99_999}]},
        {"deal_id": 99_999},
    ],
)
def test_what_cannot_be_is_refused(elifs: Program, sent: dict[str, Any]) -> None:
    answer = elifs.post(PATH, {"subject": "x", **sent})

    assert answer.status in {400, 422}
    assert answer.body["success"] is False
    assert not Activity.objects.exists()


def test_a_deleted_activity_is_read_but_not_listed(elifs: Program, visit: Any) -> None:
    assert elifs.delete(f"{PATH}/{visit.pk}").data == {"id": visit.pk}

    assert elifs.get(PATH).data == []
    assert elifs.get(f"{PATH}/{visit.pk}").data["is_deleted"] is True
    assert elifs.patch(f"{PATH}/{visit.pk}", subject="x").status == 404


def test_what_one_does_not_see_is_not_there(
    robins: Program, by_elif: Any, visit: Any, zeynep: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)

    assert robins.get(PATH).data == []
    assert robins.get(f"{PATH}/{visit.pk}").status == 404
