"""Addresses of the area activities."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.activities import activities, bulk, calendar, change, moves, options

app_name = "activities"

urlpatterns: list[URLPattern] = [
    path("", activities.activities, name="activities"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("add/", change.add, name="add"),
    path("items/", options.item_options, name="item_options"),
    path("guests/", options.guest_options, name="guest_options"),
    path("contacts/", options.contacts_of, name="contacts_of"),
    path("free-time/", options.free_time, name="free_time"),
    path("done/", bulk.done, name="done_many"),
    path("days/", bulk.postpone, name="postpone_many"),
    path("deletion/", bulk.delete, name="delete_many"),
    path("restoration/", bulk.restore, name="restore_many"),
    path("<int:activity_id>/", change.edit, name="edit"),
    path("<int:activity_id>/moves/", moves.moves, name="moves"),
    path("<int:activity_id>/time/", change.time, name="time"),
    path("<int:activity_id>/done/", change.done, name="done"),
    path("<int:activity_id>/deletion/", change.delete, name="delete"),
    path("<int:activity_id>/restoration/", change.restore, name="restore"),
]
