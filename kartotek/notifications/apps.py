"""Tells Django where this package's models are."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """The package as Django sees it."""

    name = "kartotek.notifications"
    label = "notifications"
