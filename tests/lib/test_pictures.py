"""Whatever is uploaded, what is kept is a small square of our own."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from kartotek.lib.pictures import SIDE, NoPicture, square


def drawn(form: str, size: tuple[int, int] = (900, 600), **more: object) -> bytes:
    """Return a picture with a red middle and blue sides."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (size[0] // 4, 0, 3 * size[0] // 4, size[1]))
    written = BytesIO()
    picture.save(written, form, **more)
    return written.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_format_becomes_a_small_square(form: str) -> None:
    kept = Image.open(BytesIO(square(drawn(form))))

    assert (kept.format, kept.size) == ("WEBP", (SIDE, SIDE))


def test_the_middle_is_kept() -> None:
    kept = Image.open(BytesIO(square(drawn("PNG", (1000, 500))))).convert("RGB")

    red, _green, blue = kept.getpixel((SIDE // 2, SIDE // 2))  # type: ignore[misc]
    assert red > 200
    assert blue < 60


def test_what_stands_in_exif_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"

    kept = square(drawn("JPEG", exif=exif))

    assert b"taken at home" in drawn("JPEG", exif=exif)
    assert b"taken at home" not in kept
    assert not Image.open(BytesIO(kept)).getexif()


def test_a_picture_lying_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = Image.new("RGB", (400, 400), "white")
    picture.paste("black", (0, 0, 400, 200))
    written = BytesIO()
    picture.save(written, "PNG", exif=exif)

    kept = Image.open(BytesIO(square(written.getvalue()))).convert("L")

    assert kept.getpixel((SIDE - 10, SIDE // 2)) < 60  # type: ignore[operator]
    assert kept.getpixel((10, SIDE // 2)) > 200  # type: ignore[operator]


def test_bytes_after_the_picture_are_not_kept() -> None:
    kept = square(drawn("PNG") + b"<script>alert(1)</script>")

    assert b"script" not in kept


@pytest.mark.parametrize(
    "raw",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", drawn("PNG")[:200]],
    ids=["nothing", "text", "svg", "half"],
)
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(NoPicture):
        square(raw)


def test_a_format_that_nobody_needs_is_refused() -> None:
    with pytest.raises(NoPicture):
        square(drawn("BMP"))


def test_a_picture_that_claims_to_be_huge_is_refused() -> None:
    with pytest.raises(NoPicture):
        square(drawn("PNG", (8000, 8000)))
