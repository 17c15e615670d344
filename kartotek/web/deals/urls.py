"""Addresses of the area deals."""

from __future__ import annotations

from django.urls import URLPattern, path

from kartotek.web.deals import (
    add,
    archive,
    board,
    contacts,
    conversion,
    deal,
    deals,
    deletion,
    fact,
    merge,
    outcome,
    participants,
    stage,
)

app_name = "deals"

urlpatterns: list[URLPattern] = [
    path("", board.board, name="board"),
    path("columns/<int:stage_id>/", board.column, name="column"),
    path("list/", deals.deals, name="list"),
    path("add/", add.add, name="add"),
    path("merge/", merge.merge, name="merge"),
    path("merge/<uuid:act>/undo/", merge.merge_undo, name="merge_undo"),
    path("<int:deal_id>/other/", merge.other, name="other"),
    path("<int:deal_id>/", deal.deal, name="deal"),
    path("<int:deal_id>/facts/<str:name>/", fact.fact, name="fact"),
    path("<int:deal_id>/contacts/", contacts.contacts, name="contacts"),
    path("<int:deal_id>/stage/", stage.stage, name="stage"),
    path("<int:deal_id>/outcome/", outcome.outcome, name="outcome"),
    path("<int:deal_id>/archive/", archive.archive, name="archive"),
    path("<int:deal_id>/deletion/", deletion.delete, name="delete"),
    path("<int:deal_id>/restoration/", deletion.restore, name="restore"),
    path("<int:deal_id>/conversion/", conversion.conversion, name="convert"),
    path("<int:deal_id>/participants/", participants.participants, name="participants"),
    path(
        "<int:deal_id>/participants/<int:person_id>/removal/",
        participants.removal,
        name="participant_removal",
    ),
]
