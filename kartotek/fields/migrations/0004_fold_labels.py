"""Fill in the folded names; of two labels that are now one, the younger gets a number."""

from django.db import migrations

from kartotek.lib.text import fold


def fill(apps, _schema_editor):
    """Fold every name."""
    taken = set()
    for label in apps.get_model("fields", "Label").objects.order_by("id").iterator():
        name, number = label.name, 2
        while (label.company_id, label.on, fold(name)) in taken:
            name, number = f"{label.name[:58]} ({number})", number + 1
        label.name, label.folded = name, fold(name)
        taken.add((label.company_id, label.on, label.folded))
        label.save(update_fields=["name", "folded"])


class Migration(migrations.Migration):
    dependencies = [("fields", "0003_label_folded")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
