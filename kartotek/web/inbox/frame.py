"""The HTML of a message as a page of its own, for the frame that shows it.

The frame may not run anything: it stands in a sandbox without scripts, and this answer's policy
forbids them too. `allow-same-origin` is given so that its height can be measured and its own
pictures arrive with the reader's session; without scripts there is nobody inside to misuse it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kartotek.mail.mime.folding import fold_html
from kartotek.mail.mime.sanitize import clean
from kartotek.mail.models import Message
from kartotek.mail.queries.bodies import bodies, picture_places
from kartotek.users.viewer import Viewer
from kartotek.web.csp import HEADER
from kartotek.web.viewer import KartotekRequest

POLICY = (
    "default-src 'none'; img-src 'self' data:; font-src 'self'; style-src 'unsafe-inline'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_COLOURED = re.compile(
    r"bgcolor\s*=|<font[^>]*\scolor\s*=|background-color\s*:|(?<![-\w])color\s*:", re.IGNORECASE
)
_STYLE = """
@font-face { font-family: Inter; font-weight: 100 900; src: url("%(latin)s") format("woff2"); }
@font-face { font-family: Inter; font-weight: 100 900; src: url("%(latin_ext)s") format("woff2");
  unicode-range: U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0; }
html { color-scheme: %(scheme)s; overflow-x: auto; overflow-y: hidden; }
body { margin: 0; padding: %(padding)s; background: %(paper)s; color: %(ink)s;
  font: 14px/1.55 Inter, system-ui, sans-serif; overflow-wrap: break-word; }
img { max-width: 100%%; height: auto; }
img[data-src] { min-width: 1rem; min-height: 1rem; background: #8883; }
table { max-width: 100%%; }
pre { white-space: pre-wrap; }
blockquote { margin: 0.5rem 0 0; padding-left: 0.875rem; border-left: 2px solid #8886; }
details.quote > summary { display: inline-flex; align-items: center; height: 1.5rem;
  margin: 0.5rem 0; padding: 0 0.5rem; border-radius: 99px; background: #8882; font-size: 12px;
  cursor: pointer; list-style: none; }
.kartotek-note { margin: 0 0 0.75rem; padding: 0.375rem 0.625rem; border-radius: 6px;
  background: #8882; font-size: 12px; }
"""


def framed(request: KartotekRequest, message: Message) -> HttpResponse:
    """Return the HTML of a message, cleaned and with its quotations folded."""
    viewer = request.viewer
    body = bodies([message.pk], viewer=viewer)[message.pk]
    folded = fold_html(body.html, label=_("Show quoted text"))
    cleaned = clean(folded, part_url=_places(message, viewer), allow_remote_images=False)
    note = _note(cleaned.remote_image_count)
    page = format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>'
        "<style>{}</style></head><body>{}{}</body></html>",
        get_language(),
        message.subject,
        mark_safe(_style(request, cleaned.html)),  # noqa: S308  Ours; holds nothing of the mail.
        note,
        mark_safe(cleaned.html),  # noqa: S308  Cleaned a few lines above.
    )
    response = HttpResponse(page)
    response[HEADER] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def _note(remote_count: int) -> str:
    if not remote_count:
        return ""
    text = ngettext(
        "%(count)s picture from another server is not shown, so the sender does not learn that "
        "you read this.",
        "%(count)s pictures from other servers are not shown, so the sender does not learn that "
        "you read this.",
        remote_count,
    )
    return format_html('<p class="kartotek-note">{}</p>', text % {"count": remote_count})


def _style(request: HttpRequest, html: str) -> str:
    """Return the look: mail with colours of its own stays on white paper in the dark theme too."""
    theme = request.COOKIES.get("theme", "")
    scheme = theme if theme in {"light", "dark"} else "light dark"
    if _COLOURED.search(html):
        look = {"scheme": "light", "padding": "0.75rem", "paper": "#fff", "ink": "#1c1b19"}
    else:
        look = {"scheme": scheme, "padding": "0", "paper": "transparent", "ink": "CanvasText"}
    fonts = {
        "latin": static("fonts/inter-latin-wght-normal.woff2"),
        "latin_ext": static("fonts/inter-latin-ext-wght-normal.woff2"),
    }
    return _STYLE % {**look, **fonts}


def _places(message: Message, viewer: Viewer) -> Callable[[str], str]:
    """Return what leads from a Content-ID to the picture's address; nothing for what is none."""
    known = picture_places(message.pk, viewer=viewer)

    def address(content_id: str) -> str:
        index = known.get(content_id)
        return reverse("inbox:picture", args=(message.pk, index)) if index is not None else ""

    return address
