"""Static files are collected again only when one of them changed: compressing takes seconds."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# A second viewer of API descriptions that comes with a library: large, and never shown.
UNUSED = ["redoc*"]


def collect() -> bool:
    """Bring the folder of static files up to date; return whether there was anything to do."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command(
        "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED
    )
    stamp.write_text(now)
    return True


def fingerprint() -> str:
    """Return what stands for all static files of the packages, as they are now."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            found.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return found.hexdigest()
