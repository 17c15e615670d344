"""Counts the activities of the deals, leads and projects that were there before the counters."""

from django.db import migrations

HERE = """FROM activities_activity a WHERE a.company_id = {table}.company_id
    AND a.{link} = {table}.id AND a.deleted_at IS NULL AND {condition}"""
# Written so that no index over all of a company's activities looks tempting: with one, every item
# would read through all of them.
OPEN = "CASE WHEN a.done_at IS NULL THEN 1 ELSE 0 END = 1"
DONE = "CASE WHEN a.done_at IS NULL THEN 1 ELSE 0 END = 0"


def counted(table, link):
    """Return the SQL of each counter of a table."""

    def of(value, condition, more=""):
        return f"SELECT {value} {HERE.format(table=table, link=link, condition=condition)} {more}"

    return {
        "to_do_count": of("COUNT(*)", OPEN),
        "done_count": of("COUNT(*)", DONE),
        "next_activity_on": of("MIN(COALESCE(a.due_on, a.due_on))", OPEN),
        "next_activity_id": of(
            "a.id",
            f"{OPEN} AND a.due_on IS NOT NULL",
            "ORDER BY COALESCE(a.due_on, a.due_on), COALESCE(a.due_time, '00:00:00'), a.id LIMIT 1",
        ),
        "last_activity_at": of("MAX(COALESCE(a.done_at, a.done_at))", DONE),
    }


def fill(apps, schema_editor):
    for label, name, link in (
        ("deals", "Deal", "deal_id"),
        ("leads", "Lead", "lead_id"),
        ("projects", "Project", "project_id"),
    ):
        table = apps.get_model(label, name)._meta.db_table
        columns = counted(table, link).items()
        written = ", ".join(f"{column} = ({value})" for column, value in columns)
        schema_editor.execute(f"UPDATE {table} SET {written}")


class Migration(migrations.Migration):
    dependencies = [
        ("flows", "0004_bulk_acts"),
        ("deals", "0003_activities"),
        ("leads", "0003_activities"),
        ("projects", "0002_activities"),
        ("activities", "0003_files"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
