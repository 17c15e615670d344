"""Addresses of the area organizations."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.organizations import (
    add,
    deletion,
    fact,
    member,
    options,
    organization,
    organizations,
)

app_name = "organizations"

ONE = "<int:organization_id>"

urlpatterns: list[URLPattern] = [
    path("", organizations.organizations, name="organizations"),
    path("add/", add.add, name="add"),
    path("lookalikes/", add.lookalikes, name="lookalikes"),
    path("options/", options.options, name="options"),
    path(f"{ONE}/", organization.organization, name="organization"),
    path(f"{ONE}/facts/<str:name>/", fact.fact, name="fact"),
    path(f"{ONE}/people/", member.member, name="member"),
    path(f"{ONE}/deletion/", deletion.delete, name="delete"),
    path(f"{ONE}/restoration/", deletion.restore, name="restore"),
]
