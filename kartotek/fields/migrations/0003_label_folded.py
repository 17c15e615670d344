"""Labels know their names without case and marks, and can be deleted and brought back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fields", "0002_custom_fields")]

    operations = [
        migrations.RemoveConstraint(model_name="label", name="label_name_once"),
        migrations.AddField(
            model_name="label", name="folded", field=models.CharField(default="", max_length=128)
        ),
        migrations.AddField(
            model_name="label",
            name="deleted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
