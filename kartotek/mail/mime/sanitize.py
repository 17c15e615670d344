"""HTML from outside made fit to be shown in a frame of its own.

An allow-list of tags, attributes, style properties and schemes. Pictures never point where the
mail said: those that came with it go to `part_url`, those of other hosts wait in `data-src`
until the reader allows them. This is the first of two walls; the second is the sandboxed frame
with its own Content-Security-Policy.

Source: OWASP on cross-site scripting (allow-lists); RFC 2392 (cid); html5ever by way of nh3.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from urllib.parse import unquote

import nh3

from kartotek.mail.mime.html_cost import is_too_complex
from kartotek.mail.mime.html_text import without_tags
from kartotek.mail.mime.plain_text import text_to_html

__all__ = ["SANITIZER_VERSION", "CleanHtml", "clean", "text_to_html"]

SANITIZER_VERSION: Final = 1
"""Goes up when HTML that was kept cleaned ought to be cleaned again."""

_TAGS: Final = frozenset(nh3.ALLOWED_TAGS | {"font", "center", "big"}) - {"map", "area"}
_LAYOUT: Final = {"align", "valign", "bgcolor", "width", "height", "border"}
_TABLE: Final = _LAYOUT | {"cellpadding", "cellspacing", "summary", "rules", "frame"}
_CELL: Final = _LAYOUT | {"colspan", "rowspan", "nowrap", "abbr", "scope"}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"style", "dir", "lang", "title", "align"},
    "a": {"href"},
    "bdo": {"dir"},
    "blockquote": {"type"},
    "col": {"span", "width", "align", "valign"},
    "colgroup": {"span", "width", "align", "valign"},
    "details": {"class"},
    "font": {"color", "face", "size"},
    "hr": {"size", "width", "color", "noshade"},
    "img": {"src", "alt", "width", "height", "border", "hspace", "vspace"},
    "li": {"value", "type"},
    "ol": {"start", "type"},
    "table": _TABLE,
    "tbody": {"valign", "bgcolor"},
    "td": _CELL,
    "th": _CELL,
    "tr": {"valign", "bgcolor", "height"},
    "ul": {"type"},
}
_STYLES: Final = frozenset({
    "background-color", "border", "border-bottom", "border-bottom-color", "border-bottom-style",
    "border-bottom-width", "border-collapse", "border-color", "border-left", "border-left-color",
    "border-left-style", "border-left-width", "border-radius", "border-right",
    "border-right-color", "border-right-style", "border-right-width", "border-spacing",
    "border-style", "border-top", "border-top-color", "border-top-style", "border-top-width",
    "border-width", "clear", "color", "direction", "display", "float", "font", "font-family",
    "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing",
    "line-height", "list-style-position", "list-style-type", "margin", "margin-bottom",
    "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-height",
    "min-width", "overflow-wrap", "padding", "padding-bottom", "padding-left", "padding-right",
    "padding-top", "table-layout", "text-align", "text-decoration", "text-indent",
    "text-transform", "vertical-align", "white-space", "width", "word-break", "word-spacing",
    "word-wrap",
})  # fmt: skip
_SCHEMES_TO_FILTER: Final = {"http", "https", "mailto", "tel", "cid", "data"}
"""More than is kept: `_Pictures.filter` decides, but only sees what nh3 leaves."""

_GONE_WITH_CONTENT: Final = {
    "script", "style", "title", "template", "svg", "math", "object", "iframe", "noembed",
    "noframes", "textarea", "select",
}  # fmt: skip
_PICTURE: Final = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[a-zA-Z0-9+/=\s]*\Z", re.I)
_REMOTE: Final = re.compile(r"(?:https?:)?//[^/]", re.I)
_FOLLOWED: Final = re.compile(r"https?://[^/]|mailto:|tel:", re.I)
_HARMLESS: Final = re.compile(r"(?:[^()\\]|(?<![\w-])(?:rgba?|hsla?|calc)\([^()\\]*\))*\Z", re.I)
_CONTROLS: Final = re.compile(r"[\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class CleanHtml:
    """HTML fit to be shown, and how many pictures of other hosts are in it."""

    html: str
    remote_image_count: int


def clean(html: str, *, part_url: Callable[[str], str], allow_remote_images: bool) -> CleanHtml:
    """Return HTML with everything left out that could act, or tell others that it is read.

    HTML that would take too long to be parsed is shown as text.

    Args:
        part_url: the address of the picture with a Content-ID; empty when there is none.
        allow_remote_images: show pictures of other hosts; otherwise their address stands in
            `data-src`.
    """
    if is_too_complex(html):
        return CleanHtml(text_to_html(without_tags(html)), 0)
    pictures = _Pictures(_nonce(html), part_url, allow_remote_images)
    cleaned = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_GONE_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=pictures.filter,
        url_schemes=_SCHEMES_TO_FILTER,
        filter_style_properties=set(_STYLES),
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        allowed_classes={},
    )
    return CleanHtml(pictures.put_back(cleaned), pictures.remote_count)


def _nonce(html: str) -> str:
    """Return a word that the author of this HTML cannot have written into it."""
    return sha256(html.encode("utf-8", "replace")).hexdigest()[:24]


def _style(value: str) -> str:
    """Return style declarations without functions that could fetch or compute something."""
    if "(" not in value and "\\" not in value:
        return value
    return ";".join(filter(_HARMLESS.match, value.split(";")))


def _link(address: str) -> str | None:
    """Return where a link leads; None when that is not a page, a person or a telephone."""
    if address.startswith("//"):
        address = "https:" + address
    return address if _FOLLOWED.match(address) else None


@dataclass(slots=True)
class _Pictures:
    """Decides where pictures point.

    While nh3 works they stand under a made-up address, since it would take away both a `cid:`
    and an attribute under another name.
    """

    nonce: str
    part_url: Callable[[str], str]
    allow_remote: bool
    attributes: list[str] = field(default_factory=list)
    remote_count: int = 0

    def filter(self, tag: str, attribute: str, value: str) -> str | None:
        """Return the value an attribute gets; None takes it away."""
        if tag == "img" and attribute == "src":
            return self._source(_CONTROLS.sub("", value).strip())
        if attribute == "style":
            return _style(value)
        if attribute == "href":
            return _link(_CONTROLS.sub("", value).strip())
        if tag == "details" and attribute == "class":
            return "quote" if value == "quote" else None
        return value

    def put_back(self, cleaned: str) -> str:
        """Return the cleaned HTML with the real attributes of its pictures."""
        pattern = rf'src="https://{self.nonce}\.invalid/(\d+)"'
        return re.sub(pattern, lambda match: self.attributes[int(match[1])], cleaned)

    def _source(self, source: str) -> str | None:
        """Return the made-up address of a picture; None when it cannot be shown."""
        if source[:4].lower() == "cid:":
            return self._stand_in("src", self.part_url(unquote(source[4:])))
        if _PICTURE.match(source):
            return self._stand_in("src", source)
        if not _REMOTE.match(source):
            return None
        self.remote_count += 1
        address = "https:" + source if source.startswith("//") else source
        return self._stand_in("src" if self.allow_remote else "data-src", address)

    def _stand_in(self, name: str, address: str) -> str | None:
        """Return a made-up address that stands for an attribute."""
        if not address:
            return None
        self.attributes.append(f'{name}="{entities.escape(address)}"')
        return f"https://{self.nonce}.invalid/{len(self.attributes) - 1}"
