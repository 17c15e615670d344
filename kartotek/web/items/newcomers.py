"""What a dialog asks of a person or organization that is added by its name in passing."""

from __future__ import annotations

from typing import Any

from kartotek.web.records.custom_fields import FieldInput, required_inputs, said_required
from kartotek.web.viewer import KartotekRequest

KINDS = ("person", "organization")


def inputs_of_newcomers(request: KartotekRequest) -> dict[str, list[FieldInput]]:
    """Return the required fields of each kind of newcomer, with what is typed in them."""
    return {kind: required_inputs(request, kind) for kind in KINDS}


def said_of_newcomers(request: KartotekRequest) -> dict[str, Any]:
    """Return what was typed of the newcomers, as flows take it."""
    return {f"{kind}_fields": said_required(request, kind) for kind in KINDS}
