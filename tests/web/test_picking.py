"""What pickers send."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from kartotek.web.picking import typed_in


@pytest.mark.parametrize(
    ("sent", "typed"),
    [({"q": " mar "}, "mar"), ({"list": "x", "person": "zey"}, "zey"), ({"list": "x"}, "")],
)
def test_the_text_is_found_whatever_the_input_is_called(sent: dict[str, str], typed: str) -> None:
    request: Any = RequestFactory().get("/", sent)

    assert typed_in(request) == typed
