"""Subjects without the prefixes of replies and forwards (RFC 5256 section 2.1)."""

from __future__ import annotations

import pytest

from kartotek.mail.mime.subjects import Subject, read


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("Re: Teklif", "Teklif"),
        ("RE: Teklif", "Teklif"),
        ("Ynt: Teklif", "Teklif"),
        ("YNT: Teklif", "Teklif"),
        ("Yanıt: Teklif", "Teklif"),
        ("AW: Teklif", "Teklif"),
        ("SV: Teklif", "Teklif"),
        ("Odp: Teklif", "Teklif"),
        ("Re : Teklif", "Teklif"),
        ("Re[2]: Teklif", "Teklif"),
        ("Re(3): Teklif", "Teklif"),
        ("回复：Teklif", "Teklif"),
        ("Re: Re: Ynt: Teklif", "Teklif"),
        ("[list] Re: Teklif", "[list] Teklif"),
        ("Re: [list] Teklif", "[list] Teklif"),
        ("[list] Re: [list] Teklif", "[list] Teklif"),
        ("Otomatik yanıt: Teklif", "Teklif"),
        ("Re:", ""),
    ],
)
def test_a_reply_is_about_its_base(subject: str, base: str) -> None:
    assert read(subject) == Subject(base, is_reply=True, is_forward=False)


@pytest.mark.parametrize(
    "subject",
    ["Fwd: Teklif", "FW: Teklif", "İlt: Teklif", "İLT: Teklif", "ilt: Teklif", "WG: Teklif",
     "[Fwd: Teklif]", "Teklif (fwd)", "Fwd: Re: Teklif", "转发: Teklif"],
)  # fmt: skip
def test_a_forward_is_about_its_base(subject: str) -> None:
    assert read(subject) == Subject("Teklif", is_reply=False, is_forward=True)


@pytest.mark.parametrize(
    "subject", ["Teklif", "Ref: 2026/4", "Report: done", "[list] Teklif", "Reply: no", "", "Re"]
)
def test_any_other_subject_is_its_own_base(subject: str) -> None:
    assert read(subject) == Subject(subject, is_reply=False, is_forward=False)


def test_a_reply_to_a_forward_is_a_reply() -> None:
    assert read("Re: Fwd: Teklif") == Subject("Teklif", is_reply=True, is_forward=False)
