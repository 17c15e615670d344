"""Messages written for tests."""

from __future__ import annotations


def letter(number: int = 1, body: str = "Sayın Karaca, teklifimiz ektedir.") -> bytes:
    """Return a small message, different for each number."""
    return (
        f"Message-ID: <offer-{number}@kuzeyisik.example>\r\n"
        "From: =?utf-8?q?Elif_Ayd=C4=B1n?= <elif@kuzeyisik.example>\r\n"
        "To: Zeynep Karaca <zeynep@marmaraotelcilik.example>\r\n"
        f"Subject: Lobby lights, offer {number}\r\n"
        "Date: Thu, 12 Nov 2026 10:00:00 +0300\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n"
        "\r\n"
        f"{body}\r\n"
    ).encode()
