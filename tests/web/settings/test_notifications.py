"""Choosing what to hear of."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.notifications.models import Kind
from kartotek.notifications.queries import preferences_of
from tests.web.visitors import HTMX, elifs_browser, text_of

__all__ = ["elifs_browser"]

URL = "/settings/notifications/"


def _sent(**changed: str) -> dict[str, str]:
    """Return what the form sends: all in the bell, nothing by email."""
    sent = {f"in-app-{kind}": "on" for kind in Kind}
    sent |= {f"email-{kind}": "off" for kind in Kind}
    return sent | {name.replace("_", "-"): value for name, value in changed.items()}


def test_everything_is_told_in_the_bell_until_one_chooses(elifs_browser: Any, by_elif: Any) -> None:
    assert elifs_browser.get(URL).status_code == 200
    assert {(row.is_in_app, row.email) for row in preferences_of(viewer=by_elif)} == {(True, "off")}


def test_a_choice_is_kept(elifs_browser: Any, by_elif: Any) -> None:
    sent = _sent(email_mention="daily")
    del sent["in-app-mail"]

    assert elifs_browser.post(URL, sent).status_code == 303

    rows = {row.kind: (row.is_in_app, row.email) for row in preferences_of(viewer=by_elif)}
    assert rows["mention"] == (True, "daily")
    assert rows["mail"] == (False, "off")


def test_a_period_there_is_not_is_refused(elifs_browser: Any) -> None:
    response = elifs_browser.post(URL, _sent(email_mention="yearly"), headers=HTMX)

    assert (response.status_code, response["HX-Retarget"]) == (422, "#choices")


@pytest.mark.parametrize("has_mail", [True, False])
def test_the_page_says_when_no_email_can_be_sent(
    elifs_browser: Any, settings: Any, has_mail: bool
) -> None:
    settings.HAS_OUTGOING_MAIL = has_mail

    shown = text_of(elifs_browser.get(URL))

    assert ("Emails cannot be sent yet" in shown) is not has_mail
    assert (" disabled" in shown) is not has_mail
