"""Who looks at these pages, and somebody who is there twice."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import AddressIn
from kartotek.flows import contact_changes
from tests.conftest import NOW
from tests.web.visitors import elifs_browser, outsiders_browser, robins_browser

__all__ = ["elifs_browser", "outsiders_browser", "robins_browser"]


@pytest.fixture
def zeynep_again(zeynep: Any, by_elif: Any) -> Any:
    """Zeynep, typed a second time by her first name."""
    return contact_changes.add_person(
        by=by_elif,
        at=NOW,
        name="Zeynep",
        notes="Met at the fair",
        addresses=[AddressIn("Z.Karaca@marmaraotel.example")],
    )
