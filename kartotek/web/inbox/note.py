"""A note written beside a conversation: it hangs on the conversation's item and its people."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kartotek.activities.operations import OnFields
from kartotek.errors import Invalid
from kartotek.flows import written_changes
from kartotek.linking import queries
from kartotek.web.forms import cleaned
from kartotek.web.jinja import record_url
from kartotek.web.render import answer, draw, in_place, redirect
from kartotek.web.viewer import KartotekRequest


class Written(forms.Form):
    """The text of a note."""

    text = forms.CharField(
        max_length=20_000, error_messages={"required": gettext_lazy("Write something first.")}
    )


@require_POST
def note(request: KartotekRequest, conversation_id: int) -> HttpResponse:
    """Save a note on what the conversation is linked to, and say where it is."""
    view = queries.conversation(conversation_id, viewer=request.viewer)
    row = queries.row(view.id, viewer=request.viewer)
    on: dict[str, int] = {}
    title, url = "", ""
    if view.people:
        on["person_id"] = view.people[0].id
        title, url = view.people[0].name, record_url("person", view.people[0].id)
    if row and row.item and not row.item.is_deleted:
        on[f"{row.item.kind}_id"] = row.item.id
        title, url = row.item.title, record_url(row.item.kind, row.item.id)
    if not on:
        text = _("Link the conversation or create a contact first: a note needs its place.")
        raise Invalid(text, {"text": text})
    about = _("About the email “%(subject)s”") % {"subject": view.subject or _("(no subject)")}
    written_changes.create_note(
        by=request.viewer,
        at=timezone.now(),
        text=f"{cleaned(Written(request.POST))['text']}\n\n{about}",
        **cast("OnFields", on),
    )
    if not request.htmx:
        return redirect(request, "inbox:conversation", view.id)
    said = _("Note saved on %(title)s") % {"title": title}
    drawn = draw(request, "components/toast.html", "toast", said, "", url)
    form = draw(request, "inbox/_note.html", "note_form", view.id)
    return answer(in_place("#toasts", drawn, "beforeend"), in_place("#conversation_note", form))
