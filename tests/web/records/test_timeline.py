"""History of a record: what is told, in what words, and how it is filtered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from kartotek.activities.operations import create_activity, create_note, set_done
from kartotek.contacts.operations import delete_person, edit_person, restore_person
from kartotek.fields.operations import add_new_label, take_off
from kartotek.users.viewer import Source, Viewer
from kartotek.web.records.timeline import Asked, Show, Timeline, timeline_of
from tests.letters import deliver, letter
from tests.web.visitors import HTMX, text_of


def _shown(person: Any, viewer: Any, show: Show = Show.ALL, limit: int = 30) -> Timeline:
    asked = Asked(show=show, limit=limit)
    return timeline_of("person", person.pk, person.name, viewer=viewer, asked=asked)


def _told(person: Any, viewer: Any, show: Show = Show.ALL, limit: int = 30) -> list[str]:
    shown = _shown(person, viewer, show, limit)
    return [str(entry.line) for month in shown.months for entry in month.entries]


def _told_of(kind: str, record: Any, viewer: Viewer, limit: int = 30) -> list[str]:
    asked = Asked(limit=limit)
    shown = timeline_of(kind, record.pk, str(record), viewer=viewer, asked=asked)
    return [str(entry.line) for month in shown.months for entry in month.entries]


def test_everything_is_told_newest_first(zeynep: Any, by_elif: Any, now: Any) -> None:
    planned = create_activity(
        by=by_elif, at=now, type="call", title="x", person_id=zeynep.pk, duration_minutes=14
    )
    set_done(activity_id=planned.pk, is_done=True, by=by_elif, at=now + timedelta(1))
    create_note(by=by_elif, at=now + timedelta(2), text="Hello", person_id=zeynep.pk)

    assert _told(zeynep, by_elif) == [
        "<b>Elif Aydın</b> wrote a note",
        "<b>Call</b> done by <b>Elif Aydın</b>, 14 min",
        "<b>Elif Aydın</b> added <b>Zeynep Karaca</b>",
    ]


def test_each_filter_shows_its_own(zeynep: Any, by_elif: Any, now: Any) -> None:
    create_note(by=by_elif, at=now, text="Hello", person_id=zeynep.pk)

    assert len(_told(zeynep, by_elif, Show.NOTES)) == 1
    assert len(_told(zeynep, by_elif, Show.CHANGES)) == 1
    assert _told(zeynep, by_elif, Show.EMAILS) == []
    assert _told(zeynep, by_elif, Show.ACTIVITIES) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"job_title": "Buyer"},
            "changed job title from <b>Procurement manager</b> to <b>Buyer</b>",
        ),
        ({"job_title": ""}, "removed job title, which was <b>Procurement manager</b>"),
        ({"messenger": "@zk"}, "set messenger to <b>@zk</b>"),
    ],
)
def test_a_changed_field_is_told_in_a_sentence(
    zeynep: Any, by_elif: Any, now: Any, given: dict[str, str], sentence: str
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now + timedelta(1), **given)  # type: ignore[arg-type]

    assert _told(zeynep, by_elif)[0] == f"<b>Elif Aydın</b> {sentence}"


def test_a_date_is_told_as_a_date(zeynep: Any, by_elif: Any, now: Any) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now + timedelta(1), birthday=now.date())

    assert "set birthday to <b>12 Nov 2026</b>" in _told(zeynep, by_elif)[0]


def test_an_organization_one_may_not_see_is_not_named(
    zeynep: Any, brightwell: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    brightwell.visibility = 1
    brightwell.save()
    edit_person(
        person_id=zeynep.pk, by=by_elif, at=now + timedelta(1), organization_id=brightwell.pk
    )

    assert "<b>something you may not see</b>" in _told(zeynep, by_robin)[0]


def test_markup_in_a_value_is_text(zeynep: Any, by_elif: Any, now: Any) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now + timedelta(1), job_title="<i>100%(x)s</i>")

    assert "&lt;i&gt;100%(x)s&lt;/i&gt;" in _told(zeynep, by_elif)[0]


def test_labels_deletion_and_return_are_told(zeynep: Any, by_elif: Any, now: Any) -> None:
    label = add_new_label(subject=zeynep, name="Hotel", by=by_elif, at=now + timedelta(1))
    take_off(label_id=label.pk, subject=zeynep, by=by_elif, at=now + timedelta(2))
    delete_person(person_id=zeynep.pk, by=by_elif, at=now + timedelta(3))
    restore_person(person_id=zeynep.pk, by=by_elif, at=now + timedelta(4))

    assert _told(zeynep, by_elif)[:4] == [
        "<b>Elif Aydın</b> restored <b>Zeynep Karaca</b>",
        "<b>Elif Aydın</b> deleted <b>Zeynep Karaca</b>",
        "<b>Elif Aydın</b> removed the label <b>Hotel</b>",
        "<b>Elif Aydın</b> added the label <b>Hotel</b>",
    ]


def test_a_deals_news_are_told_on_its_persons_page(
    zeynep: Any, lobby_deal: Any, by_elif: Any
) -> None:
    told = " ".join(_told(zeynep, by_elif))

    assert f'href="/deals/{lobby_deal.pk}/"' in told
    assert "Lobby lighting, Pera" in told


def test_a_deals_news_are_no_changes_of_its_person(
    zeynep: Any, lobby_deal: Any, by_elif: Any
) -> None:
    assert "Lobby" not in " ".join(_told(zeynep, by_elif, Show.CHANGES))


def test_a_change_by_a_program_says_so(zeynep: Any, by_elif: Any, now: Any) -> None:
    edit_person(
        person_id=zeynep.pk, by=by_elif.at(Source.API), at=now + timedelta(1), job_title="Buyer"
    )

    shown = _shown(zeynep, by_elif, Show.CHANGES, 1)

    assert shown.months[0].entries[0].row.source == "API"  # type: ignore[union-attr]


def test_older_entries_follow_without_gap_or_repetition(
    zeynep: Any, lobby_deal: Any, elifs_mailbox: Any, by_elif: Any, now: Any
) -> None:
    for number in range(4):
        # All at one moment, so that nothing but the order of forms and ids tells them apart.
        create_note(by=by_elif, at=now, text=f"N {number}", person_id=zeynep.pk)
        done = create_activity(by=by_elif, at=now, type="call", person_id=zeynep.pk)
        set_done(activity_id=done.pk, is_done=True, by=by_elif, at=now)
        edit_person(person_id=zeynep.pk, by=by_elif, at=now, job_title=f"Title {number}")
    deliver(elifs_mailbox, *[letter(f"{n}@marmara", body=f"Text {n}") for n in range(3)])
    whole = _places(_shown(zeynep, by_elif, limit=100))

    found: list[Any] = []
    before = ""
    for _page in range(30):
        asked = Asked(before=before, limit=2)
        shown = timeline_of("person", zeynep.pk, zeynep.name, viewer=by_elif, asked=asked)
        found += _places(shown)
        before = shown.older
        if not before:
            break

    assert found == whole
    assert len(whole) >= 16


def _places(shown: Timeline) -> list[Any]:
    return [(entry.form, entry.row.id) for month in shown.months for entry in month.entries]


def test_a_month_is_named_once_over_pages(zeynep: Any, by_elif: Any, now: Any) -> None:
    for number in range(3):
        create_note(by=by_elif, at=now, text=f"N {number}", person_id=zeynep.pk)
    first = _shown(zeynep, by_elif, Show.NOTES, 2)

    asked = Asked(Show.NOTES, first.older, 2)
    second = timeline_of("person", zeynep.pk, zeynep.name, viewer=by_elif, asked=asked)

    assert [month.title for month in (*first.months, *second.months)] == ["November 2026", ""]
    assert second.older == ""


def test_each_filter_says_how_many_entries_it_has(zeynep: Any, by_elif: Any, now: Any) -> None:
    for number in range(3):
        create_note(by=by_elif, at=now, text=f"N {number}", person_id=zeynep.pk)

    counts = {tab.show: tab.count for tab in _shown(zeynep, by_elif, limit=1).tabs}

    assert counts == {
        Show.ALL: 4,
        Show.ACTIVITIES: 0,
        Show.NOTES: 3,
        Show.EMAILS: 0,
        Show.FILES: 0,
        Show.CHANGES: 1,
    }


def test_a_page_that_cannot_be_read_is_refused(elifs_browser: Any, zeynep: Any) -> None:
    url = f"/records/person/{zeynep.pk}/history/?before=yesterday"

    assert elifs_browser.get(url, headers=HTMX).status_code == 422


def test_history_costs_the_same_however_much_happened(
    zeynep: Any, by_elif: Any, now: Any, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for round_ in range(2):
        for number in range(60):
            at = now + timedelta(minutes=number)
            create_note(by=by_elif, at=at, text=f"N {number}", person_id=zeynep.pk)
            edit_person(person_id=zeynep.pk, by=by_elif, at=at, job_title=f"{round_} {number}")
        with django_assert_max_num_queries(20) as counted:
            _shown(zeynep, by_elif, limit=200)
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_several_fields_changed_at_once_are_one_entry(zeynep: Any, by_elif: Any, now: Any) -> None:
    edit_person(
        person_id=zeynep.pk, by=by_elif, at=now + timedelta(1), job_title="Buyer", messenger="@zk"
    )

    entry = _shown(zeynep, by_elif, limit=1).months[0].entries[0]

    assert "Buyer" in entry.line
    assert ["@zk" in line for line in entry.row.more] == [True]  # type: ignore[union-attr]


def test_what_a_new_person_was_added_with_is_told(zeynep: Any, by_elif: Any) -> None:
    entry = _shown(zeynep, by_elif).months[0].entries[0]

    said = dict(entry.row.values)  # type: ignore[union-attr]
    assert said["job title"] == "Procurement manager"
    assert said["email"] == "z.karaca@marmaraotel.example (Work, primary)"
    assert said["organization"] == "Marmara Otelcilik A.Ş."


def test_a_deals_page_can_show_the_history_of_its_organization(
    elifs_browser: Any, lobby_deal: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    create_note(by=by_elif, at=now, text="The hall is closed.", organization_id=marmara.pk)
    url = f"/records/deal/{lobby_deal.pk}/history/"

    own = text_of(elifs_browser.get(url, headers=HTMX))
    theirs = text_of(elifs_browser.get(f"{url}?of=organization", headers=HTMX))

    assert "The hall is closed." not in own
    assert "The hall is closed." in theirs
    assert "This organization" in own


def test_the_history_of_an_organization_one_may_not_see_is_not_offered(
    robins_browser: Any, lobby_deal: Any, marmara: Any, by_elif: Any, now: Any
) -> None:
    create_note(by=by_elif, at=now, text="The hall is closed.", organization_id=marmara.pk)
    marmara.visibility = 1
    marmara.save()

    url = f"/records/deal/{lobby_deal.pk}/history/?of=organization"
    shown = text_of(robins_browser.get(url, headers=HTMX))

    assert "This organization" not in shown
    assert "The hall is closed." not in shown


def test_a_note_on_something_one_may_not_see_is_told_nowhere(
    zeynep: Any, lobby_deal: Any, by_elif: Any, by_robin: Any, now: Any
) -> None:
    create_note(by=by_elif, at=now, text="Ours", person_id=zeynep.pk, deal_id=lobby_deal.pk)
    lobby_deal.visibility = 1
    lobby_deal.save()

    assert _told(zeynep, by_robin, Show.NOTES) == []
    assert {tab.show: tab.count for tab in _shown(zeynep, by_robin).tabs}[Show.NOTES] == 0
    assert len(_told(zeynep, by_elif, Show.NOTES)) == 1


def test_entries_are_grouped_by_month_of_the_viewers_zone(
    zeynep: Any, by_elif: Any, now: Any
) -> None:
    create_note(by=by_elif, at=now - timedelta(days=20), text="October", person_id=zeynep.pk)

    shown = _shown(zeynep, by_elif)

    assert [month.title for month in shown.months] == ["November 2026", "October 2026"]


def test_months_are_named_in_the_language_of_the_screen(zeynep: Any, by_elif: Any) -> None:
    with translation.override("tr"):
        shown = _shown(zeynep, by_elif)

    assert shown.months[0].title == "Kasım 2026"


def test_history_is_answered_alone(elifs_browser: Any, zeynep: Any) -> None:
    url = f"/records/person/{zeynep.pk}/history/?show=notes"

    part = text_of(elifs_browser.get(url, headers=HTMX))
    whole = elifs_browser.get(url)

    assert part.strip().startswith('<section id="history"')
    assert whole["Location"] == f"/people/{zeynep.pk}/?show=notes"


def test_a_page_opens_at_the_filter_of_its_address(elifs_browser: Any, zeynep: Any) -> None:
    shown = text_of(elifs_browser.get(f"/people/{zeynep.pk}/?show=notes"))

    assert "Nothing has happened here yet." in shown


def test_history_one_does_not_see_is_not_there(
    robins_browser: Any, outsiders_browser: Any, zeynep: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=3)

    for browser in (robins_browser, outsiders_browser):
        url = f"/records/person/{zeynep.pk}/history/"
        assert browser.get(url, headers=HTMX).status_code == 404


def test_a_private_conversation_is_not_told_to_others_who_see_its_deal(
    elifs_mailbox: Any, lobby_deal: Any, by_elif: Any, by_mert: Any
) -> None:
    elifs_mailbox.shares_by_default = False
    elifs_mailbox.save()
    deliver(elifs_mailbox, letter("offer@marmara", subject="Discount for Zeynep alone"))

    told = {
        viewer.name: "".join(_told_of("deal", lobby_deal, viewer)) for viewer in (by_elif, by_mert)
    }

    assert "Discount for Zeynep alone" in told["Elif Aydın"]
    assert "Discount for Zeynep alone" not in told["Mert Kaya"]


def test_private_conversations_do_not_crowd_out_older_news(
    elifs_mailbox: Any, lobby_deal: Any, by_mert: Any
) -> None:
    elifs_mailbox.shares_by_default = False
    elifs_mailbox.save()
    deliver(elifs_mailbox, *[letter(f"{n}@marmara", body=f"Text {n}") for n in range(3)])

    assert "added" in "".join(_told_of("deal", lobby_deal, by_mert, limit=2))
