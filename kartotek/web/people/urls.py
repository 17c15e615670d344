"""Addresses of the area people."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.people import add, deletion, fact, options, people, person, place, reach, roles

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("", people.people, name="people"),
    path("add/", add.add, name="add"),
    path("lookalikes/", add.lookalikes, name="lookalikes"),
    path("options/", options.options, name="options"),
    path("<int:person_id>/", person.person, name="person"),
    path("<int:person_id>/facts/<str:name>/", fact.fact, name="fact"),
    path("<int:person_id>/reach/<str:which>/", reach.reach, name="reach"),
    path("<int:person_id>/organization/", place.place, name="place"),
    path("<int:person_id>/roles/", roles.role, name="roles"),
    path("<int:person_id>/roles/<int:organization_id>/", roles.role, name="role"),
    path(
        "<int:person_id>/roles/<int:organization_id>/removal/",
        roles.role_removal,
        name="role_removal",
    ),
    path(
        "<int:person_id>/roles/<int:organization_id>/return/",
        roles.role_return,
        name="role_return",
    ),
    path("<int:person_id>/deletion/", deletion.delete, name="delete"),
    path("<int:person_id>/restoration/", deletion.restore, name="restore"),
]
