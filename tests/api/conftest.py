"""A program for each of the cast."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.programs import Program


@pytest.fixture
def elifs(elif_: Any) -> Program:
    """A program of Elif's."""
    return Program(elif_)


@pytest.fixture
def robins(robin: Any) -> Program:
    """A program of Robin's, who is of another team."""
    return Program(robin)


@pytest.fixture
def outsiders(outsider: Any) -> Program:
    """A program of another company's admin."""
    return Program(outsider)
