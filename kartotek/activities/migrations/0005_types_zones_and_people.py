"""Types of activities become rows, times keep their zone, and more people take part."""

import datetime as dt
import zoneinfo
from datetime import UTC, datetime

from django.utils import timezone
import django.db.models.deletion
import kartotek.users.tenancy
from django.conf import settings
from django.db import migrations, models

# As `kartotek/activities/defaults.py` has them.
KEYS = ("call", "meeting", "task", "deadline", "email", "lunch")
NAMES = {
    "en": ("Call", "Meeting", "Task", "Deadline", "Email", "Lunch"),
    "tr": ("Arama", "Toplantı", "Görev", "Son tarih", "E-posta", "Öğle yemeği"),
}
BATCH = 500


def fill(apps, schema_editor):
    now = timezone.now()
    activity_type = apps.get_model("activities", "ActivityType")
    for company in apps.get_model("users", "Company").objects.all():
        names = NAMES.get(company.language, NAMES["en"])
        activity_type.objects.bulk_create(
            activity_type(
                company=company,
                key=key,
                name=name,
                icon=key,
                position=position,
                created_at=now,
                updated_at=now,
            )
            for position, (key, name) in enumerate(zip(KEYS, names, strict=True))
        )
    activity = apps.get_model("activities", "Activity")
    planned = activity.objects.filter(due_on__isnull=False).select_related("owner")
    batch = []
    for one in planned.order_by("pk").iterator(chunk_size=BATCH):
        one.time_zone = one.owner.time_zone or "UTC"
        one.sorted_at = moment(one.due_on, one.due_time, one.time_zone)
        batch.append(one)
        if len(batch) == BATCH:
            activity.objects.bulk_update(batch, ["time_zone", "sorted_at"])
            batch = []
    activity.objects.bulk_update(batch, ["time_zone", "sorted_at"])


def moment(day, clock, zone):
    """Return when it is due; a day alone begins in UTC."""
    if clock is None or not 1 < day.year < 9999:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    return datetime.combine(day, clock, zoneinfo.ZoneInfo(zone)).astimezone(UTC)


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0004_notes_with_form_and_comments"),
        ("contacts", "0008_follow_up"),
        ("deals", "0004_pipelines_furnished"),
        ("leads", "0005_by_name"),
        ("projects", "0004_by_name"),
        ("users", "0002_permission_sets_and_invitations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActivityType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=100)),
                (
                    "icon",
                    models.CharField(
                        choices=[
                            ("task", "Task"),
                            ("email", "Envelope"),
                            ("meeting", "People"),
                            ("deadline", "Flag"),
                            ("call", "Phone"),
                            ("lunch", "Fork and knife"),
                            ("calendar", "Calendar"),
                            ("downarrow", "Arrow down"),
                            ("document", "Document"),
                            ("smartphone", "Mobile phone"),
                            ("camera", "Camera"),
                            ("scissors", "Scissors"),
                            ("cogs", "Cogwheel"),
                            ("bubble", "Speech bubble"),
                            ("uparrow", "Arrow up"),
                            ("checkbox", "Checkbox"),
                            ("signpost", "Signpost"),
                            ("shuffle", "Crossing arrows"),
                            ("addressbook", "Address book"),
                            ("linegraph", "Line chart"),
                            ("picture", "Picture"),
                            ("car", "Car"),
                            ("world", "Globe"),
                            ("search", "Magnifier"),
                            ("clip", "Paperclip"),
                            ("sound", "Loudspeaker"),
                            ("brush", "Brush"),
                            ("key", "Key"),
                            ("padlock", "Padlock"),
                            ("pricetag", "Price tag"),
                            ("suitcase", "Suitcase"),
                            ("finish", "Chequered flag"),
                            ("plane", "Plane"),
                            ("loop", "Loop"),
                            ("wifi", "Radio waves"),
                            ("truck", "Truck"),
                            ("cart", "Cart"),
                            ("bulb", "Light bulb"),
                            ("bell", "Bell"),
                            ("presentation", "Presentation"),
                        ],
                        default="task",
                        max_length=16,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="activity",
            name="activity_to_do",
        ),
        migrations.AddField(
            model_name="activity",
            name="is_busy",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="activity",
            name="sorted_at",
            field=models.DateTimeField(default=dt.datetime(9999, 12, 1, 0, 0, tzinfo=dt.UTC)),
        ),
        migrations.AddField(
            model_name="activity",
            name="time_zone",
            field=models.CharField(default="UTC", max_length=64),
        ),
        migrations.AlterField(
            model_name="activity",
            name="type",
            field=models.CharField(default="task", max_length=64),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("done_at", None)),
                fields=["company", "owner", "sorted_at", "id"],
                name="activity_to_do_of_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("done_at", None)),
                fields=["company", "sorted_at", "id"],
                name="activity_to_do",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("done_at__isnull", False)),
                fields=["company", "-done_at", "-id"],
                name="activity_done",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("deleted_at", None)),
                fields=["company", "sorted_at"],
                name="activity_in_calendar",
            ),
        ),
        migrations.AddField(
            model_name="activityperson",
            name="activity",
            field=kartotek.users.tenancy.CompanyForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="further",
                to="activities.activity",
            ),
        ),
        migrations.AddField(
            model_name="activityperson",
            name="company",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="users.company",
            ),
        ),
        migrations.AddField(
            model_name="activityperson",
            name="person",
            field=kartotek.users.tenancy.CompanyForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="contacts.person",
            ),
        ),
        migrations.AddField(
            model_name="activitytype",
            name="company",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="users.company",
            ),
        ),
        migrations.AddIndex(
            model_name="activityperson",
            index=models.Index(fields=["company", "person"], name="activity_with_person"),
        ),
        migrations.AddConstraint(
            model_name="activityperson",
            constraint=models.UniqueConstraint(
                fields=("company", "activity", "person"), name="person_once_on_an_activity"
            ),
        ),
        migrations.AddConstraint(
            model_name="activitytype",
            constraint=models.UniqueConstraint(
                fields=("company", "key"), name="activity_type_key_once"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
