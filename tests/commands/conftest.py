from __future__ import annotations

import pytest

from tests.commands.console import Console


@pytest.fixture
def kartotek(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(capsys, monkeypatch)
