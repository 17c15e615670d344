"""Bytes from outside as answers that a browser saves or shows, and never runs.

Source: RFC 6266 (Content-Disposition), RFC 8187 (names in it), Fetch (nosniff).
"""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

from django.http import HttpResponse

from kartotek.web.csp import HEADER

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Kinds that can hold no script; SVG can, so it is only ever saved."""

SEALED = "default-src 'none'; sandbox; frame-ancestors 'none'"
LONGEST_NAME = 180

PDF = "application/pdf"
# A browser's reader of PDF is a sandbox of its own, and Chromium's refuses to start inside a
# second one. What is shown is called PDF, begins like one, and may neither load nor send.
_READER = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


def as_attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return bytes to be saved under a name; a page or a script is never called one."""
    safe = content_type if _is_plain(content_type) else "application/octet-stream"
    response = HttpResponse(content, content_type=safe)
    shown = _name(name)
    plain = shown.encode("ascii", "replace").decode().translate({ord(c): "_" for c in '"\\?%'})
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
    )
    return _sealed(response)


def as_picture(content: bytes, content_type: str) -> HttpResponse:
    """Return a picture of one of PICTURES to be shown in place."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = "inline"
    return _sealed(response)


def as_document(content: bytes) -> HttpResponse:
    """Return a PDF to be read in a frame of ours; bytes that are none are no PDF to the browser."""
    is_pdf = content[:1024].lstrip().startswith(b"%PDF-")
    response = _sealed(HttpResponse(content, content_type=PDF if is_pdf else "text/plain"))
    response["Content-Disposition"] = "inline"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response[HEADER] = _READER
    return response


def _sealed(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    response[HEADER] = SEALED
    return response


def _is_plain(content_type: str) -> bool:
    """Return whether a browser that ignores the disposition would still run nothing of it."""
    return content_type in PICTURES | {"application/pdf", "message/rfc822", "application/zip"}


def _name(name: str) -> str:
    """Return a file name without paths, controls, and marks that turn letters around."""
    shown = "".join(
        letter for letter in name if unicodedata.category(letter) not in {"Cc", "Cf", "Zl", "Zp"}
    )
    stem, dot, ending = shown.replace("/", "_").replace("\\", "_").strip(". ").rpartition(".")
    short = f"{stem[: LONGEST_NAME - len(ending)]}{dot}{ending}" if len(ending) < 20 else shown
    return short[:LONGEST_NAME] or "file"
