"""Addresses of the area organizations."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.organizations import (
    add,
    address,
    deletion,
    fact,
    family,
    member,
    options,
    organization,
    organizations,
    people,
    relations,
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
    path(f"{ONE}/people/all/", people.people, name="people"),
    path(f"{ONE}/people/options/", people.member_options, name="member_options"),
    path(f"{ONE}/address/", address.address, name="address"),
    path(f"{ONE}/family/", family.family, name="family"),
    path(f"{ONE}/relations/", relations.relation, name="relations"),
    path(f"{ONE}/relations/<int:other_id>/", relations.relation, name="relation"),
    path(
        f"{ONE}/relations/<int:other_id>/removal/",
        relations.relation_removal,
        name="relation_removal",
    ),
    path(
        f"{ONE}/relations/<int:other_id>/<slug:was>/return/",
        relations.relation_return,
        name="relation_return",
    ),
    path(f"{ONE}/deletion/", deletion.delete, name="delete"),
    path(f"{ONE}/restoration/", deletion.restore, name="restore"),
]
