"""Emails of what one was told: to who chose so, once a period, with nothing they may not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from kartotek.contacts.operations import edit_person
from kartotek.flows import tell_users, written_changes
from kartotek.flows.send_digests import send_digests
from kartotek.notifications import operations
from kartotek.notifications.models import Digest, Notification
from kartotek.users.models import User
from kartotek.users.visibility import Visibility
from tests.notifications.postbox import Postbox, open_postbox

HOUR = timedelta(hours=1)


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """The mail server that the settings name."""
    with open_postbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "Kartotek <kartotek@kuzeyisik.example>"
        settings.HAS_OUTGOING_MAIL = True
        settings.SITE_URL = "https://crm.kuzeyisik.example"
        yield box


@pytest.fixture
def mentioned(zeynep: Any, by_elif: Any, by_mert: Any, now: Any) -> Any:
    """Mert chose an hourly email of mentions, and Elif mentions him."""
    tell_users.go_on(at=now)
    operations.set_preference(kind="mention", is_in_app=True, email="hourly", by=by_mert, at=now)
    written_changes.create_note(
        by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya, 12 m <wide>"
    )
    tell_users.go_on(at=now)
    return Notification.objects.get()


def test_an_email_goes_out_once_when_its_hour_is_over(
    postbox: Postbox, mentioned: Any, now: Any
) -> None:
    assert send_digests(at=now + timedelta(minutes=59)) == 0
    assert send_digests(at=now + HOUR) == 1
    assert send_digests(at=now + 2 * HOUR) == 0

    (letter,) = postbox.letters
    assert letter["To"] == "mert@kuzeyisik.example"
    assert letter["From"] == "Kartotek <kartotek@kuzeyisik.example>"
    assert letter["Subject"] == "1 notification in Kartotek"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_it_says_what_happened_as_text_and_as_html(
    postbox: Postbox, mentioned: Any, now: Any
) -> None:
    send_digests(at=now + HOUR)

    plain, html = (
        postbox.letters[0].get_body((kind,)).get_content()  # type: ignore[union-attr]
        for kind in ("plain", "html")
    )
    assert "Elif Aydın mentioned you in a note on Zeynep Karaca" in plain
    assert f"https://crm.kuzeyisik.example/notifications/{mentioned.pk}/" in plain
    assert "<b>Elif Aydın</b> mentioned you in a note on <b>Zeynep Karaca</b>" in html
    assert "12 m &lt;wide&gt;" in html


def test_a_full_mail_server_is_tried_again_later(
    postbox: Postbox, mentioned: Any, now: Any
) -> None:
    postbox.is_full = True
    assert send_digests(at=now + HOUR) == 0
    postbox.is_full = False

    assert send_digests(at=now + HOUR + timedelta(seconds=5)) == 0
    assert send_digests(at=now + 2 * HOUR) == 1
    assert len(postbox.letters) == 1


def test_a_mail_server_that_is_away_is_tried_again_later(
    postbox: Postbox, mentioned: Any, settings: Any, now: Any
) -> None:
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT
    assert send_digests(at=now + HOUR) == 0
    settings.EMAIL_PORT = port

    assert send_digests(at=now + 2 * HOUR) == 1
    assert Digest.objects.get().failure_count == 0


def test_what_was_read_is_not_sent(
    postbox: Postbox, mentioned: Any, by_mert: Any, now: Any
) -> None:
    operations.mark_all_read(by=by_mert, at=now)

    assert send_digests(at=now + HOUR) == 0


def test_what_is_no_longer_theirs_to_see_is_not_sent(
    postbox: Postbox, mentioned: Any, zeynep: Any, by_elif: Any, mert: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=Visibility.OWNER)

    assert send_digests(at=now + HOUR) == 0
    assert postbox.letters == []


def test_who_left_gets_no_email(postbox: Postbox, mentioned: Any, mert: Any, now: Any) -> None:
    User.objects.filter(pk=mert.pk).update(is_active=False)

    assert send_digests(at=now + HOUR) == 0


def test_what_happened_before_one_chose_is_not_sent(
    postbox: Postbox, zeynep: Any, by_elif: Any, by_mert: Any, now: Any
) -> None:
    tell_users.go_on(at=now)
    written_changes.create_note(by=by_elif, at=now, person_id=zeynep.pk, text="@Mert Kaya")
    tell_users.go_on(at=now)
    operations.set_preference(kind="mention", is_in_app=True, email="hourly", by=by_mert, at=now)

    assert send_digests(at=now + HOUR) == 0


def test_an_email_speaks_its_users_language(
    postbox: Postbox, mentioned: Any, mert: Any, now: Any
) -> None:
    User.objects.filter(pk=mert.pk).update(language="tr", time_zone="Europe/Istanbul")

    assert send_digests(at=now + HOUR) == 1
    plain = postbox.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "12 Kasım 13:00" in plain


def test_without_a_mail_server_nothing_is_tried(mentioned: Any, now: Any) -> None:
    assert send_digests(at=now + HOUR) == 0
    assert Notification.objects.get().emailed_at is None


def test_two_processes_send_one_email(postbox: Postbox, mentioned: Any, now: Any) -> None:
    def send_and_look_again(address: str, letter: Any) -> None:
        sent.append(address)
        assert send_digests(at=now + HOUR, send=send_and_look_again) == 0

    sent: list[str] = []
    send_digests(at=now + HOUR, send=send_and_look_again)

    assert sent == ["mert@kuzeyisik.example"]
