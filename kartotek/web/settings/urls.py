"""Addresses of the area settings."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from kartotek.web.settings.account import account
from kartotek.web.settings.add_account import add_account
from kartotek.web.settings.automatic_linking import automatic_linking
from kartotek.web.settings.choices import choices
from kartotek.web.settings.company import company
from kartotek.web.settings.connection import connection
from kartotek.web.settings.deleted import deleted
from kartotek.web.settings.email_sync import email_sync
from kartotek.web.settings.folders import folders
from kartotek.web.settings.password import password
from kartotek.web.settings.preferences import preferences
from kartotek.web.settings.servers import servers
from kartotek.web.settings.sync import sync
from kartotek.web.settings.trial import trial
from kartotek.web.settings.users import users

app_name = "settings"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="settings:preferences")),
    path("preferences/", preferences, name="preferences"),
    path("password/", password, name="password"),
    path("company/", company, name="company"),
    path("users/", users, name="users"),
    path("deleted/", deleted, name="deleted"),
    path("email/", email_sync, name="email_sync"),
    path("email/automatic-linking/", automatic_linking, name="automatic_linking"),
    path("email/servers/", servers, name="servers"),
    path("email/trial/", trial, name="trial"),
    path("email/accounts/add/", add_account, name="add_account"),
    path("email/accounts/<int:mailbox_id>/", account, name="account"),
    path("email/accounts/<int:mailbox_id>/choices/", choices, name="choices"),
    path("email/accounts/<int:mailbox_id>/connection/", connection, name="connection"),
    path("email/accounts/<int:mailbox_id>/folders/", folders, name="folders"),
    path("email/accounts/<int:mailbox_id>/sync/", sync, name="sync"),
]
