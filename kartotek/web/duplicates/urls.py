"""Addresses of the area duplicates."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.duplicates import duplicates, jobs, merge, other, pair, undo

app_name = "duplicates"

urlpatterns: list[URLPattern] = [
    path("", duplicates.duplicates, name="duplicates"),
    path("merge/", merge.merge, name="merge"),
    path("with/", other.other, name="other"),
    path("pairs/<int:pair_id>/separation/", pair.separation, name="separation"),
    path("acts/<uuid:act>/undo/", undo.undo, name="undo"),
    path("search/", jobs.search, name="search"),
    path("certain/", jobs.certain, name="certain"),
    path("jobs/<int:job_id>/", jobs.job, name="job"),
    path("jobs/<int:job_id>/undo/", jobs.undo, name="undo_job"),
]
