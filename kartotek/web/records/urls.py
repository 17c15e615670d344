"""Addresses of what the pages of all records share."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.records import (
    activities,
    card,
    comments,
    field,
    files,
    followers,
    history,
    labels,
    notes,
    people,
    picture,
    reach,
    restoration,
)

app_name = "records"

RECORD = "<str:kind>/<int:record_id>"

urlpatterns: list[URLPattern] = [
    path("files/<int:file_id>/", files.file, name="file"),
    path("files/<int:file_id>/shown/", files.file_shown, name="file_shown"),
    path("restoration/", restoration.restoration, name="restoration"),
    path(f"{RECORD}/fields/<int:field_id>/", field.field, name="field"),
    path("fields/<int:field_id>/options/", field.options, name="field_options"),
    path(f"{RECORD}/history/", history.history, name="history"),
    path(f"{RECORD}/card/", card.card, name="card"),
    path(f"{RECORD}/followers/", followers.followers, name="followers"),
    path(f"{RECORD}/labels/", labels.labels, name="labels"),
    path(f"{RECORD}/labels/care/", labels.care, name="label_care"),
    path(f"{RECORD}/activities/", activities.activity, name="activity"),
    path(f"{RECORD}/calls/", activities.call, name="call"),
    path(f"{RECORD}/free-time/", activities.free_time, name="free_time"),
    path(f"{RECORD}/reach/", reach.reach, name="reach"),
    path(f"{RECORD}/files/", files.files, name="files"),
    path(f"{RECORD}/files/add/", files.file_add, name="file_add"),
    path(f"{RECORD}/files/<int:file_id>/", files.file_preview, name="file_preview"),
    path(f"{RECORD}/files/<int:file_id>/name/", files.file_name, name="file_name"),
    path(f"{RECORD}/files/<int:file_id>/deletion/", files.file_delete, name="file_delete"),
    path(f"{RECORD}/files/<int:file_id>/restoration/", files.file_restore, name="file_restore"),
    path(f"{RECORD}/people/", people.people, name="people"),
    path(f"{RECORD}/picture/", picture.picture, name="picture"),
    path(f"{RECORD}/picture/removal/", picture.picture_removal, name="picture_removal"),
    path(f"{RECORD}/picture/<str:key>/", picture.picture_shown, name="picture_shown"),
    path(f"{RECORD}/picture/<str:key>/return/", picture.picture_return, name="picture_return"),
    path(f"{RECORD}/notes/", notes.note, name="note"),
    path(f"{RECORD}/notes/<int:note_id>/", notes.note_edit, name="note_edit"),
    path(f"{RECORD}/notes/<int:note_id>/pin/", notes.note_pin, name="note_pin"),
    path(f"{RECORD}/notes/<int:note_id>/deletion/", notes.note_delete, name="note_delete"),
    path(f"{RECORD}/notes/<int:note_id>/restoration/", notes.note_restore, name="note_restore"),
    path(f"{RECORD}/notes/<int:note_id>/comments/", comments.comment, name="comment"),
    path(f"{RECORD}/comments/<int:comment_id>/", comments.comment_edit, name="comment_edit"),
    path(
        f"{RECORD}/comments/<int:comment_id>/deletion/",
        comments.comment_delete,
        name="comment_delete",
    ),
    path(
        f"{RECORD}/comments/<int:comment_id>/restoration/",
        comments.comment_restore,
        name="comment_restore",
    ),
]
