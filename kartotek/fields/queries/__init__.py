"""Reading labels and custom fields."""

from kartotek.fields.queries.fields import (
    CustomFieldRow,
    custom_field,
    custom_fields,
    custom_fields_by_id,
    deleted_fields,
    id_in,
    kind_of,
    word_of,
)
from kartotek.fields.queries.filters import FieldGone, matching, sorted_by
from kartotek.fields.queries.labels import (
    CountedLabel,
    LabelRow,
    counted_labels,
    labels,
    labels_of,
)
from kartotek.fields.queries.values import (
    ValueShown,
    empty_fields,
    searched_texts,
    suggestions,
    values_of,
)

__all__ = [
    "CountedLabel",
    "CustomFieldRow",
    "FieldGone",
    "LabelRow",
    "ValueShown",
    "counted_labels",
    "custom_field",
    "custom_fields",
    "custom_fields_by_id",
    "deleted_fields",
    "empty_fields",
    "id_in",
    "kind_of",
    "labels",
    "labels_of",
    "matching",
    "searched_texts",
    "sorted_by",
    "suggestions",
    "values_of",
    "word_of",
]
