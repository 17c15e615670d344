"""What was deleted long ago goes for good; what hangs on others too stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from kartotek.activities.models import Activity, File, Note
from kartotek.activities.operations import (
    create_activity,
    create_file,
    delete_file,
)
from kartotek.contacts.models import Organization, Person, PersonAddress
from kartotek.fields.models import LabelUse
from kartotek.fields.operations import create_label, put_on
from kartotek.flows.contact_changes import delete_organization, delete_person, restore_person
from kartotek.flows.item_changes import delete_item
from kartotek.flows.purge import due, purge
from kartotek.flows.written_changes import create_note
from kartotek.history.models import Entry
from kartotek.linking.models import ConversationLink, Decision
from kartotek.linking.rules import Code
from kartotek.mail.models import Conversation
from kartotek.pipeline.deals.models import Deal
from kartotek.search.models import Document
from kartotek.store import contents
from tests.activities.conftest import lobby_deal

__all__ = ["lobby_deal"]

pytestmark = pytest.mark.django_db(transaction=True)

LATER = timedelta(days=31)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.BLOB_URL = tmp_path.as_uri()
    return tmp_path


def put(by: Any, at: datetime, content: bytes = b"offer", **on: int) -> File:
    return create_file(file=SimpleUploadedFile("offer.txt", content), by=by, at=at, **on)


def test_a_person_goes_with_what_hangs_on_them_alone(
    zeynep: Any, by_elif: Any, now: datetime
) -> None:
    label = create_label(on="person", name="Hot", tone="red", by=by_elif, at=now)
    put_on(label_id=label.pk, subject=zeynep, by=by_elif, at=now)
    create_note(by=by_elif, at=now, text="Call", person_id=zeynep.pk)
    create_activity(by=by_elif, at=now, title="Call", person_id=zeynep.pk)
    put(by_elif, now, person_id=zeynep.pk)
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    removed = purge(at=now + LATER)

    assert removed["person"] == 1
    left = [Person, PersonAddress, Note, Activity, File, LabelUse]
    assert [model._default_manager.count() for model in left] == [0] * len(left)


@pytest.fixture
def meeting(zeynep: Any, daniel: Any, tomas: Any, by_elif: Any, now: datetime) -> Activity:
    """A meeting with Zeynep, and with Daniel and Tomáš too."""
    people = [zeynep.pk, daniel.pk, tomas.pk]
    return create_activity(by=by_elif, at=now, title="Meet", people_ids=people)


def test_a_meeting_stays_with_whoever_else_it_was_with(
    meeting: Activity, zeynep: Any, daniel: Any, tomas: Any, by_elif: Any, now: datetime
) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    meeting.refresh_from_db()
    further = meeting.further.values_list("person_id", flat=True)
    assert (meeting.person_id, list(further)) == (daniel.pk, [tomas.pk])


def test_whoever_keeps_a_meeting_still_counts_it(
    meeting: Activity, zeynep: Any, daniel: Any, tomas: Any, by_elif: Any, now: datetime
) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    for one in (daniel, tomas):
        one.refresh_from_db()
        assert one.to_do_count == 1


def test_a_meeting_with_people_who_go_together_goes_with_them(
    meeting: Activity, zeynep: Any, daniel: Any, tomas: Any, by_elif: Any, now: datetime
) -> None:
    for one in (zeynep, daniel, tomas):
        delete_person(person_id=one.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    assert not Activity.objects.exists()


def test_a_meeting_at_a_purged_organization_stays_with_whom_it_was_with(
    meeting: Activity, marmara: Any, daniel: Any, by_elif: Any, now: datetime
) -> None:
    Activity.objects.update(person_id=None, organization_id=marmara.pk)
    delete_organization(organization_id=marmara.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    meeting.refresh_from_db()
    assert meeting.organization_id is None


def test_what_hung_on_a_purged_person_is_searched_no_more(
    zeynep: Any, by_elif: Any, now: datetime
) -> None:
    create_note(by=by_elif, at=now, text="Prefers brass.", person_id=zeynep.pk)
    documents = Document.objects.filter(kind="note")
    assert documents.count() == 1
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    assert documents.count() == 0


def test_the_name_of_a_purged_organization_finds_its_people_no_more(
    zeynep: Any, marmara: Any, by_elif: Any, now: datetime
) -> None:
    delete_organization(organization_id=marmara.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    [found] = Document.objects.filter(kind="person", subject_id=zeynep.pk)
    assert "otelcilik" not in found.text


def test_what_hangs_on_a_deal_too_stays_and_loses_the_link(
    zeynep: Any, lobby_deal: Any, by_elif: Any, now: datetime
) -> None:
    on = {"person_id": zeynep.pk, "deal_id": lobby_deal.pk}
    note = create_note(by=by_elif, at=now, text="Call", **on)
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    note.refresh_from_db()
    assert (note.person_id, note.deal_id) == (None, lobby_deal.pk)
    assert Deal.objects.get(pk=lobby_deal.pk).person_id is None


def test_a_conversation_stays_and_loses_the_deal(
    lobby_deal: Any, company: Any, by_elif: Any, now: datetime
) -> None:
    conversation = Conversation.objects.create(company=company, subject="Offer", created_at=now)
    decision = Decision.objects.create(
        company=company,
        conversation=conversation,
        code=Code.ONE_OPEN_ITEM,
        rule_version=1,
        decided_at=now,
    )
    ConversationLink.objects.create(
        company=company, conversation=conversation, deal=lobby_deal, decision=decision
    )
    delete_item(kind="deal", item_id=lobby_deal.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    assert not Deal.objects.exists()
    assert ConversationLink.objects.get(conversation=conversation).deal_id is None


def test_the_people_of_an_organization_stay(
    marmara: Any, zeynep: Any, by_elif: Any, now: datetime
) -> None:
    delete_organization(organization_id=marmara.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    assert not Organization.objects.filter(pk=marmara.pk).exists()
    assert Person.objects.get(pk=zeynep.pk).organization_id is None


def test_within_thirty_days_nothing_goes(zeynep: Any, by_elif: Any, now: datetime) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    assert purge(at=now + timedelta(days=30))["person"] == 0
    restore_person(person_id=zeynep.pk, by=by_elif, at=now)
    assert purge(at=now + LATER)["person"] == 0


def test_a_second_time_finds_nothing_left(zeynep: Any, by_elif: Any, now: datetime) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)
    purge(at=now + LATER)

    assert set(purge(at=now + LATER).values()) == {0}


def test_counting_removes_nothing(zeynep: Any, by_elif: Any, now: datetime) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    assert due(at=now + LATER)["person"] == 1
    assert Person.objects.filter(pk=zeynep.pk).exists()


def test_the_companys_history_says_that_there_was_one(
    zeynep: Any, company: Any, by_elif: Any, now: datetime
) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    told = Entry.objects.get(kind="person.purged")
    assert (told.subject_type, told.subject_id, told.data) == (
        "company",
        company.pk,
        {"id": zeynep.pk},
    )
    assert not Entry.objects.filter(subject_type="person", subject_id=zeynep.pk).exists()


def test_the_bytes_of_a_file_go_with_the_last_file_that_has_them(
    zeynep: Any, company: Any, by_elif: Any, now: datetime
) -> None:
    first = put(by_elif, now, person_id=zeynep.pk)
    second = put(by_elif, now, person_id=zeynep.pk)
    delete_file(file_id=first.pk, by=by_elif, at=now)

    purge(at=now + LATER)
    assert contents.load(company.pk, second.sha256) == b"offer"
    delete_file(file_id=second.pk, by=by_elif, at=now)
    purge(at=now + LATER)

    with pytest.raises(contents.ContentDamaged):
        contents.load(company.pk, second.sha256)


def test_other_companies_keep_theirs(
    zeynep: Any, by_elif: Any, outsider: Any, by_outsider: Any, now: datetime
) -> None:
    from kartotek.contacts.operations import create_person

    theirs = create_person(by=by_outsider, at=now, name="Ines Ott")
    create_note(by=by_outsider, at=now, text="Call", person_id=theirs.pk)
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    assert Note.objects.get().person_id == theirs.pk


def test_more_than_one_batch_goes(
    company: Any, by_elif: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kartotek.contacts.operations import create_person
    from kartotek.flows import purge as flow

    monkeypatch.setattr(flow, "BATCH", 2)
    for number in range(5):
        person = create_person(by=by_elif, at=now, name=f"Person {number}")
        delete_person(person_id=person.pk, by=by_elif, at=now)

    assert purge(at=now + LATER)["person"] == 5
    assert not Person.objects.exists()


def test_nothing_points_at_what_is_gone(
    zeynep: Any, marmara: Any, lobby_deal: Any, by_elif: Any, now: datetime
) -> None:
    create_note(by=by_elif, at=now, text="Call", person_id=zeynep.pk, organization_id=marmara.pk)
    delete_item(kind="deal", item_id=lobby_deal.pk, by=by_elif, at=now)
    delete_person(person_id=zeynep.pk, by=by_elif, at=now)
    delete_organization(organization_id=marmara.pk, by=by_elif, at=now)

    purge(at=now + LATER)

    connection.check_constraints()
    assert not Note.objects.exists()
