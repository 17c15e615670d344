"""How it is told on an item that a conversation came or went."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kartotek.web.records.words.sentence import Sentence

SENTENCES = {
    "conversation.linked": Sentence("link-2", _("%(who)s linked the conversation %(subject)s")),
    "conversation.moved": Sentence("link-2", _("%(who)s moved the conversation %(subject)s")),
    "conversation.unlinked": Sentence("unlink", _("%(who)s unlinked the conversation %(subject)s")),
    "conversation.link-undone": Sentence(
        "undo-2", _("%(who)s undid the link of the conversation %(subject)s")
    ),
    "conversation.unlink-undone": Sentence(
        "undo-2", _("%(who)s linked the conversation %(subject)s again by undoing the unlinking")
    ),
}
