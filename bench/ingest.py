"""Messages per CPU-second through every stage, and notmuch on the same messages beside it.

bin/bench ingest PATH.mbox [PATH.mbox ...]
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import installation

ADDRESS = "support@vendor.example"
PEOPLE, ITEMS, RUNS = 1000, 300, 3


def main(paths: Sequence[str]) -> int:
    """Measure the files and print what was found."""
    files = [Path(path).resolve() for path in paths]
    if not files or not all(path.exists() for path in files):
        print("bin/bench ingest PATH.mbox ...: name at least one mbox file that exists")
        return 2
    installation.make()
    rates = [_ours(files, run) for run in range(1, RUNS + 1)]
    ours = statistics.median(rates)
    print(f"kartotek: median of {RUNS}: {ours:.0f} messages per CPU-second")
    peers = _notmuch(files)
    if peers:
        print(f"notmuch new: median of {len(peers)}: {statistics.median(peers):.0f}")
        print(f"ratio: {ours / statistics.median(peers):.2f} x notmuch (mark: 4)")
    else:
        print("notmuch is not installed: nothing to compare with (apt-get install notmuch)")
    return 0


def _ours(files: Sequence[Path], run: int) -> float:
    """Import the files into an empty installation; return messages per CPU-second."""
    from django.conf import settings

    from kartotek.flows import inbound_mail
    from kartotek.flows.import_mail import import_path
    from kartotek.linking.models import ConversationLink, Decision

    installation.empty()
    # Bytes of the run before would be found in place, which is not what is measured.
    settings.BLOB_URL = (settings.DATA / f"mail-{run}").as_uri()
    firm, user, mailbox = installation.company(ADDRESS)
    senders = _senders(files)[:PEOPLE]
    installation.contacts(firm, user, senders, ITEMS)
    spent: Counter[str] = Counter()
    stages = inbound_mail.STAGES
    inbound_mail.STAGES = tuple(_timed(stage, spent) for stage in stages)
    start = time.process_time()
    found = 0
    for path in files:
        report = import_path(path, mailbox.pk, at=datetime.now(UTC))
        found += report.found_count
        if report.held_count:
            print(f"  {report.held_count} messages of {path.name} are held")
    total = time.process_time() - start
    inbound_mail.STAGES = stages
    links = ConversationLink.objects.filter(deal__isnull=False).count()
    codes = Counter(Decision.objects.values_list("code", flat=True))
    print(f"run {run}: {found} messages, {total:.1f} CPU-s, {found / total:.0f}/s")
    print(f"  {len(senders)} people, {ITEMS} open items, {links} conversations linked")
    print("  decisions: " + ", ".join(f"{code} {n}" for code, n in codes.most_common()))
    rest = total - sum(spent.values())
    shares = [("read and stored", rest), *spent.most_common()]
    print("  share: " + ", ".join(f"{name} {part / total:.0%}" for name, part in shares))
    return found / total


def _timed(stage: Any, spent: Counter[str]) -> Any:
    def run(entries: Any, *, at: datetime) -> None:
        start = time.process_time()
        stage.run(entries, at=at)
        spent[stage.name] += time.process_time() - start  # type: ignore[assignment]

    return type(stage)(stage.name, stage.does, run)


def _senders(files: Sequence[Path]) -> list[tuple[str, str]]:
    """Return name and address of who wrote most, ours left out."""
    from kartotek.mail.mime import parse

    seen: Counter[str] = Counter()
    names: dict[str, str] = {}
    for raw in _messages(files):
        for address in parse.parse(raw).from_[:1]:
            seen[address.addr_spec] += 1
            names.setdefault(address.addr_spec, address.display_name or address.addr_spec)
    seen.pop(ADDRESS, None)
    return [(names[one], one) for one, _ in seen.most_common()]


def _messages(files: Sequence[Path]) -> Iterator[bytes]:
    from kartotek.mail.sources import read

    for path in files:
        for message in read(path):
            yield message.raw


def _notmuch(files: Sequence[Path]) -> list[float]:
    """Return messages per CPU-second of `notmuch new` over the same messages."""
    if shutil.which("notmuch") is None:
        return []
    with tempfile.TemporaryDirectory(prefix="kartotek-notmuch-") as folder:
        count = _maildir(Path(folder) / "mail", files)
        return [_notmuch_once(Path(folder), count) for _ in range(RUNS)]


def _maildir(folder: Path, files: Sequence[Path]) -> int:
    for place in ("cur", "new", "tmp"):
        (folder / place).mkdir(parents=True)
    count = 0
    for count, raw in enumerate(_messages(files), start=1):
        (folder / "cur" / f"{count}.bench:2,S").write_bytes(raw)
    return count


def _notmuch_once(folder: Path, count: int) -> float:
    shutil.rmtree(folder / "mail" / ".notmuch", ignore_errors=True)
    config = folder / "config"
    config.write_text(f"[database]\npath={folder / 'mail'}\n[user]\nprimary_email={ADDRESS}\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        ["notmuch", "new", "--quiet"],
        env={**os.environ, "NOTMUCH_CONFIG": str(config)},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return count / spent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
