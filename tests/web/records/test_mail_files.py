"""Files that came by email, in the Files of a record's History."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from kartotek.linking import queries
from tests.letters import deliver, letter
from tests.linking.test_queries_files import with_file
from tests.web.visitors import text_of


def test_the_files_tab_lists_what_came_by_email_and_leads_to_it(
    elifs_mailbox: Any, lobby_deal: Any, zeynep: Any, by_elif: Any, elifs_browser: Client
) -> None:
    deliver(elifs_mailbox, with_file(letter("first@x"), "drawings.pdf"))

    page = text_of(elifs_browser.get(reverse("people:person", args=(zeynep.pk,)) + "?show=files"))

    [file] = queries.files_of_record("person", zeynep.pk, viewer=by_elif)
    assert reverse("inbox:attachment", args=(file.message_id, file.index)) in page
