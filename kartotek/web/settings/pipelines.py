"""Pipelines and their stages: added, named, ordered, deleted and brought back; lost reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kartotek.pipeline.deals import operations, queries
from kartotek.pipeline.deals.models import Removal
from kartotek.pipeline.deals.operations.pipelines import LONGEST_ROTTING, NAME_LENGTH
from kartotek.pipeline.deals.queries import furnishing as furnished
from kartotek.users.permissions import Permission, refuse_unless
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.viewer import KartotekRequest

SCREEN = "settings/pipelines.html"
PIPELINE = "settings/pipeline.html"
STAGE = "settings/pipeline_stage.html"
DELETION = "settings/pipeline_deletion.html"

_NAMELESS = {"required": gettext_lazy("Give it a name.")}


class PipelineForm(forms.Form):
    """A pipeline; the names of its first stages are typed one a line."""

    name = forms.CharField(max_length=NAME_LENGTH, error_messages=_NAMELESS)
    uses_probability = forms.BooleanField(required=False)
    stage_names = forms.CharField(required=False, max_length=5000)


class StageForm(forms.Form):
    """A stage."""

    name = forms.CharField(max_length=NAME_LENGTH, error_messages=_NAMELESS)
    rotting_days = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_ROTTING)
    probability = forms.IntegerField(required=False, min_value=0, max_value=100)


class PlaceForm(forms.Form):
    """Where a stage or pipeline is put: its pipeline, and the one it comes to stand before."""

    group = forms.IntegerField(required=False)
    before = forms.IntegerField(required=False)


class TargetForm(forms.Form):
    """The stage to which deals go."""

    to_stage_id = forms.IntegerField(required=False)


class ReasonsForm(forms.Form):
    """The reasons offered for losing a deal, one a line."""

    reasons = forms.CharField(required=False, max_length=30_000)
    allows_other_reasons = forms.BooleanField(required=False)


def pipelines_context(request: KartotekRequest) -> dict[str, Any]:
    """Return what the page shows.

    Raises:
        NotPermitted: they may not change pipelines.
    """
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    return {
        "cards": furnished.furnishing(viewer=request.viewer),
        "removals": furnished.recent_removals(viewer=request.viewer, at=timezone.now()),
        "closing": queries.closing_of(viewer=request.viewer),
    }


@require_GET
def pipelines(request: KartotekRequest) -> HttpResponse:
    """Show the pipelines."""
    return render.page(request, SCREEN, pipelines_context(request))


def pipeline_context(request: KartotekRequest, pipeline_id: int | None = None) -> dict[str, Any]:
    """Return what the dialog of a pipeline takes."""
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    held = furnished.pipeline_card(pipeline_id, viewer=request.viewer) if pipeline_id else None
    return {"pipeline": held}


@require_http_methods(["GET", "POST"])
@form_part(PIPELINE, "pipeline_dialog", pipeline_context)
def add_pipeline(request: KartotekRequest) -> HttpResponse:
    """Show the dialog, or add the pipeline with its first stages."""
    if request.method == "GET":
        return _dialog(request, PIPELINE, "pipeline_dialog", pipeline_context(request))
    typed = cleaned(PipelineForm(request.POST))
    names = typed.pop("stage_names").splitlines()
    operations.add_pipeline(
        by=request.viewer,
        at=timezone.now(),
        stage_names=[one for one in names if one.strip()] or [_("New")],
        **typed,
    )
    return done(request)


@require_http_methods(["GET", "POST"])
@form_part(PIPELINE, "pipeline_dialog", pipeline_context)
def pipeline(request: KartotekRequest, pipeline_id: int) -> HttpResponse:
    """Show the dialog, or write the pipeline anew."""
    if request.method == "GET":
        return _dialog(request, PIPELINE, "pipeline_dialog", pipeline_context(request, pipeline_id))
    typed = cleaned(PipelineForm(request.POST))
    operations.edit_pipeline(
        pipeline_id=pipeline_id,
        by=request.viewer,
        at=timezone.now(),
        name=typed["name"],
        uses_probability=typed["uses_probability"],
    )
    return done(request)


@require_POST
def pipeline_place(request: KartotekRequest, pipeline_id: int) -> HttpResponse:
    """Put a pipeline elsewhere; the first one is where deals start."""
    before_id = cleaned(PlaceForm(request.POST))["before"]
    operations.move_pipeline(pipeline_id=pipeline_id, before_id=before_id, by=request.viewer)
    return listed(request)


def stage_context(
    request: KartotekRequest, pipeline_id: int | None = None, stage_id: int | None = None
) -> dict[str, Any]:
    """Return what the dialog of a stage takes."""
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    if stage_id is not None:
        held, line = furnished.stage_line(stage_id, viewer=request.viewer)
        return {"pipeline": held, "stage": line}
    return {
        "pipeline": furnished.pipeline_card(pipeline_id or 0, viewer=request.viewer),
        "stage": None,
    }


@require_http_methods(["GET", "POST"])
@form_part(STAGE, "stage_dialog", stage_context)
def add_stage(request: KartotekRequest, pipeline_id: int) -> HttpResponse:
    """Show the dialog, or add the stage."""
    if request.method == "GET":
        return _dialog(request, STAGE, "stage_dialog", stage_context(request, pipeline_id))
    operations.add_stage(
        pipeline_id=pipeline_id, by=request.viewer, at=timezone.now(), **_stage_typed(request)
    )
    return done(request)


@require_http_methods(["GET", "POST"])
@form_part(STAGE, "stage_dialog", stage_context)
def stage(request: KartotekRequest, stage_id: int) -> HttpResponse:
    """Show the dialog, or write the stage anew."""
    if request.method == "GET":
        return _dialog(request, STAGE, "stage_dialog", stage_context(request, stage_id=stage_id))
    operations.edit_stage(
        stage_id=stage_id, by=request.viewer, at=timezone.now(), **_stage_typed(request)
    )
    return done(request)


@require_POST
def stage_place(request: KartotekRequest, stage_id: int) -> HttpResponse:
    """Put a stage elsewhere, also into another pipeline."""
    typed = cleaned(PlaceForm(request.POST))
    operations.move_stage(
        stage_id=stage_id,
        pipeline_id=typed["group"],
        before_id=typed["before"],
        by=request.viewer,
        at=timezone.now(),
    )
    return listed(request)


def deletion_context(
    request: KartotekRequest, pipeline_id: int | None = None, stage_id: int | None = None
) -> dict[str, Any]:
    """Return what the question takes: what goes, and the stages to which its deals can go."""
    refuse_unless(request.viewer, Permission.MANAGE_PIPELINES)
    cards = furnished.furnishing(viewer=request.viewer)
    if stage_id is not None:
        pipeline_of, line = furnished.stage_line(stage_id, viewer=request.viewer)
        targets = [
            (one.id, one.name) for one in pipeline_of.stages if one.id != stage_id
        ] + _stages_of([card for card in cards if card.id != pipeline_of.id])
        return {"stage": line, "pipeline": pipeline_of, "targets": targets}
    held = furnished.pipeline_card(pipeline_id or 0, viewer=request.viewer)
    targets = _stages_of([card for card in cards if card.id != held.id])
    return {"stage": None, "pipeline": held, "targets": targets}


@require_http_methods(["GET", "POST"])
@form_part(DELETION, "deletion_dialog", deletion_context)
def deleted_stage(request: KartotekRequest, stage_id: int) -> HttpResponse:
    """Ask where its deals go, or delete the stage, with Undo."""
    if request.method == "GET":
        return _dialog(
            request, DELETION, "deletion_dialog", deletion_context(request, stage_id=stage_id)
        )
    removal = operations.delete_stage(
        stage_id=stage_id,
        to_stage_id=cleaned(TargetForm(request.POST))["to_stage_id"],
        by=request.viewer,
        at=timezone.now(),
    )
    return _removed(request, removal)


@require_http_methods(["GET", "POST"])
@form_part(DELETION, "deletion_dialog", deletion_context)
def deleted_pipeline(request: KartotekRequest, pipeline_id: int) -> HttpResponse:
    """Ask where its deals go, or delete the pipeline, with Undo."""
    if request.method == "GET":
        return _dialog(request, DELETION, "deletion_dialog", deletion_context(request, pipeline_id))
    removal = operations.delete_pipeline(
        pipeline_id=pipeline_id,
        to_stage_id=cleaned(TargetForm(request.POST))["to_stage_id"],
        by=request.viewer,
        at=timezone.now(),
    )
    return _removed(request, removal)


@require_POST
def removal_undo(request: KartotekRequest, removal_id: int) -> HttpResponse:
    """Bring a deleted stage or pipeline back."""
    back = operations.undo_removal(removal_id=removal_id, by=request.viewer, at=timezone.now())
    text = _("%(name)s is back, with its deals") % {"name": back.name}
    return render.toast(request, listed(request), text)


@require_POST
@form_part(SCREEN, "lost_reasons", pipelines_context)
def lost_reasons(request: KartotekRequest) -> HttpResponse:
    """Write which reasons are offered for losing a deal."""
    typed = cleaned(ReasonsForm(request.POST))
    operations.set_closing(
        reasons=typed["reasons"].splitlines(),
        allows_other_reasons=typed["allows_other_reasons"],
        by=request.viewer,
        at=timezone.now(),
    )
    response = listed(request)
    return render.toast(request, response, _("Lost reasons saved"))


def listed(request: KartotekRequest) -> HttpResponse:
    """Return the list anew, or the page."""
    if not request.htmx:
        return render.redirect(request, "settings:pipelines")
    return render.parts(request, SCREEN, ["pipelines", "lost_reasons"], pipelines_context(request))


def done(request: KartotekRequest) -> HttpResponse:
    """Close the dialog and return the list anew, or the page."""
    return render.close_dialog(listed(request))


def _removed(request: KartotekRequest, removal: Removal) -> HttpResponse:
    text = _("%(name)s deleted") % {"name": removal.name}
    undo = reverse("settings:removal_undo", args=(removal.pk,))
    return render.toast(request, done(request), text, undo)


def _stage_typed(request: KartotekRequest) -> dict[str, Any]:
    typed = cleaned(StageForm(request.POST))
    if typed["probability"] is None:
        del typed["probability"]
    return typed


def _stages_of(cards: list[furnished.PipelineCard]) -> list[tuple[int, str]]:
    """Return the stages of pipelines, each with the name of its pipeline."""
    return [(one.id, f"{card.name}: {one.name}") for card in cards for one in card.stages]


def _dialog(
    request: KartotekRequest, screen: str, block: str, context: dict[str, Any]
) -> HttpResponse:
    if request.htmx:
        return render.part(request, screen, block, context)
    return render.page(request, screen, context)
