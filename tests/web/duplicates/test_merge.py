"""The preview of a merge, the merge, and the way back."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.models import Merge
from kartotek.contacts.operations import edit_person
from kartotek.fields.operations import create_field, set_value
from kartotek.flows.merge_contacts import merge, undo_merge
from kartotek.users.visibility import Visibility
from tests.conftest import NOW
from tests.web.visitors import HTMX, text_of


def _preview(browser: Any, *ids: int, **asked: Any) -> str:
    joined = ",".join(str(pk) for pk in ids)
    return text_of(browser.get("/duplicates/merge/", {"kind": "person", "ids": joined, **asked}))


def _merge(browser: Any, *ids: int, **asked: Any) -> Any:
    joined = ",".join(str(pk) for pk in ids)
    answer = browser.post("/duplicates/merge/", {"kind": "person", "ids": joined, **asked})
    return browser.get(answer["Location"])


def test_the_preview_says_what_survives_and_what_moves(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any, lobby_deal: Any
) -> None:
    shown = _preview(elifs_browser, zeynep_again.pk, zeynep.pk)

    for text in ("Merge 2 people", "Met at the fair", "Procurement manager", "Deal"):
        assert text in shown
    assert "Merge into Zeynep" in shown


def test_another_one_may_stay(elifs_browser: Any, zeynep: Any, zeynep_again: Any) -> None:
    shown = _preview(elifs_browser, zeynep_again.pk, zeynep.pk, primary=zeynep.pk)

    assert "Merge into Zeynep Karaca" in shown


def test_who_loses_sight_is_named_before(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any, by_elif: Any, robin: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)

    shown = _preview(elifs_browser, zeynep.pk, zeynep_again.pk)

    assert "Some will no longer see it" in shown
    assert "Robin Vance" in shown


def test_custom_fields_are_part_of_the_preview(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any, by_deniz: Any
) -> None:
    budget = create_field(
        on="person", name="Yearly budget", field_type="number", by=by_deniz, at=NOW
    )
    set_value(subject=zeynep_again, field_id=budget.pk, typed="48000", by=by_deniz, at=NOW)

    answer = elifs_browser.get(f"/duplicates/merge/?kind=person&ids={zeynep.pk},{zeynep_again.pk}")

    row = answer.content.decode().split("Yearly budget", 1)[1].split("</tr>", 1)[0]
    assert "48,000" in row
    assert "<ins>" in row


def test_one_alone_is_nothing_to_merge(elifs_browser: Any, zeynep: Any) -> None:
    answer = elifs_browser.get(f"/duplicates/merge/?kind=person&ids={zeynep.pk}")

    assert answer.status_code == 422


def test_after_merging_the_survivor_is_shown_and_it_can_be_undone(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any
) -> None:
    answer = _merge(elifs_browser, zeynep.pk, zeynep_again.pk)

    shown = text_of(answer)
    assert "2 people are one now" in shown
    assert "merged <b>Zeynep</b> into this" in shown

    act = Merge.objects.get().act
    Merge.objects.update(merged_at=NOW.replace(year=2126))
    undone = elifs_browser.post(f"/duplicates/acts/{act}/undo/")
    back = text_of(elifs_browser.get(undone["Location"]))
    assert "Everything is where it was" in back


def test_the_address_of_the_loser_leads_to_the_survivor(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any
) -> None:
    _merge(elifs_browser, zeynep.pk, zeynep_again.pk)

    answer = elifs_browser.get(f"/people/{zeynep_again.pk}/")

    assert answer["Location"].endswith(f"/people/{zeynep.pk}/")
    assert "is part of Zeynep Karaca now" in text_of(elifs_browser.get(answer["Location"]))


def test_the_history_of_the_loser_stays_readable(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any
) -> None:
    _merge(elifs_browser, zeynep.pk, zeynep_again.pk)

    shown = text_of(elifs_browser.get(f"/people/{zeynep.pk}/?show=changes"))

    assert shown.count("added") >= 2


def test_a_record_says_that_it_may_be_there_twice(
    elifs_browser: Any, zeynep: Any, zeynep_again: Any
) -> None:
    shown = text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))

    assert "1 possible duplicate" in shown
    assert "Merge with another person" in shown


def test_the_other_one_is_picked(elifs_browser: Any, zeynep: Any, zeynep_again: Any) -> None:
    url = f"/duplicates/with/?kind=person&id={zeynep.pk}"

    assert "Possible duplicates" in text_of(elifs_browser.get(url, headers=HTMX))
    nobody = elifs_browser.post(url, {"other": "Zey"}, headers=HTMX)
    itself = elifs_browser.post(url, {"other_id": zeynep.pk}, headers=HTMX)
    picked = elifs_browser.post(url, {"other_id": zeynep_again.pk})

    assert nobody.status_code == itself.status_code == 422
    assert picked["Location"].endswith(f"ids={zeynep.pk},{zeynep_again.pk}")


def test_an_organization_leads_on_too(elifs_browser: Any, marmara: Any, brightwell: Any) -> None:
    ids = f"{marmara.pk},{brightwell.pk}"
    shown = elifs_browser.get(f"/duplicates/merge/?kind=organization&ids={ids}")
    assert "Merge 2 organizations" in text_of(shown)

    elifs_browser.post("/duplicates/merge/", {"kind": "organization", "ids": ids})
    answer = elifs_browser.get(f"/organizations/{brightwell.pk}/")

    assert answer["Location"].endswith(f"/organizations/{marmara.pk}/")


def test_after_undoing_nobody_reads_the_name_of_a_record_they_may_not_see(
    elifs_browser: Any, robins_browser: Any, zeynep: Any, daniel: Any, by_elif: Any
) -> None:
    edit_person(person_id=daniel.pk, by=by_elif, at=NOW, visibility=Visibility.OWNER)
    made = merge(kind="person", survivor_id=daniel.pk, loser_id=zeynep.pk, by=by_elif, at=NOW)
    undo_merge(merge_id=made.pk, by=by_elif, at=NOW)

    own = text_of(elifs_browser.get(f"/people/{zeynep.pk}/"))
    others = text_of(robins_browser.get(f"/people/{zeynep.pk}/"))

    assert "undid the merge with <b>Daniel Okafor</b>" in own
    assert "undid the merge with <b>something you may not see</b>" in others
    assert "Okafor" not in others
