"""Addresses of what the pages of all records share."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.records import activities, history, labels, notes, restoration

app_name = "records"

RECORD = "<str:kind>/<int:record_id>"

urlpatterns: list[URLPattern] = [
    path("restoration/", restoration.restoration, name="restoration"),
    path(f"{RECORD}/history/", history.history, name="history"),
    path(f"{RECORD}/labels/", labels.labels, name="labels"),
    path(f"{RECORD}/activities/", activities.activity, name="activity"),
    path(f"{RECORD}/notes/", notes.note, name="note"),
    path(f"{RECORD}/notes/<int:note_id>/", notes.note_edit, name="note_edit"),
    path(f"{RECORD}/notes/<int:note_id>/pin/", notes.note_pin, name="note_pin"),
    path(f"{RECORD}/notes/<int:note_id>/deletion/", notes.note_delete, name="note_delete"),
    path(f"{RECORD}/notes/<int:note_id>/restoration/", notes.note_restore, name="note_restore"),
]
