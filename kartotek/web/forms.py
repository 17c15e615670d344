"""Typed values from a form, and the form again when they cannot be used."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kartotek.errors import Invalid
from kartotek.history.meanwhile import ChangedMeanwhile
from kartotek.web import render

View = Callable[..., HttpResponse]
Context = Callable[..., Mapping[str, object]]


def cleaned(form: forms.BaseForm) -> dict[str, Any]:
    """Return the typed values of a form that was filled in.

    Raises:
        Invalid: a field cannot be used; its message stands under the field's name, a message about
            the whole form under `form`.
    """
    if form.is_valid():
        return dict(form.cleaned_data)
    fields = {
        "form" if name == NON_FIELD_ERRORS else name: str(found[0])
        for name, found in form.errors.items()
    }
    raise Invalid(_("Some fields need another look."), fields)


def form_part(template: str, block: str, context: Context | None = None) -> Callable[[View], View]:
    """Return a decorator that draws a form again when what was typed cannot be used.

    It answers with the status of the refusal: 422, or 429 after too many wrong passwords. The
    template gets `values` (what was typed) and `errors` (a message by field; `form` for all of
    it). With htmx the answer is `block` alone, which replaces the element of that id. Where
    somebody changed the field meanwhile the answer is 409, and the template gets `meanwhile`,
    which says who, when and to what (ChangedMeanwhile).

    Args:
        template: the screen that holds the form.
        block: the part that holds it.
        context: called with the view's own arguments for whatever else the form needs.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except (Invalid, ChangedMeanwhile) as refusal:
                more = context(request, *args, **kwargs) if context else {}
                values = {**more, **_typed(request, refusal)}
                return _again(request, template, block, values, refusal.status)

        return answer

    return decorate


def _typed(request: HttpRequest, refusal: Invalid | ChangedMeanwhile) -> dict[str, object]:
    values = render.Typed(request.POST.dict())
    if isinstance(refusal, ChangedMeanwhile):
        return {"values": values, "meanwhile": refusal}
    errors = refusal.fields or {"form": str(refusal)}
    return {"values": values, "errors": render.Typed(errors)}


def _again(
    request: HttpRequest, template: str, block: str, values: Mapping[str, object], status: int
) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return render.page(request, template, values, status=status)
    response = render.part(request, template, block, values, status=status)
    response["HX-Retarget"] = f"#{block}"
    response["HX-Reswap"] = "outerHTML"
    return response
