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
