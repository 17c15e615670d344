"""What the screens call what was found, and why."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLES: Mapping[str, str | Promise] = {
    "person": _("People"),
    "organization": _("Organizations"),
    "deal": _("Deals"),
    "lead": _("Leads"),
    "project": _("Projects"),
    "activity": _("Activities"),
    "note": _("Notes"),
    "file": _("Files"),
}

REASONS: Mapping[str, str | Promise] = {
    "email": _("Email"),
    "phone": _("Phone"),
    "organization": _("Organization"),
    "person": _("Person"),
    "job_title": _("Job title"),
    "address": _("Address"),
    "messenger": _("Messenger"),
    "website": _("Website"),
    "industry": _("Industry"),
    "notes": _("Notes"),
    "description": _("Description"),
    "guest": _("Guest"),
    "field": _("Custom field"),
    "text": _("Text"),
}
