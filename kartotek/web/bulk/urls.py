"""Addresses of acts on many records."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.bulk import bulk

app_name = "bulk"

urlpatterns: list[URLPattern] = [
    path("acts/<int:act_id>/", bulk.act, name="act"),
    path("acts/<int:act_id>/undo/", bulk.undo, name="undo"),
    path("<str:kind>/edit/", bulk.edit, name="edit"),
    path("<str:kind>/label/", bulk.label, name="label"),
    path("<str:kind>/deletion/", bulk.delete, name="delete"),
    path("<str:kind>/merge/", bulk.merge, name="merge"),
]
