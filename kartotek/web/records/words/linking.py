"""How it is told on an item that a conversation came or went."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kartotek.web.records.words.sentence import Sentence

SENTENCES = {
    "conversation.linked": Sentence("link-2", _("%(who)s linked the conversation %(subject)s")),
    "conversation.moved": Sentence("link-2", _("%(who)s moved the conversation %(subject)s")),
    "conversation.unlinked": Sentence("unlink", _("%(who)s unlinked the conversation %(subject)s")),
    "conversation.joined": Sentence(
        "git-merge",
        _("A message showed that another conversation and %(subject)s are one; they were joined"),
    ),
    "conversation.joined-by-hand": Sentence(
        "git-merge", _("%(who)s joined another conversation with %(subject)s")
    ),
    "conversation.joined-away": Sentence(
        "git-merge",
        _("The conversation %(subject)s was joined with another and is not linked here any more"),
    ),
    "conversation.separated": Sentence(
        "split", _("%(who)s took a conversation apart; this half is %(subject)s")
    ),
    "conversation.separation-undone": Sentence(
        "git-merge", _("%(who)s brought the halves of the conversation %(subject)s together again")
    ),
    "conversation.duplicate-undone": Sentence(
        "undo-2", _("%(who)s took the duplicate of the conversation %(subject)s away")
    ),
    "conversation.link-undone": Sentence(
        "undo-2", _("%(who)s undid the link of the conversation %(subject)s")
    ),
    "conversation.unlink-undone": Sentence(
        "undo-2", _("%(who)s linked the conversation %(subject)s again by undoing the unlinking")
    ),
}
