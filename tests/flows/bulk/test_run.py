"""Acts on many records: what they change, leave out and take back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kartotek.contacts.models import Person
from kartotek.contacts.operations import edit_person
from kartotek.errors import NotFound
from kartotek.fields.models import CustomField
from kartotek.fields.operations import (
    add_new_label,
    create_field,
    create_label,
    delete_field,
    put_on,
    set_value,
)
from kartotek.fields.queries import labels_of, values_of
from kartotek.flows import contact_changes
from kartotek.flows.bulk import run
from kartotek.flows.bulk.queries import act_page
from kartotek.flows.models import ActStatus, BulkAct
from kartotek.history.models import Entry
from kartotek.search.lists import rules
from kartotek.search.lists.conditions import ConditionGone
from kartotek.search.lists.queries import Wanted
from kartotek.users.permissions import NotPermitted, Permission
from kartotek.users.visibility import Visibility
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

TITLE = {"field": "job_title", "value": "Buyer"}


def do(by: Any, verb: str = "edit", what: Any = TITLE, filter_: str = "", **more: Any) -> BulkAct:
    wanted = Wanted("person", rules.parsed(filter_), **more)
    return run.start(verb=verb, wanted=wanted, what=what, by=by, at=NOW)


def titles() -> dict[str, str]:
    return dict(Person.objects.order_by("pk").values_list("name", "job_title"))


def test_a_field_is_written_on_every_selected_record(
    by_elif: Any, zeynep: Any, daniel: Any, tomas: Any
) -> None:
    done = do(by_elif, ids=(zeynep.pk, daniel.pk))

    assert titles() == {"Zeynep Karaca": "Buyer", "Daniel Okafor": "Buyer", "Tomáš Novák": ""}
    assert (done.status, done.done_count, done.skipped_count) == (ActStatus.DONE, 2, 0)


def test_all_that_match_a_filter_are_taken_and_no_others(
    by_elif: Any, zeynep: Any, daniel: Any
) -> None:
    do(by_elif, filter_="name.contains.dan")

    assert titles()["Daniel Okafor"] == "Buyer"
    assert titles()["Zeynep Karaca"] == "Procurement manager"


def test_every_change_is_in_the_history_of_its_record(by_elif: Any, zeynep: Any) -> None:
    do(by_elif, ids=(zeynep.pk,))

    line = Entry.objects.filter(subject_type="person", kind="person.edited").latest("pk")
    assert line.data["changes"] == {"job_title": ["Procurement manager", "Buyer"]}
    assert (line.user_id, line.source) == (by_elif.user_id, "screen")


def test_records_one_may_not_change_are_left_out_and_named(
    by_elif: Any, by_mert: Any, zeynep: Any
) -> None:
    own = contact_changes.add_person(by=by_mert, at=NOW, name="Own Guest")
    bound = replace(by_mert, permissions=frozenset({Permission.BULK_EDIT}))
    done = do(bound, ids=(zeynep.pk, own.pk))

    assert titles() == {"Zeynep Karaca": "Procurement manager", "Own Guest": "Buyer"}
    [skipped] = act_page(done.pk, viewer=by_mert).skipped
    assert (skipped.id, skipped.name) == (zeynep.pk, "Zeynep Karaca")
    assert skipped.reason


def test_who_may_not_change_many_does_not(by_elif: Any, zeynep: Any) -> None:
    with pytest.raises(NotPermitted):
        do(replace(by_elif, permissions=frozenset()), ids=(zeynep.pk,))


def test_undo_brings_the_old_values_back_but_leaves_later_changes(
    by_elif: Any, zeynep: Any, daniel: Any
) -> None:
    done = do(by_elif, ids=(zeynep.pk, daniel.pk))
    edit_person(person_id=daniel.pk, by=by_elif, at=NOW, job_title="Director")

    undone = run.undo(act_id=done.pk, by=by_elif, at=NOW + timedelta(days=29))

    assert titles() == {"Zeynep Karaca": "Procurement manager", "Daniel Okafor": "Director"}
    assert undone.status == ActStatus.UNDONE
    assert [one.name for one in act_page(done.pk, viewer=by_elif).skipped] == ["Daniel Okafor"]


def test_undo_ends_after_thirty_days_and_is_done_once(by_elif: Any, zeynep: Any) -> None:
    done = do(by_elif, ids=(zeynep.pk,))
    with pytest.raises(run.TooLate):
        run.undo(act_id=done.pk, by=by_elif, at=NOW + timedelta(days=31))
    run.undo(act_id=done.pk, by=by_elif, at=NOW)
    with pytest.raises(NotFound):
        run.undo(act_id=done.pk, by=by_elif, at=NOW)


def test_nobody_undoes_what_another_did(by_elif: Any, by_mert: Any, zeynep: Any) -> None:
    done = do(by_elif, ids=(zeynep.pk,))
    with pytest.raises(NotFound):
        run.undo(act_id=done.pk, by=by_mert, at=NOW)


def test_labels_are_put_on_and_taken_off_and_both_is_undone(
    by_elif: Any, zeynep: Any, daniel: Any
) -> None:
    hotel = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=NOW)
    key = create_label(on="person", name="Key account", by=by_elif, at=NOW)
    put_on(label_id=key.pk, subject=daniel, by=by_elif, at=NOW)
    ids = (zeynep.pk, daniel.pk)
    before = labels_of("person", ids, viewer=by_elif)
    done = do(by_elif, "label", {"add": [key.pk], "remove": [hotel.pk]}, ids=ids)

    after = labels_of("person", ids, viewer=by_elif)
    assert [[one.name for one in after[pk]] for pk in ids] == [["Key account"], ["Key account"]]
    run.undo(act_id=done.pk, by=by_elif, at=NOW)
    assert labels_of("person", ids, viewer=by_elif) == before


def test_undo_neither_labels_nor_names_what_went_out_of_sight(
    by_elif: Any, by_deniz: Any, deniz: Any, zeynep: Any, daniel: Any
) -> None:
    key = create_label(on="person", name="Key account", by=by_elif, at=NOW)
    done = do(by_elif, "label", {"add": [key.pk]}, ids=(zeynep.pk, daniel.pk))
    Person.objects.filter(pk=zeynep.pk).update(
        name="Secret", owner=deniz, visibility=Visibility.OWNER
    )

    undone = run.undo(act_id=done.pk, by=by_elif, at=NOW)

    assert (undone.done_count, undone.skipped_count, undone.skipped) == (1, 1, [])
    both = labels_of("person", (zeynep.pk, daniel.pk), viewer=by_deniz)
    assert [pk for pk, labels in both.items() if labels] == [zeynep.pk]


def test_undo_leaves_the_labels_of_what_one_may_no_longer_change(
    by_elif: Any, mert: Any, zeynep: Any
) -> None:
    key = create_label(on="person", name="Key account", by=by_elif, at=NOW)
    old = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=NOW)
    done = do(by_elif, "label", {"add": [key.pk], "remove": [old.pk]}, ids=(zeynep.pk,))
    Person.objects.filter(pk=zeynep.pk).update(owner=mert)
    bound = replace(by_elif, permissions=frozenset({Permission.BULK_EDIT}))

    undone = run.undo(act_id=done.pk, by=bound, at=NOW)

    assert (undone.done_count, undone.skipped_count) == (0, 1)
    [left] = labels_of("person", (zeynep.pk,), viewer=by_elif)[zeynep.pk]
    assert left.name == "Key account"


def test_deleted_records_come_back(by_elif: Any, zeynep: Any, daniel: Any) -> None:
    done = do(by_elif, "delete", {}, ids=(zeynep.pk, daniel.pk))
    assert Person.objects.alive().count() == 0

    run.undo(act_id=done.pk, by=by_elif, at=NOW)

    assert Person.objects.alive().count() == 2


def test_an_owner_a_day_and_a_custom_field_are_written_and_taken_back(
    by_elif: Any, mert: Any, zeynep: Any
) -> None:
    field = CustomField.objects.create(
        company_id=by_elif.company_id,
        on="person",
        key="a" * 40,
        name="Hobby",
        type="text",
        created_at=NOW,
        updated_at=NOW,
    )
    typed = {"value": "Chess", "until": "", "currency": "", "chosen": []}
    acts = [
        do(by_elif, what={"field": "owner_id", "value": mert.pk}, ids=(zeynep.pk,)),
        do(by_elif, what={"field": "birthday", "value": "1990-05-01"}, ids=(zeynep.pk,)),
        do(by_elif, what={"field": f"field-{field.pk}", "value": typed}, ids=(zeynep.pk,)),
    ]

    def said() -> tuple[int, date | None, str]:
        one = Person.objects.get(pk=zeynep.pk)
        custom = values_of("person", [one.pk], viewer=by_elif).get(one.pk, {}).get(field.pk)
        return one.owner_id, one.birthday, custom.text if custom else ""

    assert said() == (mert.pk, date(1990, 5, 1), "Chess")
    for act in acts:
        run.undo(act_id=act.pk, by=by_elif, at=NOW)
    assert said() == (by_elif.user_id, None, "")


def test_many_records_are_done_in_the_background_batch_by_batch(
    by_elif: Any, monkeypatch: pytest.MonkeyPatch, zeynep: Any, daniel: Any, tomas: Any
) -> None:
    monkeypatch.setattr(run, "AT_ONCE", 1)
    monkeypatch.setattr(run, "BATCH", 2)
    begun = do(by_elif)
    assert begun.status == ActStatus.RUNNING
    assert set(titles().values()) == {"Procurement manager", ""}

    run.go_on(at=NOW, batches=1)
    halfway = BulkAct.objects.get(pk=begun.pk)
    assert (halfway.status, halfway.done_count) == (ActStatus.RUNNING, 2)
    run.go_on(at=NOW)

    assert BulkAct.objects.get(pk=begun.pk).status == ActStatus.DONE
    assert set(titles().values()) == {"Buyer"}


def test_an_act_that_takes_records_out_of_its_filter_goes_on_to_the_end(
    by_elif: Any, monkeypatch: pytest.MonkeyPatch, zeynep: Any, daniel: Any, tomas: Any
) -> None:
    monkeypatch.setattr(run, "BATCH", 1)
    done = do(by_elif, filter_="job-title.is-not.Buyer")

    assert done.done_count == 3
    assert set(titles().values()) == {"Buyer"}


def test_nothing_selected_is_told(by_elif: Any) -> None:
    with pytest.raises(NotFound):
        do(by_elif, ids=())


def test_a_request_and_the_background_at_one_act_take_each_record_once(
    by_elif: Any, zeynep: Any, daniel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "BATCH", 1)
    meanwhile = [lambda: run.go_on(at=NOW)]

    def told(*_args: Any, **_more: Any) -> None:
        if meanwhile:
            meanwhile.pop()()

    monkeypatch.setattr(run, "announce", told)
    done = do(by_elif, ids=(zeynep.pk, daniel.pk))
    run.undo(act_id=done.pk, by=by_elif, at=NOW)

    assert titles() == {"Zeynep Karaca": "Procurement manager", "Daniel Okafor": ""}


def test_a_filter_on_a_deleted_field_selects_nothing(
    by_elif: Any, by_deniz: Any, zeynep: Any
) -> None:
    field = create_field(on="person", field_type="text", name="Region", by=by_deniz, at=NOW)
    delete_field(field_id=field.pk, by=by_deniz, at=NOW)

    with pytest.raises(ConditionGone):
        do(by_elif, "delete", {}, filter_=f"field-{field.pk}.is.West")

    assert Person.objects.alive().filter(pk=zeynep.pk).exists()


def test_an_act_whose_field_is_deleted_underway_goes_no_further(
    by_elif: Any, by_deniz: Any, zeynep: Any, daniel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "AT_ONCE", 0)
    field = create_field(on="person", field_type="text", name="Region", by=by_deniz, at=NOW)
    set_value(subject=zeynep, field_id=field.pk, typed="West", by=by_elif, at=NOW)
    act = do(by_elif, "delete", {}, filter_=f"field-{field.pk}.is.West")
    delete_field(field_id=field.pk, by=by_deniz, at=NOW)

    run.go_on(at=NOW)

    page = act_page(act.pk, viewer=by_elif)
    assert Person.objects.alive().count() == 2
    assert (page.status, page.done_count, page.skipped_count) == (ActStatus.DONE, 0, 1)


def test_the_act_of_who_was_shut_out_goes_no_further(
    by_elif: Any, elif_: Any, zeynep: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "AT_ONCE", 0)
    do(by_elif, "delete", {}, ids=(zeynep.pk,))
    elif_.is_active = False
    elif_.save()

    run.go_on(at=NOW)

    assert Person.objects.alive().filter(pk=zeynep.pk).exists()
