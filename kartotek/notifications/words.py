"""What users are told, in whole sentences of their language.

Placeholders: %(who)s who did it, %(what)s the record, note or subject, %(count)s how many more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Sentence:
    """A sentence with its icon; `many` is said where more than one thing happened at once."""

    icon: str
    text: str | Promise
    many: str | Promise = ""


SENTENCES: Mapping[str, Sentence] = {
    "note.mentioned": Sentence("at-sign", _("%(who)s mentioned you in a note on %(what)s")),
    "comment.mentioned": Sentence("at-sign", _("%(who)s mentioned you in a comment on %(what)s")),
    "note.commented": Sentence("message-square", _("%(who)s commented on your note on %(what)s")),
    "thread.commented": Sentence(
        "message-square", _("%(who)s commented on a note on %(what)s, as you did")
    ),
    "activity.assigned": Sentence(
        "calendar-check",
        _("%(who)s gave you the activity %(what)s"),
        _("%(who)s gave you the activity %(what)s and %(count)s more"),
    ),
    "deal.assigned": Sentence(
        "diamond",
        _("%(who)s made you the owner of the deal %(what)s"),
        _("%(who)s made you the owner of the deal %(what)s and %(count)s more"),
    ),
    "lead.assigned": Sentence(
        "sprout",
        _("%(who)s made you the owner of the lead %(what)s"),
        _("%(who)s made you the owner of the lead %(what)s and %(count)s more"),
    ),
    "project.assigned": Sentence(
        "folder-kanban",
        _("%(who)s made you the owner of the project %(what)s"),
        _("%(who)s made you the owner of the project %(what)s and %(count)s more"),
    ),
    "person.assigned": Sentence(
        "user-round",
        _("%(who)s made you the owner of the person %(what)s"),
        _("%(who)s made you the owner of the person %(what)s and %(count)s more"),
    ),
    "organization.assigned": Sentence(
        "building-2",
        _("%(who)s made you the owner of the organization %(what)s"),
        _("%(who)s made you the owner of the organization %(what)s and %(count)s more"),
    ),
    "record.handed-over": Sentence("user-round", _("%(who)s made %(owner)s the owner of %(what)s")),
    "deal.won": Sentence("trophy", _("%(who)s won %(what)s")),
    "deal.lost": Sentence("thumbs-down", _("%(who)s lost %(what)s")),
    "deal.reopened": Sentence("undo-2", _("%(who)s reopened %(what)s")),
    "project.completed": Sentence("circle-check", _("%(who)s completed %(what)s")),
    "project.cancelled": Sentence("circle-x", _("%(who)s cancelled %(what)s")),
    "project.reopened": Sentence("undo-2", _("%(who)s reopened %(what)s")),
    "mail.arrived": Sentence("mail", _("%(who)s wrote: %(what)s")),
}

REASONS: Mapping[str, str | Promise] = {
    "MENTIONED": _("You are mentioned."),
    "GIVEN": _("It was given to you."),
    "TAKEN": _("It was your record."),
    "OWN_NOTE": _("It is your note."),
    "SAME_THREAD": _("You wrote a comment there too."),
    "FOLLOWED_MAIL": _("You follow a record it belongs to."),
    "OWN_RECORD": _("It is your record."),
    "FOLLOWED_RECORD": _("You follow it."),
}


def sentence_of(event: str, count: int) -> tuple[str, str]:
    """Return icon and sentence of an event, with its placeholders.

    Args:
        event: what happened.
        count: to how many more things than the one that is named.
    """
    told = SENTENCES[event]
    return told.icon, str(told.many if count and told.many else told.text)
