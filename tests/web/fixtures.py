"""A request of Elif's, and templates of our own to draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from jinja2 import ChoiceLoader, DictLoader, Environment

SCREEN = """\
{% extends "layouts/card.html" %}
{% from "components/badge.html" import badge %}
{% block title %}Deals{% endblock title %}
{% block card %}
  {% block columns scoped -%}
    <ul id="columns">{% for one in names %}<li>{{ badge(one) }}</li>{% endfor %}</ul>
  {%- endblock columns %}
  {% block total scoped %}<p id="total">{{ names|length }}</p>{% endblock total %}
{% endblock card %}
"""

FORM = """\
{% extends "layouts/card.html" %}
{% block card %}
  {% block add -%}
    <form id="add">{{ csrf_field() }}<input value="{{ values.title }}">
      <b>{{ errors.title }}</b><i>{{ errors.form }}</i><u>{{ stages }}</u></form>
  {%- endblock add %}
{% endblock card %}
"""


SCREENS = {"screen.html": SCREEN, "late.html": f"\n{SCREEN}", "form.html": FORM}


def request_of(
    path: str = "/deals/", *, htmx: bool = False, method: str = "get", **data: str
) -> HttpRequest:
    """Return a request as it reaches a view."""
    request: HttpRequest = getattr(RequestFactory(), method)(path, data)
    request.htmx = htmx  # type: ignore[attr-defined]
    return request


@pytest.fixture
def screens() -> Iterator[Environment]:
    """Put two screens beside ours."""
    environment: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    ours = environment.loader
    assert ours is not None
    environment.loader = ChoiceLoader([DictLoader(SCREENS), ours])
    yield environment
    environment.loader = ours
    assert environment.cache is not None
    environment.cache.clear()
