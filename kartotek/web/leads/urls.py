"""Addresses of the area leads."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.leads import (
    add,
    archive,
    contacts,
    conversion,
    deletion,
    fact,
    lead,
    leads,
    listing,
)

app_name = "leads"

urlpatterns: list[URLPattern] = [
    path("", leads.leads, name="leads"),
    path("list/", listing.listing, name="list"),
    path("add/", add.add, name="add"),
    path("<int:lead_id>/", lead.lead, name="lead"),
    path("<int:lead_id>/facts/<str:name>/", fact.fact, name="fact"),
    path("<int:lead_id>/contacts/", contacts.contacts, name="contacts"),
    path("<int:lead_id>/archive/", archive.archive, name="archive"),
    path("<int:lead_id>/deletion/", deletion.delete, name="delete"),
    path("<int:lead_id>/restoration/", deletion.restore, name="restore"),
    path("<int:lead_id>/conversion/", conversion.conversion, name="convert"),
]
