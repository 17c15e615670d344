"""Notes and files are written, changed and taken back, and search follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kartotek.flows import written_changes
from kartotek.search.models import Document
from kartotek.search.queries import find
from kartotek.users.viewer import Viewer
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def _found(text: str, viewer: Viewer) -> list[str]:
    return [hit.title for hit in find(text, viewer=viewer, kinds=("note", "file"))]


def test_a_note_is_found_by_what_it_says_now(by_elif: Viewer, zeynep: Any) -> None:
    note = written_changes.create_note(text="Likes brass.", person_id=zeynep.pk, by=by_elif, at=NOW)
    assert _found("brass", by_elif) == ["Likes brass."]

    written_changes.edit_note(note_id=note.pk, text="Likes copper.", by=by_elif, at=NOW)
    assert (_found("brass", by_elif), _found("copper", by_elif)) == ([], ["Likes copper."])

    written_changes.delete_note(note_id=note.pk, by=by_elif, at=NOW)
    assert not Document.objects.filter(kind="note").exists()

    written_changes.restore_note(note_id=note.pk, by=by_elif, at=NOW)
    assert _found("copper", by_elif) == ["Likes copper."]


def test_a_file_is_found_by_its_name_now(by_elif: Viewer, zeynep: Any) -> None:
    upload = SimpleUploadedFile("Lamp plan.pdf", b"%PDF", "application/pdf")
    [file] = written_changes.create_files(files=[upload], person_id=zeynep.pk, by=by_elif, at=NOW)
    assert _found("lamp", by_elif) == ["Lamp plan.pdf"]

    written_changes.rename_file(file_id=file.pk, name="Cable plan.pdf", by=by_elif, at=NOW)
    assert (_found("lamp", by_elif), _found("cable", by_elif)) == ([], ["Cable plan.pdf"])

    written_changes.delete_file(file_id=file.pk, by=by_elif, at=NOW)
    assert _found("cable", by_elif) == []

    written_changes.restore_file(file_id=file.pk, by=by_elif, at=NOW)
    assert _found("cable", by_elif) == ["Cable plan.pdf"]
