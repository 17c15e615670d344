"""Bytes to text, whatever the label says.

Valid UTF-8 beats the label: other charsets hardly ever look like it by accident. A label that
names a subset is read as the superset that mailers really send. What has no label is read by
the language the company works in.

Source: WHATWG Encoding Standard (labels), RFC 1468 (iso-2022-jp), RFC 2152 (UTF-7).
"""

from __future__ import annotations

from codecs import BOM_UTF8
from encodings.aliases import aliases as _python_aliases
from functools import lru_cache
from typing import Final, NamedTuple

_SUPERSETS: Final = {
    "ascii": "cp1252",
    "latin_1": "cp1252",
    "iso8859_9": "cp1254",
    "iso8859_11": "cp874",
    "tis_620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "hz",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
    "utf_16": "utf_16",
}
_OWN_ALIASES: Final = {
    "ansi_x3_110_1983": "latin_1",
    "cp_850": "cp850",
    "gb2312_80": "gb18030",
    "iso_8859_1": "latin_1",
    "iso_8859_8_e": "iso8859_8",
    "iso_8859_8_i": "iso8859_8",
    "iso_8859_9": "iso8859_9",
    "ks_c_5601": "cp949",
    "ks_c_5601_1987": "cp949",
    "unicode_1_1_utf_7": "utf_7",
    "unicode_1_1_utf_8": "utf_8",
    "utf8mb4": "utf_8",
    "windows_874": "cp874",
    "windows_936": "gb18030",
    "windows_949": "cp949",
    "windows_31j": "cp932",
    "x_gbk": "gb18030",
    "x_mac_roman": "mac_roman",
    "x_sjis": "cp932",
    "x_windows_949": "cp949",
}
_NOT_CHARSETS: Final = frozenset(
    [
        "base64_codec",
        "bz2_codec",
        "hex_codec",
        "idna",
        "mbcs",
        "oem",
        "palmos",
        "punycode",
        "quopri_codec",
        "raw_unicode_escape",
        "rot_13",
        "tactis",
        "undefined",
        "unicode_escape",
        "uu_codec",
        "zlib_codec",
    ]
)
_CODECS: Final = frozenset(_python_aliases.values()) - _NOT_CHARSETS | {"hz", "cp874", "koi8_u"}
_STATEFUL: Final = frozenset(
    codec for codec in _CODECS if codec.startswith(("iso2022", "utf_7", "utf_16", "utf_32", "hz"))
)
_MULTIBYTE: Final = frozenset(
    [
        "gb18030",
        "big5",
        "big5hkscs",
        "cp932",
        "cp949",
        "cp950",
        "euc_jp",
        "euc_jis_2004",
        "euc_jisx0213",
        "johab",
        "shift_jis_2004",
        "shift_jisx0213",
    ]
)
_BY_LANGUAGE: Final = {
    "ar": "cp1256",
    "bg": "cp1251",
    "cs": "cp1250",
    "el": "cp1253",
    "he": "cp1255",
    "hu": "cp1250",
    "is": "cp1252",
    "ja": "cp932",
    "ko": "cp949",
    "pl": "cp1250",
    "ru": "cp1251",
    "th": "cp874",
    "tr": "cp1254",
    "uk": "cp1251",
    "zh": "gb18030",
}
_LATIN: Final = frozenset({"cp1250", "cp1252", "cp1254"})
_ASCII: Final = bytes(range(128))
_FEW_BYTES: Final = 8
_MARK: Final = "\N{REPLACEMENT CHARACTER}"


class Hint(NamedTuple):
    """What helps to read bytes that carry no label.

    Args:
        charset: what the same message names elsewhere.
        language: two letters, the language the company works in.
    """

    charset: str = ""
    language: str = ""


@lru_cache(maxsize=512)
def codec_named(label: str) -> str:
    """Return the codec that reads a charset label best; empty when there is none of that name."""
    name = label.strip(" \t\"'").lower().replace("-", "_").replace(" ", "_").replace(":", "_")
    codec = _OWN_ALIASES.get(name) or _python_aliases.get(name, name)
    if codec not in _CODECS:
        return ""
    return _SUPERSETS.get(codec, codec)


def decode(data: bytes, label: str = "", language: str = "") -> str:
    """Return the text that these bytes most likely are; what cannot be read becomes U+FFFD.

    Args:
        label: the charset the sender named, if any.
        language: two letters, the language the company works in; breaks ties.
    """
    codec = codec_named(label) if label else ""
    if data.isascii() and codec not in _STATEFUL and b"\x1b" not in data:
        text = data.decode("ascii")
    else:
        text = _decode(data, codec, language)
    return text.replace("\0", "") if "\0" in text else text


def _decode(data: bytes, codec: str, language: str) -> str:
    """Return the text of bytes that are not simply ASCII."""
    if codec in _STATEFUL:
        return _decode_stateful(data, codec, language)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} and b"\0" in data:
        return data.decode("utf_16", "replace")
    if b"\x1b$" in data:
        return data.decode("iso2022_jp_ext", "replace")
    try:
        # The codec that leaves out the mark in front is several times as slow.
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        return _decode_legacy(data, codec, language)
    if codec in _MULTIBYTE and _is_accidental(text, len(data)):
        return _strictly(data, codec) or text
    return text


def _is_accidental(text: str, size_bytes: int) -> bool:
    """Tell whether a few Chinese letters may be UTF-8 by accident: never of the long kind."""
    return size_bytes <= _FEW_BYTES and min(text) > "\x7f" and max(text) < "\u0800"


def _decode_stateful(data: bytes, codec: str, language: str) -> str:
    """Return the text of a charset with shift sequences, or of one that was only pretended."""
    pretended = codec.startswith(("utf_16", "utf_32")) and b"\0" not in data
    if pretended or (codec == "utf_7" and not data.isascii()):
        return _decode(data, "", language)
    text = data.decode(codec, "replace")
    return text.encode("utf-8", "replace").decode() if codec == "utf_7" else text


def _decode_legacy(data: bytes, codec: str, language: str) -> str:
    """Return the text of bytes that are not valid UTF-8."""
    if codec in {"", "utf_8"}:
        return _decode_unlabelled(data, language)
    if codec == "cp1252" and language == "tr":
        codec = "cp1254"
    return data.decode(codec, "replace")


def _decode_unlabelled(data: bytes, language: str) -> str:
    """Return the text as UTF-8 when only little of it is damaged, else by a guess."""
    text = data.decode("utf-8", "replace")
    damage = text.count(_MARK)
    letters = len(text) - len(data) + len(data.translate(None, _ASCII)) - damage
    return text if letters > damage else data.decode(guess(data, language), "replace")


def _strictly(data: bytes, codec: str) -> str:
    """Return the text if every byte fits the codec; otherwise nothing."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return ""


def guess(data: bytes, language: str = "") -> str:
    """Return the codec for bytes without a label that are not UTF-8.

    windows-1254 is the last resort: it is windows-1252 but for six letters, which are
    Turkish in one and Icelandic in the other.
    """
    expected = _BY_LANGUAGE.get(language, "cp1254")
    high = data.translate(None, _ASCII)
    words = data.translate(None, b" \t\r\n.,:;!?-0123456789")
    if len(high) * 2 <= len(words):
        return expected if expected in _LATIN else "cp1254"
    return _guess_dense(data, high) if expected in _LATIN else expected


def _guess_dense(data: bytes, high: bytes) -> str:
    """Return the codec for text that has hardly a Latin letter."""
    text = _strictly(data, "gb18030")
    common = sum(0xB0 <= byte <= 0xD7 for byte in high[::2])
    if text and common * 4 >= len(high[::2]) * 3:
        return "gb18030"
    small_1251 = sum(byte >= 0xE0 for byte in high)
    small_koi8 = sum(0xC0 <= byte < 0xE0 for byte in high)
    return "cp1251" if small_1251 >= small_koi8 else "koi8_r"
