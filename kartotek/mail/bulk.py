"""Many rows in one statement, where the ORM would build each row's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def update_each(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write `fields` of many rows, each row `(value, …, id)`.

    Django's own bulk_update builds one CASE over all rows, which costs several times the
    update itself.
    """
    columns = [model._meta.get_field(name) for name in fields]
    prepared = [
        (
            *(
                column.get_db_prep_save(value, connection)
                for column, value in zip(columns, row, strict=False)
            ),
            row[-1],
        )
        for row in rows
    ]
    if not prepared:
        return
    quote = connection.ops.quote_name
    assignments = ", ".join(f"{quote(column.column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        # Names come from the models; every value is a parameter.
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {assignments} WHERE id = %s",  # noqa: S608
            prepared,
        )


def insert_each(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    skips_known: bool = False,
) -> None:
    """Insert many rows of plain values, in the order of `fields`; ids are not returned.

    Args:
        model: whose table it is.
        fields: names of the columns, foreign keys with `_id`.
        rows: values the driver takes as they are.
        skips_known: leave a row out that a unique constraint knows.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in fields)
    marks = ", ".join(["%s"] * len(fields))
    conflict = " ON CONFLICT DO NOTHING" if skips_known else ""
    prepared = list(rows)
    if not prepared:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks}){conflict}",  # noqa: S608
            prepared,
        )
