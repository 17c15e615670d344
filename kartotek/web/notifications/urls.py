"""Addresses of notifications."""

from __future__ import annotations

from django.urls import path

from kartotek.web.notifications import bell, notifications

app_name = "notifications"

urlpatterns = [
    path("", notifications.notifications, name="notifications"),
    path("newest/", bell.newest, name="newest"),
    path("count/", bell.count, name="count"),
    path("reading/", notifications.all_read, name="all_read"),
    path("<int:notification_id>/", notifications.notification, name="notification"),
    path("<int:notification_id>/reading/", notifications.reading, name="reading"),
]
