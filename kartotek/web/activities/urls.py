"""Addresses of the area activities."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "activities"

urlpatterns: list[URLPattern] = []
