"""The last months of contacts, as far as the viewer sees them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.contacts.operations import create_person, edit_organization
from kartotek.contacts.operations.follow_up import set_follow_up
from kartotek.flows.activity_changes import create_activity, set_done
from kartotek.flows.timeline import Asked, count_late, months_until, timeline
from kartotek.flows.written_changes import create_note
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from tests.conftest import NOW
from tests.letters import deliver, letter

pytestmark = pytest.mark.django_db

THIS_MONTH = (2026, 11)


def _marks(viewer: Viewer, at: datetime = NOW, **asked: Any) -> dict[str, dict[str, int]]:
    found = timeline(Asked(**asked), viewer=viewer, at=at)
    return {row.name: dict(row.marks.get(THIS_MONTH, {})) for row in found.rows}


def test_there_are_twelve_months_and_the_last_is_this_one() -> None:
    months = months_until(NOW.date())

    assert (len(months), months[0], months[-1]) == (12, (2025, 12), THIS_MONTH)


def test_what_happened_stands_in_its_month(
    by_elif: Viewer, zeynep: Any, lobby_deal: Any, elifs_mailbox: Any
) -> None:
    call = create_activity(by=by_elif, at=NOW, title="Call", type="call", person_id=zeynep.pk)
    set_done(activity_id=call.pk, is_done=True, by=by_elif, at=NOW)
    create_activity(by=by_elif, at=NOW, title="Planned only", person_id=zeynep.pk)
    create_note(by=by_elif, at=NOW, text="Likes brass.", person_id=zeynep.pk)
    deliver(elifs_mailbox, letter("a@x"))

    marks = _marks(by_elif)["Zeynep Karaca"]
    mail = marks.pop("mail_in", 0) + marks.pop("mail_out", 0)
    assert (marks, mail) == ({"call": 1, "note": 1, "deal": 1}, 1)


def test_an_organization_shows_what_happened_with_its_people(
    by_elif: Viewer, zeynep: Any, marmara: Any
) -> None:
    create_note(by=by_elif, at=NOW, text="Likes brass.", person_id=zeynep.pk)

    assert _marks(by_elif, kind="organization")["Marmara Otelcilik A.Ş."] == {"note": 1}


def test_a_hidden_organization_is_not_named_beside_its_people(
    by_elif: Viewer, by_robin: Viewer, zeynep: Any, marmara: Any
) -> None:
    hidden = Visibility.OWNER
    edit_organization(organization_id=marmara.pk, by=by_elif, at=NOW, visibility=hidden)

    def shown(viewer: Viewer) -> list[str]:
        return [row.organization for row in timeline(Asked(), viewer=viewer, at=NOW).rows]

    assert (shown(by_elif), shown(by_robin)) == (["Marmara Otelcilik A.Ş."], [""])


def test_nobody_sees_marks_of_what_they_may_not_see(
    by_elif: Viewer, by_robin: Viewer, lobby_deal: Any, elifs_mailbox: Any
) -> None:
    type(lobby_deal).objects.filter(pk=lobby_deal.pk).update(visibility=1)
    create_note(by=by_elif, at=NOW, text="Secret.", person_id=lobby_deal.person_id,
                deal_id=lobby_deal.pk)  # fmt: skip
    deliver(elifs_mailbox, letter("a@x"))

    assert _marks(by_robin)["Zeynep Karaca"] == {}


def test_a_hidden_contact_has_no_row(by_elif: Viewer, by_robin: Viewer) -> None:
    create_person(by=by_elif, at=NOW, name="Hidden Quill", visibility=1)

    assert "Hidden Quill" in _marks(by_elif)
    assert "Hidden Quill" not in _marks(by_robin)


def test_the_most_overdue_come_first_and_are_counted(
    by_elif: Viewer, by_outsider: Viewer, zeynep: Any, daniel: Any, tomas: Any
) -> None:
    for person, days in ((zeynep, 30), (daniel, 5), (tomas, 1)):
        set_follow_up(kind="person", record_id=person.pk, days=days, by=by_elif, at=NOW)
    at = NOW + timedelta(days=10)

    rows = timeline(Asked(is_due=True), viewer=by_elif, at=at).rows

    assert [(row.name, row.late_days) for row in rows] == [
        ("Tomáš Novák", 9),
        ("Daniel Okafor", 5),
        ("Zeynep Karaca", 0),
    ]
    assert count_late("person", viewer=by_elif, at=at) == 2
    assert count_late("person", viewer=by_outsider, at=at) == 0


def test_pages_follow_each_other_without_gap(by_elif: Viewer) -> None:
    for number in range(5):
        create_person(by=by_elif, at=NOW, name=f"P {number}")
    first = timeline(Asked(), viewer=by_elif, at=NOW, limit=3)
    second = timeline(Asked(after=first.next), viewer=by_elif, at=NOW, limit=3)

    assert [row.name for row in [*first.rows, *second.rows]] == [f"P {n}" for n in range(5)]
    assert second.next == ""


def test_contacts_are_narrowed_to_an_owner(by_elif: Viewer, by_mert: Viewer, zeynep: Any) -> None:
    create_person(by=by_mert, at=NOW, name="Merts")

    assert list(_marks(by_elif, owner_id=by_mert.own_id)) == ["Merts"]
    assert _marks(by_elif, label_id=999) == {}


def test_a_page_takes_the_same_queries_for_one_contact_and_for_many(
    by_elif: Viewer, zeynep: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        person = create_person(by=by_elif, at=NOW, name=f"P {number}")
        create_note(by=by_elif, at=NOW, text="x", person_id=person.pk)
    assert Person.objects.count() == 21

    with django_assert_max_num_queries(12):
        timeline(Asked(), viewer=by_elif, at=NOW)
