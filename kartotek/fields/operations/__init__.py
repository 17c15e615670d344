"""Writing labels, custom fields and what records say in them."""

from kartotek.fields.operations.fields import (
    FieldSettings,
    create_field,
    delete_field,
    edit_field,
    move_field,
    purge_fields,
    restore_field,
)
from kartotek.fields.operations.groups import (
    create_group,
    delete_group,
    move_group,
    rename_group,
)
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
    carry_labels,
    create_label,
    put_on,
    set_labels,
    take_off,
)
from kartotek.fields.operations.options import OptionIn, restore_options, set_options
from kartotek.fields.operations.values import Said, carry_over, forget, set_value, set_values

__all__ = [
    "LABELLED",
    "DeletedLabel",
    "FieldSettings",
    "OptionIn",
    "Said",
    "add_label",
    "add_new_label",
    "carry_labels",
    "carry_over",
    "create_field",
    "create_group",
    "create_label",
    "delete_field",
    "delete_group",
    "delete_label",
    "edit_field",
    "edit_label",
    "forget",
    "move_field",
    "move_group",
    "purge_fields",
    "put_on",
    "rename_group",
    "restore_field",
    "restore_label",
    "restore_options",
    "set_labels",
    "set_options",
    "set_value",
    "set_values",
    "take_off",
]
