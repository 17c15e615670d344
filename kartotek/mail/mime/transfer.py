"""Content-Transfer-Encoding undone, however broken; never raises.

Source: RFC 2045 section 6.
"""

from __future__ import annotations

import binascii
import re
from typing import Final

_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]+")
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"
_FOOTER: Final = re.compile(rb"^(?:[_-]{5}|[A-Za-z,.'-]{1,30} [A-Za-z])", re.MULTILINE)
_WHOLE_LINE: Final = re.compile(
    rb"^((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3})?)={0,2}\r?$", re.MULTILINE
)
_UU_BEGIN: Final = re.compile(rb"^begin [0-7]{3,4} .*\r?\n", re.MULTILINE)


def decode(data: bytes, encoding: str) -> tuple[bytes, bool]:
    """Return the bytes meant, and whether they could be read without repair."""
    if encoding == "base64":
        return unbase64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data), True
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return _unuu(data), True
    return data, True


def unbase64(data: bytes) -> tuple[bytes, bool]:
    """Return the bytes of base64 text, and whether it was whole.

    What is no letter of the alphabet is skipped; a cut end keeps what is complete. Some lists
    write their footer behind the letters, some mailers string padded blocks together: behind
    the padding only whole lines of base64 count.
    """
    try:
        if not data.translate(None, _LETTERS) and b"=" not in data.rstrip(b"=\r\n\t "):
            return binascii.a2b_base64(data), True
    except binascii.Error:
        pass
    footer = _FOOTER.search(data)
    first, padding, rest = data[: footer.start() if footer else len(data)].partition(b"=")
    blocks = [_NOT_BASE64.sub(b"", first)]
    if padding:
        blocks += _WHOLE_LINE.findall(rest)
    return b"".join(_unbase64_block(block) for block in blocks), False


def _unbase64_block(block: bytes) -> bytes:
    """Return the bytes of one block without padding; a lone last letter says nothing."""
    if len(block) % 4 == 1:
        block = block[:-1]
    return binascii.a2b_base64(block + b"=" * (-len(block) % 4))


def _unuu(data: bytes) -> bytes:
    """Return the bytes of uuencoded text; lines that cannot be read are left out."""
    begin = _UU_BEGIN.search(data)
    decoded: list[bytes] = []
    for line in data[begin.end() if begin else 0 :].splitlines():
        if line.strip() == b"end":
            break
        decoded.append(_unuu_line(line))
    return b"".join(decoded)


def _unuu_line(line: bytes) -> bytes:
    """Return the bytes of one uuencoded line.

    Some encoders pad lines wrongly; the length in the first letter says how much is real.
    """
    if not line:
        return b""
    length = ((line[0] - 32) & 63) * 4 // 3
    try:
        return binascii.a2b_uu(line[: 1 + (length + 3) // 4 * 4])
    except binascii.Error:
        return b""
