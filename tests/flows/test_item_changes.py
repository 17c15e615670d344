from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import NotFound
from kartotek.flows import item_changes
from kartotek.linking.models import ConversationLink
from kartotek.search.models import Document
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from tests.letters import deliver, letter

FIXTURES = {"deal": "lobby_deal", "lead": "clinic_lead", "project": "bodrum_project"}


def code() -> str:
    return str(ConversationLink.objects.get().decision.code)


def test_the_conversations_of_a_deleted_deal_say_so_until_it_is_back(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Viewer, now: datetime
) -> None:
    deliver(elifs_mailbox, letter("offer@marmara"))
    assert code() == "ONE_OPEN_ITEM"

    item_changes.delete_item(kind="deal", item_id=lobby_deal.pk, by=by_elif, at=now)
    link = ConversationLink.objects.get()
    assert (link.deal_id, link.decision.code) == (lobby_deal.pk, "ITEM_DELETED")

    item_changes.restore_item(kind="deal", item_id=lobby_deal.pk, by=by_elif, at=now)
    assert ConversationLink.objects.get().deal_id == lobby_deal.pk
    assert code() == "ONE_OPEN_ITEM"


@pytest.mark.parametrize("kind", FIXTURES)
def test_search_forgets_what_is_deleted_and_remembers_what_is_restored(
    kind: str, request: Any, by_elif: Viewer, now: datetime
) -> None:
    record = request.getfixturevalue(FIXTURES[kind])
    mine = {"kind": kind, "item_id": record.pk, "by": by_elif, "at": now}

    item_changes.restore_item(**mine)
    assert Document.objects.filter(kind=kind, subject_id=record.pk).exists()
    assert item_changes.delete_item(**mine).is_deleted
    assert not Document.objects.filter(kind=kind, subject_id=record.pk).exists()
    assert not item_changes.restore_item(**mine).is_deleted
    assert Document.objects.filter(kind=kind, subject_id=record.pk).exists()


@pytest.mark.parametrize("kind", FIXTURES)
@pytest.mark.parametrize("who", ["by_robin", "by_outsider"])
def test_nobody_deletes_what_they_may_not_see(
    kind: str, request: Any, who: str, now: datetime
) -> None:
    record = request.getfixturevalue(FIXTURES[kind])
    record.visibility = Visibility.GROUP
    record.save()
    by = request.getfixturevalue(who)

    for act in (item_changes.delete_item, item_changes.restore_item):
        with pytest.raises(NotFound):
            act(kind=kind, item_id=record.pk, by=by, at=now)


def test_a_person_is_no_item(zeynep: Any, by_elif: Viewer, now: datetime) -> None:
    with pytest.raises(NotFound):
        item_changes.delete_item(kind="person", item_id=zeynep.pk, by=by_elif, at=now)


def test_an_edited_title_is_found(
    lobby_deal: Any, clinic_lead: Any, bodrum_project: Any, by_elif: Viewer, now: datetime
) -> None:
    item_changes.edit_deal(deal_id=lobby_deal.pk, by=by_elif, at=now, title="Deal renamed")
    item_changes.edit_lead(lead_id=clinic_lead.pk, by=by_elif, at=now, title="Lead renamed")
    item_changes.edit_project(
        project_id=bodrum_project.pk, by=by_elif, at=now, title="Project renamed"
    )

    assert set(Document.objects.values_list("title", flat=True)) == {
        "Deal renamed",
        "Lead renamed",
        "Project renamed",
    }


def test_a_project_is_found_by_who_is_put_on_it(
    bodrum_project: Any, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    mine = {"project_id": bodrum_project.pk, "kind": "person", "record_id": daniel.pk}

    item_changes.add_member(**mine, by=by_elif, at=now)
    assert "okafor" in Document.objects.get(kind="project").text

    item_changes.remove_member(**mine, by=by_elif, at=now)
    assert "okafor" not in Document.objects.get(kind="project").text
