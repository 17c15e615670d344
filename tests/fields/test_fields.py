"""Making, changing, ordering, deleting and restoring custom fields."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.fields import operations, queries
from kartotek.fields.models import CustomField, FieldValue
from kartotek.fields.operations import OptionIn
from kartotek.history.models import Entry
from kartotek.users.permissions import NotPermitted
from tests.conftest import NOW


def make(by: Any, name: str, field_type: str = "text", **more: Any) -> CustomField:
    """Make a field of people."""
    return operations.create_field(
        on=more.pop("on", "person"), name=name, field_type=field_type, by=by, at=NOW, **more
    )


def names(viewer: Any, on: str = "person") -> list[str]:
    """Return the names of the fields of a kind."""
    return [one.name for one in queries.custom_fields(on, viewer=viewer)]


def test_a_field_has_a_key_of_forty_hexadecimal_digits_that_stays(by_deniz: Any) -> None:
    field = make(by_deniz, "Shoe size", "number")

    renamed = operations.edit_field(field_id=field.pk, name="Size", by=by_deniz, at=NOW)

    assert re.fullmatch(r"[0-9a-f]{40}", field.key)
    assert renamed.key == field.key


def test_only_who_may_manage_fields_makes_one(by_elif: Any) -> None:
    with pytest.raises(NotPermitted):
        make(by_elif, "Shoe size")


def test_two_fields_of_a_kind_do_not_share_a_name(by_deniz: Any) -> None:
    make(by_deniz, "İlçe")

    with pytest.raises(Invalid):
        make(by_deniz, "ILCE")


def test_leads_have_the_fields_of_deals(by_deniz: Any) -> None:
    make(by_deniz, "Campaign", on="deal")

    assert names(by_deniz, "lead") == ["Campaign"]


def test_a_field_of_options_needs_one(by_deniz: Any) -> None:
    with pytest.raises(Invalid) as refused:
        make(by_deniz, "Tier", "option", options=["", "  "])

    assert set(refused.value.fields) == {"options"}


def test_another_name_of_an_option_keeps_its_records(by_deniz: Any, zeynep: Any) -> None:
    field = make(by_deniz, "Tier", "option", options=["A", "B"])
    [a, b] = queries.custom_field(field.pk, viewer=by_deniz).options
    operations.set_value(subject=zeynep, field_id=field.pk, typed="A", by=by_deniz, at=NOW)

    operations.set_options(
        field_id=field.pk,
        options=[OptionIn("B", b.id), OptionIn("Premium", a.id)],
        by=by_deniz,
        at=NOW,
    )

    [shown] = queries.values_of("person", [zeynep.pk], viewer=by_deniz)[zeynep.pk].values()
    assert shown.text == "Premium"
    assert [one.name for one in queries.custom_field(field.pk, viewer=by_deniz).options] == [
        "B",
        "Premium",
    ]


def test_a_deleted_option_goes_off_its_records_and_comes_back(by_deniz: Any, zeynep: Any) -> None:
    field = make(by_deniz, "Tier", "option", options=["A", "B"])
    [a, b] = queries.custom_field(field.pk, viewer=by_deniz).options
    operations.set_value(subject=zeynep, field_id=field.pk, typed="A", by=by_deniz, at=NOW)

    operations.set_options(field_id=field.pk, options=[OptionIn("B", b.id)], by=by_deniz, at=NOW)
    without = queries.values_of("person", [zeynep.pk], viewer=by_deniz)
    operations.restore_options(option_ids=[a.id], by=by_deniz, at=NOW)

    assert without == {}
    [shown] = queries.values_of("person", [zeynep.pk], viewer=by_deniz)[zeynep.pk].values()
    assert shown.text == "A"


def test_usage_counts_records_not_options(by_deniz: Any, zeynep: Any, daniel: Any) -> None:
    field = make(by_deniz, "Likes", "options", options=["Tea", "Coffee"])
    for person, typed in ((zeynep, "Tea, Coffee"), (daniel, "Tea")):
        operations.set_value(subject=person, field_id=field.pk, typed=typed, by=by_deniz, at=NOW)

    counts = queries.use_counts(queries.custom_fields("person", viewer=by_deniz), viewer=by_deniz)
    uses = queries.option_uses(field.pk, viewer=by_deniz)

    assert counts == {field.pk: 2}
    assert [(use.name, use.count) for use in uses] == [("Tea", 2), ("Coffee", 1)]


def test_fields_stand_in_the_order_of_their_groups(by_deniz: Any) -> None:
    first = operations.create_group(on="person", name="First", by=by_deniz, at=NOW)
    make(by_deniz, "Loose")
    in_group = make(by_deniz, "In group", group_id=first.pk)
    other = make(by_deniz, "Other", group_id=first.pk)

    operations.move_field(
        field_id=other.pk, group_id=first.pk, before_id=in_group.pk, by=by_deniz, at=NOW
    )

    assert names(by_deniz) == ["Loose", "Other", "In group"]


def test_a_group_that_goes_leaves_its_fields(by_deniz: Any) -> None:
    group = operations.create_group(on="person", name="First", by=by_deniz, at=NOW)
    make(by_deniz, "Kept", group_id=group.pk)

    operations.delete_group(group_id=group.pk, by=by_deniz, at=NOW)

    [field] = queries.custom_fields("person", viewer=by_deniz)
    assert (field.name, field.group) == ("Kept", "")


def test_groups_are_renamed_and_ordered(by_deniz: Any) -> None:
    first = operations.create_group(on="person", name="First", by=by_deniz, at=NOW)
    second = operations.create_group(on="person", name="Second", by=by_deniz, at=NOW)

    operations.rename_group(group_id=second.pk, name="Before all", by=by_deniz, at=NOW)
    operations.move_group(group_id=second.pk, before_id=first.pk, by=by_deniz)

    found = queries.field_groups("person", viewer=by_deniz)
    assert [one.name for one in found] == ["Before all", "First"]


def test_a_deleted_field_keeps_what_records_say_until_it_is_restored(
    by_deniz: Any, zeynep: Any
) -> None:
    field = make(by_deniz, "Shoe size", "number")
    operations.set_value(subject=zeynep, field_id=field.pk, typed="38", by=by_deniz, at=NOW)

    operations.delete_field(field_id=field.pk, by=by_deniz, at=NOW)
    hidden = names(by_deniz)
    operations.restore_field(field_id=field.pk, by=by_deniz, at=NOW)

    assert hidden == []
    [shown] = queries.values_of("person", [zeynep.pk], viewer=by_deniz)[zeynep.pk].values()
    assert shown.text == "38"


def test_a_deleted_field_can_be_told_from_one_that_never_was(by_deniz: Any) -> None:
    field = make(by_deniz, "Shoe size")
    operations.delete_field(field_id=field.pk, by=by_deniz, at=NOW)

    assert queries.custom_field(field.pk, viewer=by_deniz).deleted_at == NOW
    with pytest.raises(NotFound):
        queries.custom_field(field.pk + 1, viewer=by_deniz)


def test_a_restored_field_whose_name_was_taken_is_numbered(by_deniz: Any) -> None:
    field = make(by_deniz, "Size")
    operations.delete_field(field_id=field.pk, by=by_deniz, at=NOW)
    make(by_deniz, "Size")

    operations.restore_field(field_id=field.pk, by=by_deniz, at=NOW)

    assert sorted(names(by_deniz)) == ["Size", "Size (2)"]


def test_fields_deleted_long_ago_are_purged_with_their_values(by_deniz: Any, zeynep: Any) -> None:
    old, young = make(by_deniz, "Old"), make(by_deniz, "Young")
    for field in (old, young):
        operations.set_value(subject=zeynep, field_id=field.pk, typed="x", by=by_deniz, at=NOW)
    operations.delete_field(field_id=old.pk, by=by_deniz, at=NOW - timedelta(days=31))
    operations.delete_field(field_id=young.pk, by=by_deniz, at=NOW)

    gone = operations.purge_fields(before=NOW - timedelta(days=30), company_id=zeynep.company_id)

    assert gone == 1
    assert list(FieldValue.objects.values_list("field__name", flat=True)) == ["Young"]


def test_what_happens_to_a_field_is_in_history(by_deniz: Any) -> None:
    field = make(by_deniz, "Size")
    operations.edit_field(field_id=field.pk, is_required=True, by=by_deniz, at=NOW)
    operations.delete_field(field_id=field.pk, by=by_deniz, at=NOW)
    operations.restore_field(field_id=field.pk, by=by_deniz, at=NOW)

    kinds = Entry.objects.filter(subject_type="customfield").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        f"custom-field.{what}" for what in ("created", "edited", "deleted", "restored")
    ]


def test_nobody_reaches_a_field_of_another_company(by_deniz: Any, by_outsider: Any) -> None:
    field = make(by_deniz, "Size")

    with pytest.raises(NotFound):
        operations.delete_field(field_id=field.pk, by=by_outsider, at=NOW)
