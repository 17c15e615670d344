"""Labels are renamed, recoloured, deleted and brought back, with what they are on."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.fields.operations import (
    add_label,
    add_new_label,
    create_label,
    delete_label,
    edit_label,
    put_on,
    restore_label,
)
from kartotek.fields.queries import counted_labels, labels, labels_of
from kartotek.history.queries import of_records


def _on(person: Any, viewer: Any) -> list[tuple[str, str]]:
    found = labels_of("person", [person.pk], viewer=viewer).get(person.pk, [])
    return [(label.name, label.tone) for label in found]


def test_a_new_name_and_colour_show_on_every_record(zeynep: Any, by_elif: Any, now: Any) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", tone="teal", by=by_elif, at=now)

    edit_label(label_id=label.pk, name=" Big  hotel ", tone="pink", by=by_elif, at=now)

    assert _on(zeynep, by_elif) == [("Big hotel", "pink")]
    line = of_records([("label", label.pk)], viewer=by_elif)[0]
    assert line.data["changes"] == {"name": ["Hotel", "Big hotel"], "tone": ["teal", "pink"]}


@pytest.mark.parametrize("name", ["hotel", "HÔTEL", " Hotel "])
def test_two_labels_of_one_name_are_refused(by_elif: Any, now: Any, name: str) -> None:
    create_label(on="person", name="Hotel", by=by_elif, at=now)
    other = create_label(on="person", name="Distributor", by=by_elif, at=now)

    with pytest.raises(Invalid, match="called Hotel already"):
        edit_label(label_id=other.pk, name=name, tone="", by=by_elif, at=now)
    with pytest.raises(Invalid, match="called Hotel already"):
        add_label(on="person", name=name, by=by_elif, at=now)


def test_a_label_may_be_written_differently(by_elif: Any, now: Any) -> None:
    label = create_label(on="person", name="hotel", by=by_elif, at=now)

    edit_label(label_id=label.pk, name="Hôtel", tone="", by=by_elif, at=now)

    assert [one.name for one in labels("person", viewer=by_elif)] == ["Hôtel"]


def test_other_kinds_have_labels_of_their_own(by_elif: Any, now: Any) -> None:
    create_label(on="person", name="Hotel", by=by_elif, at=now)

    add_label(on="organization", name="Hotel", by=by_elif, at=now)

    assert len(labels("organization", viewer=by_elif)) == 1


def test_a_kind_without_labels_gets_none(by_elif: Any, now: Any) -> None:
    with pytest.raises(NotFound):
        add_label(on="mailbox", name="Hotel", by=by_elif, at=now)


def test_deleting_says_how_many_records_had_it(
    zeynep: Any, daniel: Any, by_elif: Any, now: Any
) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)
    put_on(label_id=label.pk, subject=daniel, by=by_elif, at=now)

    gone = delete_label(label_id=label.pk, by=by_elif, at=now)

    assert (gone.name, gone.count) == ("Hotel", 2)
    assert _on(zeynep, by_elif) == []
    assert labels("person", viewer=by_elif) == []
    assert counted_labels("person", viewer=by_elif) == []


def test_a_label_comes_back_with_its_records(zeynep: Any, by_elif: Any, now: Any) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", tone="teal", by=by_elif, at=now)
    delete_label(label_id=label.pk, by=by_elif, at=now)

    for _twice in range(2):
        restore_label(label_id=label.pk, by=by_elif, at=now)

    assert _on(zeynep, by_elif) == [("Hotel", "teal")]


def test_a_deleted_name_is_free_again_and_then_taken(zeynep: Any, by_elif: Any, now: Any) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)
    delete_label(label_id=label.pk, by=by_elif, at=now)
    create_label(on="person", name="hotel", by=by_elif, at=now)

    with pytest.raises(Invalid, match="already"):
        restore_label(label_id=label.pk, by=by_elif, at=now)


def test_a_deleted_label_is_put_on_nothing(zeynep: Any, by_elif: Any, now: Any) -> None:
    label = create_label(on="person", name="Hotel", by=by_elif, at=now)
    delete_label(label_id=label.pk, by=by_elif, at=now)

    with pytest.raises(NotFound):
        put_on(label_id=label.pk, subject=zeynep, by=by_elif, at=now)
    with pytest.raises(NotFound):
        delete_label(label_id=label.pk, by=by_elif, at=now)


def test_labels_of_another_company_are_not_there(by_elif: Any, by_outsider: Any, now: Any) -> None:
    label = create_label(on="person", name="Hotel", by=by_elif, at=now)

    for act in (delete_label, restore_label):
        with pytest.raises(NotFound):
            act(label_id=label.pk, by=by_outsider, at=now)
    with pytest.raises(NotFound):
        edit_label(label_id=label.pk, name="Mine", tone="", by=by_outsider, at=now)
