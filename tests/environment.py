"""Gives every test run a data folder of its own, before settings are read.

Loaded by `-p tests.environment` in pyproject.toml: earlier than any conftest.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="kartotek-tests-")
_starter = os.getpid()
for _name in [name for name in os.environ if name.startswith("KARTOTEK_")]:
    if _name != "KARTOTEK_DATABASE_URL":
        del os.environ[_name]
os.environ["KARTOTEK_DATA"] = _folder


@atexit.register
def _remove() -> None:
    if os.getpid() == _starter:
        shutil.rmtree(_folder, ignore_errors=True)
