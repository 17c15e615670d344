"""Icons are Lucide's drawings, inlined."""

from __future__ import annotations

import pytest
from lucide import IconDoesNotExist

from kartotek.web import icons


def test_an_icon_is_hidden_from_assistive_technology() -> None:
    drawn = icons.icon("mail")

    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24"')
    assert 'aria-hidden="true"' in drawn
    assert drawn.count("<svg") == drawn.count("</svg>") == 1


def test_an_icon_may_carry_more_classes() -> None:
    assert 'class="icon icon--twist"' in icons.icon("chevron-right", "icon--twist")


def test_a_drawing_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(IconDoesNotExist):
        icons.icon("no-such-drawing")


@pytest.mark.parametrize("kind", list(icons.GLYPHS))
def test_every_kind_of_record_has_its_sign(kind: str) -> None:
    assert f"kind--{kind}" in icons.glyph(kind)
