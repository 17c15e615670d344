"""What hangs on records of every kind: labels and custom fields."""

from kartotek.fields.models.custom import (
    CustomField,
    FieldChoice,
    FieldGroup,
    FieldKind,
    FieldOption,
    FieldValue,
)
from kartotek.fields.models.labels import Label, LabelUse, Tone

__all__ = [
    "CustomField",
    "FieldChoice",
    "FieldGroup",
    "FieldKind",
    "FieldOption",
    "FieldValue",
    "Label",
    "LabelUse",
    "Tone",
]
