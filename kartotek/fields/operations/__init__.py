"""Writing labels."""

from kartotek.fields.operations.labels import (
    add_new_label,
    create_label,
    put_on,
    set_labels,
    take_off,
)

__all__ = ["add_new_label", "create_label", "put_on", "set_labels", "take_off"]
