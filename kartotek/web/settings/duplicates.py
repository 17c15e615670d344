"""How duplicates are found: the rows of the tables, switched on and off, and their measures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kartotek.contacts import queries
from kartotek.contacts.queries import RuleRow
from kartotek.flows import find_duplicates
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.users.viewer import Viewer
from kartotek.web.forms import cleaned, form_part
from kartotek.web.render import page, redirect, toast
from kartotek.web.viewer import KartotekRequest

KINDS = ("person", "organization")


def _around(request: KartotekRequest) -> dict[str, Any]:
    rules = {on: queries.rule_rows(on, viewer=request.viewer) for on in KINDS}
    return {
        "people": rules["person"],
        "organizations": rules["organization"],
        "search": queries.newest_job("person", "find", viewer=request.viewer),
    }


@require_http_methods(["GET", "POST"])
@form_part("settings/duplicates.html", "duplicate_rules", context=_around)
def duplicates(request: KartotekRequest) -> HttpResponse:
    """Show the rules, or keep what was changed and look through the company anew."""
    refuse_unless(request.viewer, Permission.MANAGE_DUPLICATE_RULES)
    if request.method == "GET":
        return page(request, "settings/duplicates.html", _around(request))
    rules = {on: _asked(on, request.POST, request.viewer) for on in KINDS}
    find_duplicates.change_rules(rules, by=request.viewer, at=timezone.now())
    return toast(request, redirect(request, "settings:duplicates"), _("Duplicate rules saved"))


def _asked(on: str, given: QueryDict, viewer: Viewer) -> list[find_duplicates.RuleAsked]:
    """Return what the form says of each row of a table."""
    rows = queries.rule_rows(on, viewer=viewer)
    typed = cleaned(_form(on, rows)(given))
    return [
        find_duplicates.RuleAsked(
            row.code, typed[f"{on}-{row.code}-on"], typed.get(f"{on}-{row.code}-measure")
        )
        for row in rows
    ]


def _form(on: str, rows: list[RuleRow]) -> type[forms.Form]:
    """Return a form with a switch for each row, and a number where it measures something."""
    fields: dict[str, Any] = {}
    for row in rows:
        fields[f"{on}-{row.code}-on"] = forms.BooleanField(required=False)
        if row.measure is not None:
            fields[f"{on}-{row.code}-measure"] = forms.IntegerField(
                min_value=2 if row.counts else 60, max_value=49 if row.counts else 100
            )
    return type("RulesForm", (forms.Form,), fields)
