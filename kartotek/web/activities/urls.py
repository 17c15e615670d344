"""Addresses of the area activities."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.activities import activities, change

app_name = "activities"

urlpatterns: list[URLPattern] = [
    path("", activities.activities, name="activities"),
    path("add/", change.add, name="add"),
    path("<int:activity_id>/", change.edit, name="edit"),
    path("<int:activity_id>/done/", change.done, name="done"),
    path("<int:activity_id>/deletion/", change.delete, name="delete"),
    path("<int:activity_id>/restoration/", change.restore, name="restore"),
]
