"""How a view answers: a whole page, one part of it, several parts, or a component alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Template
from jinja2.runtime import Context

from kartotek.web import navigation
from kartotek.web.jinja import drawn_for

Values = Mapping[str, object]


class Typed(dict[str, object]):
    """What stands in a form's fields, or is wrong with them; a field that is not there is empty."""

    def __missing__(self, name: str) -> str:
        """Return nothing."""
        return ""


def page(
    request: HttpRequest, template: str, context: Values | None = None, *, status: int = 200
) -> HttpResponse:
    """Return the whole screen `template`."""
    with _drawing(request):
        made = _template(template)
        return HttpResponse(made.render(_values(request, context)), status=status)


def part(
    request: HttpRequest,
    template: str,
    block: str,
    context: Values | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return the block `block` of the screen `template` alone."""
    return HttpResponse(draw_part(request, template, block, context), status=status)


def parts(
    request: HttpRequest, template: str, blocks: list[str], context: Values | None = None
) -> HttpResponse:
    """Return several blocks; each replaces the element whose id is the block's name."""
    drawn = [
        in_place(f"#{block}", draw_part(request, template, block, context)) for block in blocks
    ]
    return answer(*drawn)


def component(
    request: HttpRequest, template: str, macro: str, *args: object, **kwargs: object
) -> HttpResponse:
    """Return one component, such as a row, alone."""
    return HttpResponse(draw(request, template, macro, *args, **kwargs))


def answer(*pieces: SafeString, status: int = 200) -> HttpResponse:
    """Return drawn pieces as one answer."""
    return HttpResponse("".join(pieces), status=status)


def draw_part(
    request: HttpRequest, template: str, block: str, context: Values | None = None
) -> SafeString:
    """Return the block `block` of `template`, drawn.

    Raises:
        KeyError: the template has no such block.
    """
    with _drawing(request):
        made = _template(template)
        values = made.new_context(dict(_values(request, context)))
        return _safe("".join(_blocks(made, values)[block][0](values)))


def draw(
    request: HttpRequest, template: str, macro: str, *args: object, **kwargs: object
) -> SafeString:
    """Return one component, drawn; for use with `in_place` and `answer`."""
    with _drawing(request):
        module = _template(template).make_module(dict(_values(request, None)))
        return _safe(str(getattr(module, macro)(*args, **kwargs)))


def in_place(target: str, drawn: SafeString, swap: str = "outerHTML") -> SafeString:
    """Return `drawn` wrapped so that htmx puts it at the selector `target`."""
    return format_html(
        '<hx-partial hx-target="{}" hx-swap="{}">{}</hx-partial>', target, swap, drawn
    )


def toast(
    request: HttpRequest,
    response: HttpResponse,
    text: str,
    undo_url: str = "",
    *,
    more: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """Return `response` with a toast: in this answer, or on the page it leads to.

    Args:
        request: what was asked.
        response: what it leads to.
        text: what was done.
        undo_url: where Undo posts to; without one the toast has no button.
        more: the address of a dialog that may follow, and what its button says.
    """
    if not getattr(request, "htmx", False) or _leads_away(response):
        messages.success(request, text, extra_tags=undo_url)
        return response
    drawn = draw(request, "components/toast.html", "toast", text, undo_url, more=more)
    response.content += in_place("#toasts", drawn, "beforeend").encode()
    if response.status_code == 204:
        response.status_code = 200
    return response


def redirect(request: HttpRequest, to: str, *args: object, **kwargs: object) -> HttpResponse:
    """Return an answer that leads to another page; `to` is the name of a page or an address."""
    address = resolve_url(to, *args, **kwargs)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponse(status=303, headers={"Location": address})


def added(
    request: HttpRequest, text: str, to: str, record_id: int, *, undo_url: str = ""
) -> HttpResponse:
    """Return the answer to a record that was added: its page, or a toast that leads there.

    Whoever used quick add stays where they were; everyone else goes to the record.

    Args:
        request: what was posted.
        text: what was done.
        to: the name of the record's page.
        record_id: of the record.
        undo_url: where Undo posts to; without one no toast is shown on the record's page.
    """
    if getattr(request, "htmx", False) and request.POST.get("quick"):
        address = resolve_url(to, record_id)
        drawn = draw(request, "components/toast.html", "toast", text, undo_url, address)
        response = answer(in_place("#toasts", drawn, "beforeend"))
        response["HX-Trigger"] = "record:added"
        return close_dialog(response)
    response = redirect(request, to, record_id)
    return toast(request, response, text, undo_url) if undo_url else response


def close_dialog(response: HttpResponse) -> HttpResponse:
    """Return `response` so that the open dialog or popover closes when it arrives."""
    response["HX-Trigger"] = ", ".join(filter(None, [response.get("HX-Trigger"), "overlay:close"]))
    return response


def _leads_away(response: HttpResponse) -> bool:
    return response.status_code in range(300, 400) or "HX-Redirect" in response


def _engine() -> Jinja2:
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    return engine


def _template(name: str) -> Template:
    return _engine().env.get_template(name)


def _values(request: HttpRequest, context: Values | None) -> dict[str, object]:
    """Return what every template may use, then what the view gives."""
    values: dict[str, object] = {
        "request": request,
        "viewer": getattr(request, "viewer", None),
        # Parts of a page need no rail and no menus.
        "shell": SimpleLazyObject(partial(navigation.shell, request)),
        "values": Typed(),
        "errors": Typed(),
        "meanwhile": None,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    for processor in _engine().template_context_processors:
        values.update(processor(request))
    values.update(context or {})
    return values


def _blocks(
    template: Template, values: Context
) -> dict[str, list[Callable[[Context], Iterator[str]]]]:
    """Return the blocks of the template and of the layouts it extends.

    A template's imports happen when its body starts, so the body is started and left as soon as
    its layout writes something.
    """
    for written in template.root_render_func(values):
        if not written.isspace():
            break
    return values.blocks


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308  Drawn by our own templates, which escape what they write.


@contextmanager
def _drawing(request: HttpRequest) -> Iterator[None]:
    token = drawn_for.set(request)
    try:
        yield
    finally:
        drawn_for.reset(token)
