"""The Jinja2 environment of our pages: what a template may call, and how it writes values."""

from __future__ import annotations

import functools
from collections import defaultdict
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kartotek.history.meanwhile import mark
from kartotek.mail.mime.plain_text import text_to_html
from kartotek.web import icons, words

# The page being drawn; lets a component write a form's token without handing the request around.
drawn_for: ContextVar[HttpRequest | None] = ContextVar("drawn_for", default=None)


def environment(**options: object) -> Environment:
    """Return the environment in which every page of Kartotek is drawn."""
    built = Environment(  # noqa: S701  Django passes autoescape=True among the options.
        **{
            **options,
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
            "trim_blocks": True,
            "lstrip_blocks": True,
            "undefined": StrictUndefined,
        }  # type: ignore[arg-type]
    )
    built.policies["ext.i18n.trimmed"] = True
    built.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    built.globals.update(
        gettext=sentence,
        _=sentence,
        url=url,
        static=static,
        icon=icons.icon,
        glyph=icons.glyph,
        type_icon=icons.type_icon,
        cell_start=cell_start,
        csrf_field=csrf_field,
        quick_field=quick_field,
        query=query,
        record_url=record_url,
        picture_url=picture_url,
        language=get_language,
    )
    built.filters.update(
        day=words.day,
        when=words.when,
        clock=words.clock,
        late=words.late,
        overdue=words.overdue,
        number=words.number,
        amount=words.amount,
        file_size=words.file_size,
        initials=words.initials,
        tone=words.tone,
        linked=linked,
        rich=rich,
        mark=mark,
    )
    return built


def sentence(text: str, /, **values: object) -> str:
    """Return a sentence in the language of the page, with its values escaped."""
    known = _SENTENCES[get_language()]
    found = known.get(text)
    if found is None:
        found = known[str(text)] = Markup(gettext(text))  # noqa: S704  Our own sentences.
    return found % values if values or "%" in found else found


# Django looks a sentence up in half a dozen steps, and a page has hundreds.
_SENTENCES: defaultdict[str | None, dict[str, Markup]] = defaultdict(dict)


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a page.

    Raises:
        NoReverseMatch: no page has that name.
    """
    prefix = get_script_prefix()
    if args and not kwargs and type(args[-1]) is int and args[-1] >= 0:
        start, end = _around(settings.ROOT_URLCONF, prefix, name, args[:-1])
        return f"{start}{args[-1]}{end}"
    return _address(settings.ROOT_URLCONF, prefix, name, args, *kwargs.items())


# A row of a list names four addresses; looking each up anew is a third of drawing the list. Those
# of records differ in the number at their end alone.
@functools.lru_cache(maxsize=1024)
def _around(urlconf: str, prefix: str, name: str, args: tuple[object, ...]) -> tuple[str, str]:
    """Return what stands before and after the number of an address."""
    before, _number, after = _address(urlconf, prefix, name, (*args, _NUMBER)).rpartition(
        str(_NUMBER)
    )
    return before, after


_NUMBER = 1_900_000_001


@functools.lru_cache(maxsize=1024)
def _address(
    urlconf: str, prefix: str, name: str, args: tuple[object, ...], *kwargs: tuple[str, object]
) -> str:
    return reverse(name, urlconf, args=args or None, kwargs=dict(kwargs) or None)


def linked(text: str) -> SafeString:
    """Return text of a mail as HTML in which addresses of pages and people can be followed."""
    return mark_safe(text_to_html(text))  # noqa: S308  Everything but the links is escaped there.


def rich(html: str) -> SafeString:
    """Return the HTML of a note or comment as it was written by `lib.rich_text`."""
    return mark_safe(html)  # noqa: S308  Every tag of it was written there, and no other is kept.


RECORD_PAGES = {
    "person": "people:person",
    "organization": "organizations:organization",
    "deal": "deals:deal",
    "lead": "leads:lead",
    "project": "projects:project",
}


def record_url(kind: str, record_id: int) -> str:
    """Return the address of a record's page.

    Raises:
        KeyError: there is no such kind of record.
    """
    return url(RECORD_PAGES[kind], record_id)


def picture_url(kind: str, record_id: int, key: str) -> str:
    """Return the address of a person's or organization's picture; nothing where there is none."""
    return url("records:picture_shown", kind, record_id, key) if key else ""


def query(**changes: object) -> str:
    """Return the query string of the page being drawn with `changes`; None leaves a key out."""
    request = drawn_for.get()
    values = QueryDict(mutable=True) if request is None else request.GET.copy()
    for key, value in changes.items():
        values.pop(key, None)
        if value is not None:
            values[key] = str(value)
    return f"?{values.urlencode()}"


def quick_field() -> SafeString:
    """Return the input by which a dialog of quick add says that it stands over another page."""
    request = drawn_for.get(None)
    if request is None or not (request.GET.get("quick") or request.POST.get("quick")):
        return SafeString("")
    return SafeString('<input type="hidden" name="quick" value="1">')


@functools.lru_cache(maxsize=2048)
def cell_start(name: str, place: int, is_number: bool, can_edit: bool) -> SafeString:  # noqa: FBT001
    """Return the start of a cell of a list: all cells of a column begin alike.

    Args:
        name: of the column.
        place: of the column, the first is 1; those further back go first where it gets narrow.
        is_number: whether it stands at the end of the cell.
        can_edit: whether it is edited where it stands.
    """
    width = "" if place == 1 else "col-mid" if place < 5 else "col-wide"
    classes = " ".join(filter(None, [width, "number" if is_number else ""]))
    edited = SafeString(" data-edit" if can_edit else "")
    return format_html('<td class="{}" data-cell="{}"{}>', classes, name, edited)


def csrf_field() -> SafeString:
    """Return the hidden field that every form with method post carries."""
    request = drawn_for.get()
    if request is None:
        return SafeString("")
    # One token serves all forms of a page: masking it anew for each takes longer than the form.
    known = vars(request).get("csrf_field")
    if known is None:
        known = request.csrf_field = format_html(  # type: ignore[attr-defined]
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
        )
    return known
