"""Addresses of the area inbox."""

from __future__ import annotations

from django.urls import path

from kartotek.web.inbox import (
    belonging,
    bulk,
    change,
    contact,
    conversation,
    inbox,
    joining,
    link,
    link_many,
    message,
    note,
    past,
    queue,
    why,
)

app_name = "inbox"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("state/", inbox.state, name="state"),
    path("sync/", inbox.sync, name="sync"),
    path("archive/", bulk.archive, name="archive_many"),
    path("unarchive/", bulk.unarchive, name="unarchive_many"),
    path("read/", bulk.read, name="read_many"),
    path("unread/", bulk.unread, name="unread_many"),
    path("link/", link_many.link_many, name="link_many"),
    path("unlink/", link_many.unlink_many, name="unlink_many"),
    path("links/<int:first>-<int:last>/undo/", link_many.undo, name="undo_links"),
    path("to-link/", queue.queue, name="queue"),
    path("to-link/<int:conversation_id>/", queue.act, name="queue_act"),
    path("to-link/<int:conversation_id>/undo/", queue.undo, name="queue_undo"),
    path("past/<str:kind>/<int:item_id>/", past.past, name="past"),
    path("restore/", bulk.restore, name="restore_many"),
    path("<int:conversation_id>/", conversation.conversation, name="conversation"),
    path("<int:conversation_id>/link/", link.link, name="link"),
    path("<int:conversation_id>/duplicate/", link.duplicate, name="duplicate"),
    path("<int:conversation_id>/duplicate/undo/", link.undo_duplicate, name="duplicate_undo"),
    path("<int:conversation_id>/unlink/", link.unlink, name="unlink"),
    path("<int:conversation_id>/undo/<int:decision_id>/", link.undo, name="undo"),
    path("<int:conversation_id>/why/", why.why, name="why"),
    path("<int:conversation_id>/joining/<int:pair_id>/", joining.joining, name="joining"),
    path("<int:conversation_id>/joining/<int:pair_id>/undo/", joining.undo, name="joining_undo"),
    path("<int:conversation_id>/join/", joining.join_with, name="join"),
    path("separated/<int:pair_id>/undo/", joining.undo_separation, name="separate_undo"),
    path("<int:conversation_id>/archive/", change.archive, name="archive"),
    path("<int:conversation_id>/unread/", change.unread, name="unread"),
    path("<int:conversation_id>/delete/", change.delete, name="delete"),
    path("<int:conversation_id>/share/", change.share, name="share"),
    path("<int:conversation_id>/belonging/", belonging.belonging, name="belonging"),
    path("<int:conversation_id>/belonging/undo/", belonging.undo, name="belonging_undo"),
    path("<int:conversation_id>/note/", note.note, name="note"),
    path("<int:conversation_id>/contact/", contact.contact, name="contact"),
    path("<int:conversation_id>/contact/undo/", contact.undo, name="contact_undo"),
    path("messages/<int:message_id>/", message.message, name="message"),
    path("messages/<int:message_id>/body/", message.body, name="body"),
    path("messages/<int:message_id>/raw/", message.raw, name="raw"),
    path("messages/<int:message_id>/separate/", joining.separate, name="separate"),
    path("messages/<int:message_id>/accept/", change.accept, name="accept"),
    path("messages/<int:message_id>/files/<int:index>/", message.attachment, name="attachment"),
    path("messages/<int:message_id>/shown/<int:index>/", message.picture, name="picture"),
]
