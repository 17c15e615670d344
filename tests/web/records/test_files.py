"""Files on a record: put there, saved, looked at, renamed and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kartotek.activities.models import File
from kartotek.activities.operations import create_file
from kartotek.contacts.operations import edit_person
from tests.web.visitors import HTMX, text_of

PDF = b"%PDF-1.4\n%an offer\n"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.BLOB_URL = tmp_path.as_uri()
    return tmp_path


def upload(name: str = "offer.txt", content: bytes = b"An offer", kind: str = "text/plain") -> Any:
    return SimpleUploadedFile(name, content, kind)


@pytest.fixture
def offer(zeynep: Any, by_elif: Any, now: Any) -> Any:
    return create_file(file=upload(), by=by_elif, at=now, person_id=zeynep.pk)


def at_files(person: Any, what: str = "files", *more: int) -> str:
    return reverse(f"records:{what}", args=("person", person.pk, *more))


def test_several_files_are_put_on_a_record_at_once(elifs_browser: Client, zeynep: Any) -> None:
    given = {"files": [upload("a.txt"), upload("b.txt")]}

    answer = elifs_browser.post(at_files(zeynep), given)

    assert answer.status_code == 303
    assert sorted(File.objects.values_list("name", "person_id")) == [
        ("a.txt", zeynep.pk),
        ("b.txt", zeynep.pk),
    ]


def test_the_page_shows_what_lies_there(elifs_browser: Client, zeynep: Any, offer: Any) -> None:
    page = text_of(elifs_browser.get(reverse("people:person", args=(zeynep.pk,))))

    assert 'id="files"' in page
    assert "offer.txt" in page


def test_one_of_several_on_their_way_is_answered_shortly(
    elifs_browser: Client, zeynep: Any
) -> None:
    given = {"files": upload()}

    answer = elifs_browser.post(f"{at_files(zeynep)}?alone=1", given, headers=HTMX)

    assert answer.status_code == 204
    assert File.objects.count() == 1


@pytest.mark.parametrize("address", ["files", "file_add"])
def test_a_file_too_large_is_told_by_name_and_limit(
    elifs_browser: Client, zeynep: Any, settings: Any, address: str
) -> None:
    settings.FILE_BYTES = 1_000_000

    answer = elifs_browser.post(
        at_files(zeynep, address), {"files": upload("film.mov", b"x" * 1_200_000)}
    )

    page = text_of(answer)
    assert answer.status_code == 422
    assert "“film.mov” has 1.2 MB. A file may have up to 1 MB." in page
    assert File.objects.count() == 0


def test_no_file_at_all_is_told(elifs_browser: Client, zeynep: Any) -> None:
    answer = elifs_browser.post(at_files(zeynep, "file_add"), {}, headers=HTMX)

    assert answer.status_code == 422
    assert "Choose a file first." in text_of(answer)


def test_a_file_is_saved_under_its_name_and_never_run(elifs_browser: Client, offer: Any) -> None:
    answer = elifs_browser.get(reverse("records:file", args=(offer.pk,)))

    assert answer.content == b"An offer"
    assert 'attachment; filename="offer.txt"' in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    ["Teklif ğüşiöç İı.pdf", "عرض سعر.pdf", "📎 offer.pdf", 'a"b;c%d.pdf', "x" * 300 + ".pdf"],
)
def test_names_of_any_letters_come_back(
    elifs_browser: Client, zeynep: Any, by_elif: Any, now: Any, name: str
) -> None:
    made = create_file(file=upload(name), by=by_elif, at=now, person_id=zeynep.pk)

    answer = elifs_browser.get(reverse("records:file", args=(made.pk,)))

    assert made.name.endswith(".pdf")
    assert "filename*=UTF-8''" in answer["Content-Disposition"]
    assert answer.status_code == 200


def test_a_page_called_a_file_is_only_ever_saved(
    elifs_browser: Client, zeynep: Any, by_elif: Any, now: Any
) -> None:
    page = upload("x.html", b"<script>alert(1)</script>", "text/html")
    made = create_file(file=page, by=by_elif, at=now, person_id=zeynep.pk)

    saved = elifs_browser.get(reverse("records:file", args=(made.pk,)))
    shown = elifs_browser.get(reverse("records:file_shown", args=(made.pk,)))

    assert saved["Content-Type"] == "application/octet-stream"
    assert shown.status_code == 404


def test_a_pdf_is_read_in_a_frame_of_ours(
    elifs_browser: Client, zeynep: Any, by_elif: Any, now: Any
) -> None:
    pdf = upload("offer.pdf", PDF, "application/pdf")
    made = create_file(file=pdf, by=by_elif, at=now, person_id=zeynep.pk)

    dialog = elifs_browser.get(at_files(zeynep, "file_preview", made.pk), headers=HTMX)
    shown = elifs_browser.get(reverse("records:file_shown", args=(made.pk,)))

    assert "<iframe" in text_of(dialog)
    assert shown["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in shown["Content-Security-Policy"]


def test_what_only_says_it_is_a_pdf_is_none(
    elifs_browser: Client, zeynep: Any, by_elif: Any, now: Any
) -> None:
    liar = upload("offer.pdf", b"<html><script>", "application/pdf")
    made = create_file(file=liar, by=by_elif, at=now, person_id=zeynep.pk)

    shown = elifs_browser.get(reverse("records:file_shown", args=(made.pk,)))

    assert shown["Content-Type"] == "text/plain"
    assert shown["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_renamed(elifs_browser: Client, zeynep: Any, offer: Any) -> None:
    elifs_browser.post(at_files(zeynep, "file_name", offer.pk), {"name": "final.txt"})

    assert File.objects.get(pk=offer.pk).name == "final.txt"


def test_a_name_of_nothing_is_refused(elifs_browser: Client, zeynep: Any, offer: Any) -> None:
    answer = elifs_browser.post(at_files(zeynep, "file_name", offer.pk), {"name": "  "})

    assert answer.status_code == 422
    assert "A file needs a name." in text_of(answer)


def test_a_deleted_file_comes_back_by_undo(elifs_browser: Client, zeynep: Any, offer: Any) -> None:
    answer = elifs_browser.post(at_files(zeynep, "file_delete", offer.pk), headers=HTMX)
    undo = at_files(zeynep, "file_restore", offer.pk)
    gone = File.objects.get(pk=offer.pk).deleted_at
    elifs_browser.post(undo, headers=HTMX)

    assert undo in text_of(answer)
    assert gone is not None
    assert File.objects.get(pk=offer.pk).deleted_at is None


def test_who_does_not_see_the_person_sees_no_file(
    robins_browser: Client, zeynep: Any, offer: Any, by_elif: Any, now: Any
) -> None:
    edit_person(person_id=zeynep.pk, by=by_elif, at=now, visibility=1)

    addresses = [
        reverse("records:file", args=(offer.pk,)),
        reverse("records:file_shown", args=(offer.pk,)),
        at_files(zeynep, "file_preview", offer.pk),
    ]

    assert [robins_browser.get(address).status_code for address in addresses] == [404, 404, 404]
    assert robins_browser.post(at_files(zeynep), {"files": upload()}).status_code == 404


def test_another_company_gets_the_same_answer(outsiders_browser: Client, offer: Any) -> None:
    assert outsiders_browser.get(reverse("records:file", args=(offer.pk,))).status_code == 404


def test_a_file_of_a_person_shows_at_their_organization(
    elifs_browser: Client, zeynep: Any, marmara: Any, offer: Any
) -> None:
    assert zeynep.organization_id == marmara.pk
    page = text_of(elifs_browser.get(reverse("organizations:organization", args=(marmara.pk,))))

    assert "offer.txt" in page
