"""What a template may call."""

from __future__ import annotations

import pytest
from django.utils import translation
from jinja2 import Environment, UndefinedError

from kartotek.web import jinja
from tests.web.fixtures import request_of


@pytest.fixture
def environment() -> Environment:
    return jinja.environment(autoescape=True)


def test_what_people_typed_is_escaped(environment: Environment) -> None:
    assert environment.from_string("{{ name }}").render(name="<b>") == "&lt;b&gt;"


def test_a_missing_name_is_an_error(environment: Environment) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nmae }}").render(name="Zeynep")


def test_sentences_are_translated_whole(environment: Environment) -> None:
    template = environment.from_string(
        "{{ _('Stage %(place)s of %(stages)s', place=3, stages='<5>') }}"
    )

    with translation.override("en"):
        assert template.render() == "Stage 3 of &lt;5&gt;"


def test_plurals_follow_the_count(environment: Environment) -> None:
    template = environment.from_string(
        "{% trans count=count %}{{ count }} deal{% pluralize %}{{ count }} deals{% endtrans %}"
    )

    assert [template.render(count=1), template.render(count=2)] == ["1 deal", "2 deals"]


def test_a_filter_changes_one_thing_of_the_address() -> None:
    token = jinja.drawn_for.set(request_of("/people/", label="3", page="2"))

    assert jinja.query(page=None, owner=7) == "?label=3&owner=7"

    jinja.drawn_for.reset(token)


def test_a_form_gets_its_token_inside_a_component() -> None:
    assert jinja.csrf_field() == ""
    token = jinja.drawn_for.set(request_of())

    assert 'name="csrfmiddlewaretoken"' in jinja.csrf_field()

    jinja.drawn_for.reset(token)
