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
from kartotek.fields.queries.telling import FieldTelling, tellings
from kartotek.fields.queries.usage import (
    GroupRow,
    OptionUse,
    field_groups,
    option_uses,
    use_counts,
)
from kartotek.fields.queries.values import (
    ValueShown,
    empty_fields,
    searched_texts,
    values_of,
)

__all__ = [
    "CountedLabel",
    "CustomFieldRow",
    "FieldGone",
    "FieldTelling",
    "GroupRow",
    "LabelRow",
    "OptionUse",
    "ValueShown",
    "counted_labels",
    "custom_field",
    "custom_fields",
    "custom_fields_by_id",
    "deleted_fields",
    "empty_fields",
    "field_groups",
    "id_in",
    "kind_of",
    "labels",
    "labels_of",
    "matching",
    "option_uses",
    "searched_texts",
    "sorted_by",
    "tellings",
    "use_counts",
    "values_of",
    "word_of",
]
