"""Labels: made, put on records, taken off, counted."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.fields import queries
from kartotek.fields.operations import add_new_label, create_label, put_on, take_off
from kartotek.history.queries import of_records


def _on(person: Any, viewer: Any) -> list[str]:
    found = queries.labels_of("person", [person.pk], viewer=viewer)
    return [label.name for label in found.get(person.pk, [])]


def test_a_label_has_the_tone_that_was_chosen(by_elif: Any, now: Any) -> None:
    label = create_label(on="person", name="Hotel", tone="violet", by=by_elif, at=now)

    assert queries.labels("person", viewer=by_elif) == [
        queries.LabelRow(label.pk, "Hotel", "violet")
    ]


def test_labels_without_a_chosen_tone_look_different(by_elif: Any, now: Any) -> None:
    made = [create_label(on="person", name=f"L{n}", by=by_elif, at=now) for n in range(8)]

    assert len({label.tone for label in made}) == 8


def test_a_name_that_is_there_is_not_made_again(by_elif: Any, now: Any) -> None:
    first = create_label(on="person", name="Hotel", by=by_elif, at=now)

    assert create_label(on="person", name="  Hotel ", by=by_elif, at=now) == first


@pytest.mark.parametrize(
    ("name", "tone"), [("", ""), ("  ", ""), ("x" * 65, ""), ("Hotel", "gold")]
)
def test_a_label_that_cannot_be_is_refused(by_elif: Any, now: Any, name: str, tone: str) -> None:
    with pytest.raises(Invalid):
        create_label(on="person", name=name, tone=tone, by=by_elif, at=now)


def test_a_label_is_put_on_once_and_told_once(zeynep: Any, by_elif: Any, now: Any) -> None:
    label = create_label(on="person", name="Hotel", by=by_elif, at=now)

    put_on(label_id=label.pk, subject=zeynep, by=by_elif, at=now)
    put_on(label_id=label.pk, subject=zeynep, by=by_elif, at=now)

    assert _on(zeynep, by_elif) == ["Hotel"]
    kinds = [line.kind for line in of_records([("person", zeynep.pk)], viewer=by_elif)]
    assert kinds.count("person.label-added") == 1


def test_a_label_is_taken_off_once_and_told_once(zeynep: Any, by_elif: Any, now: Any) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)

    take_off(label_id=label.pk, subject=zeynep, by=by_elif, at=now)
    take_off(label_id=label.pk, subject=zeynep, by=by_elif, at=now)

    assert _on(zeynep, by_elif) == []
    kinds = [line.kind for line in of_records([("person", zeynep.pk)], viewer=by_elif)]
    assert kinds.count("person.label-removed") == 1


def test_a_label_of_organizations_goes_on_no_person(
    zeynep: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    label = add_new_label(subject=marmara, name="Partner", by=by_elif, at=now)

    with pytest.raises(NotFound):
        put_on(label_id=label.pk, subject=zeynep, by=by_elif, at=now)


def test_a_label_of_another_company_is_not_there(
    zeynep: Any, by_elif: Any, by_outsider: Any, now: Any
) -> None:
    theirs = create_label(on="person", name="Theirs", by=by_outsider, at=now)

    with pytest.raises(NotFound):
        put_on(label_id=theirs.pk, subject=zeynep, by=by_elif, at=now)
    assert queries.labels("person", viewer=by_elif) == []


def test_labels_are_counted(zeynep: Any, daniel: Any, by_elif: Any, now: Any) -> None:
    add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now)
    add_new_label(subject=daniel, name="Hotel", by=by_elif, at=now)
    create_label(on="person", name="Unused", by=by_elif, at=now)

    counts = {one.name: one.count for one in queries.counted_labels("person", viewer=by_elif)}
    assert counts == {"Hotel": 2, "Unused": 0}
