"""Writing labels, custom fields and what records say in them."""

from kartotek.fields.operations.label_care import (
    LABELLED,
    DeletedLabel,
    add_label,
    delete_label,
    edit_label,
    restore_label,
)
from kartotek.fields.operations.labels import (
    add_new_label,
    create_label,
    put_on,
    set_labels,
    take_off,
)
from kartotek.fields.operations.values import Said, carry_over, forget, set_value, set_values

__all__ = [
    "LABELLED",
    "DeletedLabel",
    "Said",
    "add_label",
    "add_new_label",
    "carry_over",
    "create_label",
    "delete_label",
    "edit_label",
    "forget",
    "put_on",
    "restore_label",
    "set_labels",
    "set_value",
    "set_values",
    "take_off",
]
