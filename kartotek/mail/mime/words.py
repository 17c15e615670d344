"""Header values to text: encoded words, raw 8-bit bytes, and mixtures of the two.

Adjacent encoded words of one charset are joined before they are decoded, since mailers cut
them in the middle of a character.

Source: RFC 2047, RFC 6532 (raw UTF-8), RFC 2231 section 5 (language suffix).
"""

from __future__ import annotations

import binascii
import re
from itertools import groupby
from operator import itemgetter
from typing import Final

from kartotek.mail.mime.charsets import Hint, decode
from kartotek.mail.mime.limits import MAX_ENCODED_WORDS
from kartotek.mail.mime.transfer import unbase64

Word = tuple[str, bytes, bytes]
"""Charset, encoding (b"b" or b"q"), and the encoded letters."""

# At most three question marks inside a word, which the standard forbids, so that the search
# stays linear.
ENCODED_WORD: Final = rb"=\?[^?\s]{0,64}\?[bBqQ]\?[^?]*(?:\?(?!=)[^?]*){0,3}\?="
_WORD: Final = re.compile(rb"=\?([^?\s]{0,64})\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*){0,3})\?=")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def text_of(value: bytes, hint: Hint = Hint()) -> str:  # noqa: B008 - a constant
    """Return a header value as text on one line; runs of white space become one space."""
    if not value:
        return ""
    if b"=?" in value:
        text = _decode_words(value, hint)
    else:
        text = decode(value, hint.charset, hint.language)
    return tidy(text)


def tidy(text: str) -> str:
    """Return text on one line, without control characters and direction overrides."""
    if not text.isascii() or not text.isprintable():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def _decode_words(value: bytes, hint: Hint) -> str:
    """Return text in which encoded words are replaced by what they say."""
    pieces: list[str] = []
    run: list[Word] = []
    end = 0
    for number, match in enumerate(_WORD.finditer(value)):
        if number == MAX_ENCODED_WORDS:
            break
        between = value[end : match.start()]
        if between.strip() or not run:
            pieces.append(_decode_run(run, hint))
            pieces.append(decode(between, hint.charset, hint.language))
            run = []
        charset = match[1].partition(b"*")[0].decode("ascii", "replace").lower()
        run.append((charset, match[2].lower(), match[3]))
        end = match.end()
    pieces.append(_decode_run(run, hint))
    pieces.append(decode(value[end:], hint.charset, hint.language))
    return "".join(pieces)


def _decode_run(run: list[Word], hint: Hint) -> str:
    """Return the text of adjacent encoded words, those of one charset decoded as one."""
    return "".join(
        decode(_bytes_of(list(same)), charset or hint.charset, hint.language)
        for charset, same in groupby(run, key=itemgetter(0))
    )


def _bytes_of(words: list[Word]) -> bytes:
    """Return the bytes of adjacent encoded words."""
    return b"".join(
        _unquoted(group) if encoding == b"q" else _unbased(group)
        for encoding, group in (
            (encoding, [letters for _, _, letters in same])
            for encoding, same in groupby(words, key=itemgetter(1))
        )
    )


def _unquoted(pieces: list[bytes]) -> bytes:
    """Return the bytes of the Q encoding."""
    return b"".join(binascii.a2b_qp(piece, header=True) for piece in pieces)


def _unbased(pieces: list[bytes]) -> bytes:
    """Return the bytes of the B encoding; some mailers cut it within a group of four letters."""
    if any(len(piece) % 4 and not piece.endswith(b"=") for piece in pieces[:-1]):
        pieces = [b"".join(pieces)]
    return b"".join(unbase64(piece)[0] for piece in pieces)
