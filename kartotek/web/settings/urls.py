"""Addresses of the area settings."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from kartotek.web.settings import boards, pipelines, sources
from kartotek.web.settings.access import access, add_token, revoked_token, sessions
from kartotek.web.settings.account import account
from kartotek.web.settings.activity_types import (
    activity_type,
    activity_type_place,
    activity_type_use,
    activity_types,
    add_activity_type,
)
from kartotek.web.settings.add_account import add_account
from kartotek.web.settings.admission import admission
from kartotek.web.settings.automatic_linking import automatic_linking
from kartotek.web.settings.changelog import changelog
from kartotek.web.settings.choices import choices
from kartotek.web.settings.company import company
from kartotek.web.settings.connection import connection
from kartotek.web.settings.deleted import deleted
from kartotek.web.settings.duplicates import duplicates
from kartotek.web.settings.email_sync import email_sync
from kartotek.web.settings.field import add_field, deleted_field, field, restored_field
from kartotek.web.settings.field_groups import (
    add_field_group,
    deleted_field_group,
    field_group,
    field_group_place,
)
from kartotek.web.settings.fields import field_place, fields
from kartotek.web.settings.folders import folders
from kartotek.web.settings.groups import add_group, deleted_group, group, groups
from kartotek.web.settings.invite import invitation, invite, revoked_invitation
from kartotek.web.settings.labels import label_return, labels
from kartotek.web.settings.notifications import notifications
from kartotek.web.settings.password import password
from kartotek.web.settings.permission_sets import (
    add_set,
    deleted_set,
    permission_set,
    permission_sets,
)
from kartotek.web.settings.preferences import preferences
from kartotek.web.settings.servers import servers
from kartotek.web.settings.sync import sync
from kartotek.web.settings.trial import trial
from kartotek.web.settings.user import records_of, seat, user
from kartotek.web.settings.users import users

app_name = "settings"

urlpatterns = [
    path("duplicates/", duplicates, name="duplicates"),
    path("", RedirectView.as_view(pattern_name="settings:preferences")),
    path("preferences/", preferences, name="preferences"),
    path("password/", password, name="password"),
    path("company/", company, name="company"),
    path("activity-types/", activity_types, name="activity_types"),
    path("activity-types/add/", add_activity_type, name="add_activity_type"),
    path("activity-types/<int:type_id>/", activity_type, name="activity_type"),
    path("activity-types/<int:type_id>/place/", activity_type_place, name="activity_type_place"),
    path("activity-types/<int:type_id>/use/", activity_type_use, name="activity_type_use"),
    path("users/", users, name="users"),
    path("users/invite/", invite, name="invite"),
    path("users/<int:user_id>/", user, name="user"),
    path("users/<int:user_id>/seat/", seat, name="seat"),
    path("users/<int:user_id>/records/", records_of, name="records_of"),
    path("invitations/<int:invitation_id>/", invitation, name="invitation"),
    path("invitations/<int:invitation_id>/revoked/", revoked_invitation, name="revoked_invitation"),
    path("groups/", groups, name="groups"),
    path("groups/add/", add_group, name="add_group"),
    path("groups/<int:group_id>/", group, name="group"),
    path("groups/<int:group_id>/deleted/", deleted_group, name="deleted_group"),
    path("permissions/", permission_sets, name="permission_sets"),
    path("permissions/add/", add_set, name="add_set"),
    path("permissions/<slug:word>/", permission_set, name="permission_set"),
    path("permissions/<slug:word>/deleted/", deleted_set, name="deleted_set"),
    path("pipelines/", pipelines.pipelines, name="pipelines"),
    path("pipelines/add/", pipelines.add_pipeline, name="add_pipeline"),
    path("pipelines/lost-reasons/", pipelines.lost_reasons, name="lost_reasons"),
    path("pipelines/<int:pipeline_id>/", pipelines.pipeline, name="pipeline"),
    path("pipelines/<int:pipeline_id>/place/", pipelines.pipeline_place, name="pipeline_place"),
    path("pipelines/<int:pipeline_id>/stages/", pipelines.add_stage, name="add_stage"),
    path(
        "pipelines/<int:pipeline_id>/deleted/", pipelines.deleted_pipeline, name="deleted_pipeline"
    ),
    path("stages/<int:stage_id>/", pipelines.stage, name="stage"),
    path("stages/<int:stage_id>/place/", pipelines.stage_place, name="stage_place"),
    path("stages/<int:stage_id>/deleted/", pipelines.deleted_stage, name="deleted_stage"),
    path("removals/<int:removal_id>/undo/", pipelines.removal_undo, name="removal_undo"),
    path("fields/", fields, name="fields"),
    path("fields/<slug:on>/", fields, name="fields"),
    path("fields/<slug:on>/add/", add_field, name="add_field"),
    path("fields/<slug:on>/groups/add/", add_field_group, name="add_field_group"),
    path("fields/<slug:on>/groups/<int:group_id>/", field_group, name="field_group"),
    path(
        "fields/<slug:on>/groups/<int:group_id>/place/", field_group_place, name="field_group_place"
    ),
    path(
        "fields/<slug:on>/groups/<int:group_id>/deleted/",
        deleted_field_group,
        name="deleted_field_group",
    ),
    path("field/<int:field_id>/", field, name="field"),
    path("field/<int:field_id>/place/", field_place, name="field_place"),
    path("field/<int:field_id>/deleted/", deleted_field, name="deleted_field"),
    path("field/<int:field_id>/restored/", restored_field, name="restored_field"),
    path("boards/", boards.boards, name="boards"),
    path("boards/add/", boards.add_board, name="add_board"),
    path("boards/<int:board_id>/", boards.board, name="board"),
    path("boards/<int:board_id>/place/", boards.board_place, name="board_place"),
    path("boards/<int:board_id>/deleted/", boards.deleted_board, name="deleted_board"),
    path("boards/<int:board_id>/phases/add/", boards.add_phase, name="add_phase"),
    path("phases/<int:phase_id>/", boards.phase, name="phase"),
    path("phases/<int:phase_id>/place/", boards.phase_place, name="phase_place"),
    path("phases/<int:phase_id>/deleted/", boards.deleted_phase, name="deleted_phase"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/", sources.add_source, name="add_source"),
    path("sources/<int:source_id>/", sources.source, name="source"),
    path("sources/<int:source_id>/place/", sources.source_place, name="source_place"),
    path("sources/<int:source_id>/deleted/", sources.deleted_source, name="deleted_source"),
    path("changelog/", changelog, name="changelog"),
    path("labels/", labels, name="labels"),
    path("labels/<slug:on>/", labels, name="labels_of"),
    path("labels/<int:label_id>/return/", label_return, name="label_return"),
    path("access/", access, name="access"),
    path("access/sessions/", sessions, name="sessions"),
    path("access/tokens/add/", add_token, name="add_token"),
    path("access/tokens/<int:token_id>/revoked/", revoked_token, name="revoked_token"),
    path("deleted/", deleted, name="deleted"),
    path("email/", email_sync, name="email_sync"),
    path("notifications/", notifications, name="notifications"),
    path("email/automatic-linking/", automatic_linking, name="automatic_linking"),
    path("email/servers/", servers, name="servers"),
    path("email/trial/", trial, name="trial"),
    path("email/accounts/add/", add_account, name="add_account"),
    path("email/accounts/<int:mailbox_id>/", account, name="account"),
    path("email/accounts/<int:mailbox_id>/admission/", admission, name="admission"),
    path("email/accounts/<int:mailbox_id>/choices/", choices, name="choices"),
    path("email/accounts/<int:mailbox_id>/connection/", connection, name="connection"),
    path("email/accounts/<int:mailbox_id>/folders/", folders, name="folders"),
    path("email/accounts/<int:mailbox_id>/sync/", sync, name="sync"),
]
