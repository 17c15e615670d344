"""The icons of the product: Lucide's drawings, inlined, one per meaning."""

from __future__ import annotations

import functools
import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.jinja import lucide

GLYPHS = {
    "person": "user-round",
    "organization": "building-2",
    "deal": "diamond",
    "lead": "sprout",
    "project": "folder-kanban",
}


# What a type of activity may be drawn with, by the word it is kept under.
TYPE_ICONS = {
    "task": "calendar-check",
    "email": "mail",
    "meeting": "users-round",
    "deadline": "flag",
    "call": "phone",
    "lunch": "utensils",
    "calendar": "calendar",
    "downarrow": "arrow-down",
    "document": "file-text",
    "smartphone": "smartphone",
    "camera": "camera",
    "scissors": "scissors",
    "cogs": "cog",
    "bubble": "message-circle",
    "uparrow": "arrow-up",
    "checkbox": "square-check",
    "signpost": "signpost",
    "shuffle": "shuffle",
    "addressbook": "book-user",
    "linegraph": "chart-line",
    "picture": "image",
    "car": "car",
    "world": "globe",
    "search": "search",
    "clip": "paperclip",
    "sound": "volume-2",
    "brush": "paintbrush",
    "key": "key-round",
    "padlock": "lock",
    "pricetag": "tag",
    "suitcase": "briefcase",
    "finish": "flag-triangle-right",
    "plane": "plane",
    "loop": "repeat",
    "wifi": "wifi",
    "truck": "truck",
    "cart": "shopping-cart",
    "bulb": "lightbulb",
    "bell": "bell",
    "presentation": "presentation",
}


def type_icon(word: str) -> SafeString:
    """Return the drawing of a type of activity; a calendar for a word that is not known."""
    return icon(TYPE_ICONS.get(word, "calendar-check"))


@functools.cache
def icon(name: str, extra: str = "") -> SafeString:
    """Return Lucide's drawing `name` as inline SVG, hidden from assistive technology.

    Args:
        name: Lucide's name, such as `mail`.
        extra: further classes, such as `icon--twist`.

    Raises:
        lucide.IconDoesNotExist: Lucide has no drawing of that name.
    """
    drawing = re.sub(r"^<svg[^>]*>|</svg>$|\s*\n\s*", "", str(lucide(name)).strip())
    classes = f"icon {extra}".strip()
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">{}</svg>',
        classes,
        mark_safe(drawing),  # noqa: S308  Lucide's own paths, shipped with its package.
    )


@functools.cache
def glyph(kind: str) -> SafeString:
    """Return the small coloured sign of a kind of record, such as the deal's diamond.

    Raises:
        KeyError: there is no such kind of record.
    """
    return format_html('<span class="kind kind--{}">{}</span>', kind, icon(GLYPHS[kind]))
