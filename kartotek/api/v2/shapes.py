"""Parts of answers that several records of v2 share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from kartotek.api.custom_fields import shown
from kartotek.api.v2.asked import Labelled
from kartotek.fields.queries import LabelRow
from kartotek.users.viewer import Viewer


class ReachOut(msgspec.Struct):
    """An email address, a phone or a messenger's name."""

    value: str
    primary: bool
    label: str


class LabelOut(msgspec.Struct):
    """A label with its name."""

    id: int
    label: str


class PlaceOut(msgspec.Struct):
    """A postal address, in one line and in its parts."""

    value: str | None = None
    country: str | None = None
    admin_area_level_1: str | None = None
    admin_area_level_2: str | None = None
    locality: str | None = None
    sublocality: str | None = None
    route: str | None = None
    street_number: str | None = None
    subpremise: str | None = None
    postal_code: str | None = None


def own_fields(
    kind: str, ids: Iterable[int], asked: Labelled | None, *, viewer: Viewer
) -> dict[int, dict[str, Any]]:
    """Return the custom fields of records, as they are asked for."""
    return shown(
        kind,
        ids,
        viewer=viewer,
        keys=asked.custom_fields if asked else "",
        with_labels=bool(asked and asked.include_option_labels),
    )


def label_ids(labels: Iterable[LabelRow]) -> list[int]:
    """Return the labels of a record by their ids, in order."""
    return sorted(label.id for label in labels)


def named_labels(
    labels: Sequence[LabelRow], *, are_asked: bool
) -> list[LabelOut] | msgspec.UnsetType:
    """Return the labels of a record with their names, or nothing where nobody asked for them."""
    if not are_asked:
        return msgspec.UNSET
    return [LabelOut(one.id, one.name) for one in sorted(labels, key=lambda one: one.id)]


def place(**parts: Any) -> PlaceOut | None:
    """Return a postal address, or None where nothing is known of it."""
    known = {name: value for name, value in parts.items() if value}
    return PlaceOut(**known) if known else None
