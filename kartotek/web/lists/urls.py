"""Addresses of the parts that lists share."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.lists import columns, export, numbers, panel, saved
from kartotek.web.lists import filter as filters

app_name = "lists"

urlpatterns: list[URLPattern] = [
    path("views/<int:view_id>/", saved.view, name="view"),
    path("views/<int:view_id>/star/", saved.star, name="star"),
    path("views/<int:view_id>/deletion/", saved.deletion, name="view_deletion"),
    path("<str:kind>/count/", numbers.count, name="count"),
    path("<str:kind>/navigation/", numbers.navigation, name="navigation"),
    path("<str:kind>/totals/", numbers.totals, name="totals"),
    path("<str:kind>/filter/", filters.filter_, name="filter"),
    path("<str:kind>/condition/", filters.condition, name="condition"),
    path("<str:kind>/columns/", columns.columns, name="columns"),
    path("<str:kind>/widths/", columns.widths, name="widths"),
    path("<str:kind>/views/", saved.save, name="save"),
    path("<str:kind>/export/", export.export, name="export"),
    path("<str:kind>/<int:record_id>/panel/", panel.panel, name="panel"),
]
