"""What pickers send: the text typed into them."""

from __future__ import annotations

from kartotek.web.viewer import KartotekRequest

# What a picker sends beside the text typed into it.
NOT_TEXT = frozenset({"list"})


def typed_in(request: KartotekRequest) -> str:
    """Return the text typed into a picker, whatever the picker's input is called."""
    texts = [str(value) for name, value in request.GET.items() if name not in NOT_TEXT]
    return texts[0].strip() if texts else ""
