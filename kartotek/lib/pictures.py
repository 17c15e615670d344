"""Pictures of people and organizations: whatever comes is drawn anew, small, square and bare."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

SIDE: Final = 256
MEDIA_TYPE: Final = "image/webp"
# Twice what a telephone takes; a file that claims more is refused before it is unpacked.
MOST_PIXELS: Final = 40_000_000

_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")


class NoPicture(ValueError):
    """The bytes are no picture of a known format, are damaged, or claim to be huge."""


def square(raw: bytes) -> bytes:
    """Return a picture as a square WebP of SIDE pixels, without anything that came beside it.

    The middle of it counts, turned as its EXIF says; of a moving picture the first frame.

    Raises:
        NoPicture: the bytes cannot be read as PNG, JPEG, GIF or WebP, or are too large.
    """
    try:
        with Image.open(BytesIO(raw), formats=_FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise NoPicture("too many pixels")
            # A JPEG can be unpacked smaller at once, which a telephone's picture needs.
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError) as error:
        raise NoPicture(str(error)) from error
    kept = ImageOps.fit(turned, (SIDE, SIDE), Image.Resampling.LANCZOS)
    written = BytesIO()
    kept.save(written, "WEBP", quality=85, method=4)
    return written.getvalue()
