"""Reading labels."""

from kartotek.fields.queries.labels import (
    CountedLabel,
    LabelRow,
    counted_labels,
    labels,
    labels_of,
)

__all__ = ["CountedLabel", "LabelRow", "counted_labels", "labels", "labels_of"]
