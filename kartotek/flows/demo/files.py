"""Small files to attach: real ones, so that they open, made of a few lines of text."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/></Relationships>'
)
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Sheet 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def content(name: str, lines: tuple[str, ...]) -> tuple[bytes, str]:
    """Return the bytes of a file and its content type, both by the ending of its name."""
    kind = name.rpartition(".")[2].lower()
    if kind == "pdf":
        return pdf(lines), "application/pdf"
    if kind == "xlsx":
        return xlsx(lines), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if kind == "png":
        return png(), "image/png"
    return "\r\n".join(lines).encode(), "text/plain"


def pdf(lines: tuple[str, ...]) -> bytes:
    """Return a PDF of one page with a line of text under the other (ISO 32000-1)."""
    shown = " ".join(f"({_plain(line)}) Tj 0 -18 Td" for line in lines)
    stream = f"BT /F1 12 Tf 56 780 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made = io.BytesIO()
    made.write(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.writelines(b"%010d 00000 n \n" % place for place in places)
    made.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    made.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return made.getvalue()


def _plain(line: str) -> str:
    """Return a line in the letters the built-in font has, with what PDF escapes escaped."""
    narrow = line.translate(str.maketrans("ğĞıİşŞ", "gGiIsS"))
    safe = narrow.encode("latin-1", "replace").decode("latin-1")
    return safe.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def xlsx(lines: tuple[str, ...]) -> bytes:
    """Return a workbook of one sheet: a row for each line, a cell for each part between `|`."""
    rows = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{escape(cell.strip())}</t></is></c>'
            for cell in line.split("|")
        )
        + "</row>"
        for line in lines
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            kind="worksheet", target="worksheets/sheet1.xml"
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            # A fixed date: the same company is made of the same bytes.
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            package.writestr(entry, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return made.getvalue()


def png(width: int = 320, height: int = 200) -> bytes:
    """Return a picture of warm light on a wall (RFC 2083)."""
    rows = b"".join(
        b"\0" + b"".join(_light(x / width, y / height) for x in range(width)) for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _light(x: float, y: float) -> bytes:
    near = max(0.0, 1 - ((x - 0.5) ** 2 * 5 + (y - 0.2) ** 2 * 2))
    return bytes((40 + int(210 * near), 34 + int(170 * near), 30 + int(90 * near)))
