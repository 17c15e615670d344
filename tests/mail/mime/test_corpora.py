"""Mail made by others, when it lies beside the repository: all of it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kartotek.errors import Corrupt
from kartotek.mail.mime import quotes
from kartotek.mail.mime.folding import fold_html
from kartotek.mail.mime.parse import parse, part
from kartotek.mail.mime.sanitize import clean

CORPORA = Path(__file__).parents[4] / "shared" / "corpora" / "mail"

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="The mail corpora are not beside this tree."),
]


def in_mbox(path: Path) -> Iterator[bytes]:
    """Messages of an mbox file with mboxrd quoting."""
    _, *messages = re.split(rb"(?m)^From [^\n]*\n", path.read_bytes())
    for message in messages:
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", message)


def in_folder(path: Path) -> Iterator[bytes]:
    for file in sorted(path.rglob("*")):
        if file.is_file() and file.suffix not in {".json", ".mbox"} and file.name != "COPYING":
            yield file.read_bytes()


@pytest.mark.parametrize("name", ["vendor-support-mailbox.mbox", "developer-list.mbox"])
def test_every_message_of_a_mailbox_is_read_whole(name: str) -> None:
    for raw in in_mbox(CORPORA / name):
        message = parse(raw)

        assert message.message_id
        assert message.date
        assert message.from_
        assert message.text or message.attachments
        assert not {"no-boundary", "bad-base64"} & set(message.problems)


@pytest.mark.parametrize(
    "name", ["stalwart", "ruby-mail", "notmuch", "cpython", "spamassassin", "discourse-trimmer"]
)
def test_every_odd_message_can_be_shown(name: str) -> None:
    read = 0
    for raw in in_folder(CORPORA / name):
        if not raw.strip():
            with pytest.raises(Corrupt):
                parse(raw)
            continue
        message = parse(raw)
        for attachment in message.attachments:
            assert len(part(raw, attachment.index).content) == attachment.size_bytes
        page = fold_html(message.html, label="Quoted")
        assert "<script" not in clean(page, part_url=str, allow_remote_images=False).html
        read += 1
    assert read > 40


def expected() -> Iterator[tuple[bytes, dict[str, str]]]:
    """Messages whose reading by another parser is known: the fields that are plain text."""
    for path in sorted((CORPORA / "stalwart").rglob("*.eml")):
        tree = json.loads(path.with_suffix(".json").read_text())
        fields = {}
        for header in tree["parts"][0]["headers"]:
            if isinstance(header["value"], dict) and "Text" in header["value"]:
                fields[str(header["name"])] = header["value"]["Text"]
        yield path.read_bytes(), fields


def test_subjects_and_ids_are_what_another_parser_reads() -> None:
    differing = []
    for raw, fields in expected():
        message = parse(raw)
        # Where the other parser gives up on raw bytes there is nothing to compare.
        subject = " ".join(fields.get("subject", "").split())
        if "\N{REPLACEMENT CHARACTER}" not in subject and "+AP" not in subject:
            differing += [(message.subject, subject)] if message.subject != subject else []
        if "message_id" in fields and message.message_id != fields["message_id"]:
            differing.append((message.message_id, fields["message_id"]))

    assert differing == []


def test_most_replies_are_told_from_what_they_quote() -> None:
    folder = CORPORA / "discourse-trimmer"
    right = 0
    paths = sorted((folder / "emails").iterdir())
    for path in paths:
        blocks = quotes.split(path.read_text().replace("\r\n", "\n"))
        found = "\n".join(block.text for block in blocks if block.kind == "own")
        wanted = (folder / "trimmed" / path.name).read_text()
        right += [line.strip() for line in found.split("\n") if line.strip()] == [
            line.strip() for line in wanted.split("\n") if line.strip()
        ]

    assert right >= 0.8 * len(paths)
