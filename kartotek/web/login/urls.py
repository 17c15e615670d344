"""Addresses of the area login."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "login"

urlpatterns: list[URLPattern] = []
