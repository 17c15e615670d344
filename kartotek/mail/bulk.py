"""Many rows in one statement, where the ORM would build each row's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, partial
from itertools import chain
from typing import Any

from django.db import connection, models
from django.db.transaction import TransactionManagementError

# Values in one statement; SQLite may be built to take no more than 999.
_MOST_VALUES = 900


def among(field: str, ids: Collection[int]) -> models.Q:
    """Return the condition that a column is one of some ids.

    The rows of a batch mostly lie side by side, and then one range says what a list says, for
    the work of two values instead of hundreds.
    """
    if not ids:
        return models.Q(pk__in=())
    first, last = min(ids), max(ids)
    if last - first + 1 == len(set(ids)):
        return models.Q(**{f"{field}__gte": first, f"{field}__lte": last})
    return models.Q(**{f"{field}__in": ids})


def new_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Return unused ids for rows that are about to be inserted, in rising order.

    Raises:
        TransactionManagementError: outside a transaction, where SQLite could give them twice.
    """
    if not connection.in_atomic_block:
        message = "Ids are taken in the transaction that inserts their rows."
        raise TransactionManagementError(message)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A transaction begins with the only write lock, so nobody else counts on from here.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            (last,) = cursor.fetchone() or (0,)
            return range(last + 1, last + 1 + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [connection.ops.quote_name(table), count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def update_each(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write `fields` of many rows, each row `(value, …, id)`.

    Django's own bulk_update builds one CASE over all rows, which costs several times the
    update itself.
    """
    columns = _columns(model, fields)
    prepared = _prepared(columns, rows)
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
    """Insert many rows of plain values, in the order of `fields`; defaults are the caller's.

    Args:
        model: whose table it is.
        fields: names of the columns, foreign keys with `_id`; `id` from `new_ids` where needed.
        rows: plain values; dates and JSON are written as the ORM writes them.
        skips_known: leave a row out that a unique constraint knows.
    """
    prepared = _prepared(_columns(model, fields), rows)
    if not prepared:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in fields)
    row = "(" + ", ".join(["%s"] * len(fields)) + ")"
    # Names come from the models; every value is a parameter.
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608
    conflict = " ON CONFLICT DO NOTHING" if skips_known else ""
    # Beginning and ending a statement costs as much as a row does.
    most = max(1, _MOST_VALUES // len(fields))
    *whole, last = [prepared[start : start + most] for start in range(0, len(prepared), most)]
    with connection.cursor() as cursor:
        for portions in filter(None, (whole, [last])):
            marks = ", ".join([row] * len(portions[0]))
            cursor.executemany(
                into + marks + conflict, [list(chain.from_iterable(one)) for one in portions]
            )


def _columns(model: type[models.Model], fields: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(name) for name in fields]


def _prepared(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Return rows as the driver takes them; most columns cost nothing."""
    converted = [
        (place, _converter(column))
        for place, column in enumerate(columns)
        if isinstance(column, (models.DateTimeField, models.JSONField))
    ]
    if not converted:
        return list(rows)
    prepared: list[Sequence[Any]] = []
    for row in rows:
        values = list(row)
        for place, convert in converted:
            values[place] = convert(values[place])
        prepared.append(values)
    return prepared


def _converter(column: Any) -> Callable[[Any], Any]:
    """Return what turns a value of a column into what the driver takes.

    Django's own way leads there too, by ten calls, since a value might be an expression.
    """
    if isinstance(column, models.DateTimeField):
        # Most moments of a batch are the same one.
        return cache(connection.ops.adapt_datetimefield_value)
    adapt = partial(connection.ops.adapt_json_value, encoder=column.encoder)
    return lambda value: None if value is None else adapt(value)
