"""A form gives typed values, or comes back with what is wrong."""

from __future__ import annotations

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from jinja2 import Environment

from kartotek.errors import Invalid, Stale
from kartotek.web.forms import cleaned, form_part
from tests.web.fixtures import request_of


class AddDeal(forms.Form):
    """A deal as it is typed."""

    title = forms.CharField()
    stage = forms.IntegerField(required=False)

    def clean(self) -> dict[str, object]:
        """Refuse one name."""
        if self.cleaned_data.get("title") == "none":
            raise forms.ValidationError("There is already such a deal.")
        return self.cleaned_data


@form_part("form.html", "add", lambda request, *args: {"stages": "New"})
def add(request: HttpRequest) -> HttpResponse:
    """Save a deal."""
    return HttpResponse(f"saved {cleaned(AddDeal(request.POST))['title']}")


def test_a_good_form_gives_typed_values() -> None:
    assert cleaned(AddDeal({"title": "Lobby", "stage": "3"})) == {"title": "Lobby", "stage": 3}


def test_a_bad_form_says_which_field() -> None:
    with pytest.raises(Invalid) as refusal:
        cleaned(AddDeal({"title": "", "stage": "x"}))

    assert set(refusal.value.fields) == {"title", "stage"}


def test_what_is_wrong_with_the_whole_form_stands_under_form() -> None:
    with pytest.raises(Invalid) as refusal:
        cleaned(AddDeal({"title": "none"}))

    assert refusal.value.fields == {"form": "There is already such a deal."}


def test_good_input_reaches_the_view(screens: Environment) -> None:
    assert add(request_of(method="post", title="Lobby")).content == b"saved Lobby"


def test_bad_input_comes_back_to_htmx_as_the_part_with_what_was_typed(screens: Environment) -> None:
    response = add(request_of(method="post", htmx=True, title="none"))

    assert response.status_code == 422
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#add", "outerHTML")
    assert response.content.decode().startswith('<form id="add">')
    assert 'value="none"' in response.content.decode()
    assert "<i>There is already such a deal.</i><u>New</u>" in response.content.decode()


def test_bad_input_comes_back_to_a_browser_as_the_page(screens: Environment) -> None:
    response = add(request_of(method="post", title=""))

    assert response.status_code == 422
    assert response.content.decode().startswith("<!doctype html>")
    assert "<b>This field is required.</b>" in response.content.decode()


def test_an_operation_that_refuses_a_field_comes_back_in_the_form(screens: Environment) -> None:
    @form_part("form.html", "add", lambda request: {"stages": ""})
    def refuse(request: HttpRequest) -> HttpResponse:
        raise Invalid("Not saved.", {"title": "Too long."})

    assert b"<b>Too long.</b>" in refuse(request_of(method="post", htmx=True)).content


def test_other_refusals_are_not_the_forms_business(screens: Environment) -> None:
    @form_part("form.html", "add")
    def refuse(request: HttpRequest) -> HttpResponse:
        raise Stale("Mert changed it first.")

    with pytest.raises(Stale):
        refuse(request_of(method="post"))
