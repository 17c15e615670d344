"""Facts of a record's sidebar: shown in a list, each edited where it stands."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kartotek.errors import NotFound
from kartotek.history.meanwhile import Was, mark
from kartotek.lib.money import TooManyDigits, parse_amount
from kartotek.users import queries as users
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import Visibility
from kartotek.web import render
from kartotek.web.forms import cleaned, form_part
from kartotek.web.viewer import KartotekRequest

SCREEN = "records/fact.html"

View = Callable[..., HttpResponse]
Options = Sequence[tuple[Any, str | Promise]]


@dataclass(frozen=True)
class Fact:
    """One fact: its field, its name, its value, and where it is edited.

    `input` is text, area, date, number, money or select (then `options` are pairs of value and
    text). `text` is shown where it differs from the value. `is_key` facts are kept even when
    empty; the others too, but do not count as filled.
    """

    name: str
    label: str | Promise
    value: object = ""
    edit_url: str = ""
    input: str = "text"
    options: Options = ()
    text: str = ""
    href: str = ""
    note: str = ""
    longest: int = 500

    @property
    def shown(self) -> object:
        """Return what stands for the value on the page."""
        if self.text:
            return self.text
        chosen = [text for value, text in self.options if value == self.value]
        return chosen[0] if chosen else self.value

    @property
    def typed(self) -> object:
        """Return the value as its form takes it."""
        if self.input == "money" and self.value is not None:
            return number_format(self.value)  # type: ignore[arg-type]
        return "" if self.value is None else self.value

    @property
    def mark(self) -> str:
        """Return the mark by which an edit tells which value it began with."""
        return mark(self.value)

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to show."""
        return self.value not in (None, "")


class AmountField(forms.Field):
    """An amount as somebody writes it in the language of the screen."""

    def to_python(self, value: str | None) -> Decimal | None:
        """Return the amount, or None where nothing was typed.

        Raises:
            ValidationError: it is no amount.
        """
        if not value or not value.strip():
            return None
        try:
            return parse_amount(value, get_language() or "en")
        except TooManyDigits as error:
            raise forms.ValidationError(_("This amount is too large.")) from error
        except ValueError as error:
            raise forms.ValidationError(_("Type an amount like 1250.50.")) from error


def visibility_options() -> list[tuple[int, str | Promise]]:
    """Return who can see a record, as options."""
    return [(one.value, one.label) for one in Visibility]


def new_visibility_options(viewer: Viewer) -> list[tuple[int, str | Promise]]:
    """Return who can see a new record, as options; what the company chose comes first."""
    usual = users.default_visibility(viewer=viewer)
    return sorted(visibility_options(), key=lambda option: option[0] != usual)


def fact_named(facts: Sequence[Fact], name: str) -> Fact:
    """Return the fact of a field.

    Raises:
        NotFound: there is no such fact.
    """
    for fact in facts:
        if fact.name == name:
            return fact
    raise NotFound(_("There is no such field."))


def fact_value(request: KartotekRequest, fact: Fact) -> Any:
    """Return what was typed for a fact, as its field keeps it.

    Raises:
        Invalid: it cannot be read.
    """
    form = type("FactForm", (forms.Form,), {"value": _field(fact)})
    value = cleaned(form(request.POST))["value"]
    return "" if value is None and fact.input in {"text", "area"} else value


def was_of(request: KartotekRequest, name: str) -> Was:
    """Return what the editor of a field saw, for the operation that writes it."""
    seen = request.POST.get("was", "")
    return {name: seen} if seen else {}


def fact_form(fact_of: Callable[..., Fact]) -> Callable[[View], View]:
    """Return a decorator for the view of a fact: GET draws its form, bad input draws it again.

    Args:
        fact_of: returns the fact, given what the view is given.
    """

    def context(request: KartotekRequest, *args: object, **kwargs: object) -> dict[str, object]:
        return {"fact": fact_of(request, *args, **kwargs)}

    def decorate(view: View) -> View:
        again = form_part(SCREEN, "fact_edit", context)(view)

        @functools.wraps(view)
        def answer(request: KartotekRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method == "POST":
                # A choice in a menu has no form to draw again: the refusal itself is shown.
                chosen = "menu" in request.POST
                return (view if chosen else again)(request, *args, **kwargs)
            values = context(request, *args, **kwargs)
            if not request.htmx:
                return render.page(request, SCREEN, values)
            block = "fact_shown" if "shown" in request.GET else "fact_edit"
            return render.part(request, SCREEN, block, values)

        return answer

    return decorate


def _field(fact: Fact) -> forms.Field:
    """Return the form field that reads what is typed for a fact."""
    if fact.input == "date":
        return forms.DateField(required=False)
    if fact.input == "number":
        return forms.IntegerField(required=False, min_value=0, max_value=2_147_483_647)
    if fact.input == "money":
        return AmountField(required=False)
    if fact.input == "select":
        by_text = {str(value): value for value, _text in fact.options}
        return forms.TypedChoiceField(choices=list(fact.options), coerce=by_text.get)
    return forms.CharField(required=False, max_length=fact.longest if fact.longest else None)
