"""What the tests of the pages share."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from tests.web.fixtures import screens

__all__ = ["screens"]


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """Let pages name their files without a manifest, which only `prepare` makes."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
