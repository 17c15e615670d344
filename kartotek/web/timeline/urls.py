"""Addresses of the area timeline."""

from __future__ import annotations

from django.urls import path

from kartotek.web.timeline import follow_up, timeline

app_name = "timeline"

urlpatterns = [
    path("", timeline.timeline, name="timeline"),
    path("<str:kind>/<int:record_id>/follow-up/", follow_up.follow_up, name="follow_up"),
]
