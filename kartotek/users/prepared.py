"""Queries that are written once: what they ask for differs from call to call, their SQL does not.

Building and compiling a query costs Django ten times what SQLite takes to answer it. A prepared
query is built with marks in place of its values and kept as SQL; a call puts its values there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from kartotek.users.viewer import Viewer

P = ParamSpec("P")
R = TypeVar("R")

# Longer lists are rare, and are asked for the ordinary way.
LONGEST_LIST: Final = 256
MOST_SHAPES: Final = 200
LEAVES: Final = frozenset({int, str, datetime, date})
# What a column of whole numbers holds. Django knows that nothing equals more; drivers refuse it.
FITS: Final = range(-(2**63), 2**63)

_FIRST_MARK: Final = 1_900_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class NotPrepared(RuntimeError):
    """A query cannot be prepared: it reads while it is built, or does not hand a value on as is."""


def prepared(build: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """Return a function that answers the rows of the query which `build` makes.

    Positional arguments shape the query: its SQL is kept for each of them. Keyword arguments are
    its values: whole numbers, texts, moments, days, lists of those, and the viewer. `build` must
    hand a value on to the database as it is, and neither look at it nor count with it; None, True
    and False alone it may look at. Of the viewer it may look at all but ids and name. With other
    values, and with very long lists, the query is built anew.

    Raises:
        NotPrepared: `build` does not keep to that.
    """
    known: dict[Hashable, _Statement | None] = {}

    @wraps(build)
    def ask(*shape: P.args, **values: P.kwargs) -> list[R]:
        forms, leaves = _taken_apart(values)
        if forms is None:
            return list(build(*shape, **values))
        key = (shape, forms)
        if key not in known:
            if len(known) >= MOST_SHAPES:
                known.clear()
            known[key] = _prepare(lambda marked: build(*shape, **marked), values)
        statement = known[key]
        return statement.ask(leaves) if statement else []

    return ask


@dataclass(frozen=True)
class _Hole:
    """A place in the parameters that is filled with a value, in the form the database takes."""

    place: int
    form: Callable[[Any], Any]


@dataclass(frozen=True)
class _Statement:
    """A compiled query and how its rows become what the query answers."""

    query: QuerySet[Any, Any]
    compiler: Any
    converters: Mapping[int, Any]
    sql: str
    params: Sequence[Any]

    def ask(self, leaves: Sequence[Any]) -> list[Any]:
        """Return the rows for these values."""
        params = tuple(
            one.form(leaves[one.place]) if isinstance(one, _Hole) else one for one in self.params
        )
        query = object.__new__(type(self.query))
        query.__dict__.update(self.query.__dict__)
        query._query = _Asked(self, params)  # type: ignore[attr-defined]
        return list(query)


class _Asked:
    """Stands for a query and its compiler where Django makes rows of what the database said."""

    def __init__(self, statement: _Statement, params: Sequence[Any]) -> None:
        self._statement, self._params = statement, params
        compiler = statement.compiler
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map

    def __getattr__(self, name: str) -> Any:
        return getattr(self._statement.query.query, name)

    def get_compiler(self, *_using: Any, **_asked: Any) -> _Asked:
        return self

    def execute_sql(self, *_kind: Any, **_asked: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self._statement.sql, self._params)
            rows = cursor.fetchall()
        compiler = self._statement.compiler
        return [row[: compiler.col_count] for row in rows] if compiler.has_extra_select else rows

    def results_iter(
        self, results: Iterable[Any] | None = None, *, tuple_expected: bool = False, **_asked: Any
    ) -> Iterator[Any]:
        rows = self.execute_sql() if results is None else results
        if self._statement.converters:
            rows = self._statement.compiler.apply_converters(rows, self._statement.converters)
        return map(tuple, rows) if tuple_expected else iter(rows)


def _prepare(
    build: Callable[[dict[str, Any]], QuerySet[Any, Any]], values: Mapping[str, Any]
) -> _Statement | None:
    """Return the query as SQL with holes; None if nothing can ever be found."""
    marks = _Marks()
    with connection.execute_wrapper(_refuse):
        query = build({name: marks.of(value) for name, value in values.items()})
        compiler = query.query.get_compiler(using=query.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
    holes = [marks.hole(param) for param in params]
    if marks.wanted - {hole.place for hole in holes if isinstance(hole, _Hole)}:
        raise NotPrepared(f"A value is not among the parameters of {sql}")
    columns = [column[0] for column in compiler.select[: compiler.col_count]]
    return _Statement(query, compiler, compiler.get_converters(columns), sql, holes)


def _refuse(*_asked: Any) -> Any:
    raise NotPrepared("A prepared query reads while it is built.")


class _Marks:
    """Values that stand for others while a query is compiled; none of them reaches the database."""

    def __init__(self) -> None:
        self.wanted: set[int] = set()
        self._count = 0
        self._places: dict[Any, _Hole] = {}

    def of(self, value: Any) -> Any:
        """Return a value of the same form with marks for what differs from call to call."""
        if isinstance(value, Viewer):
            return replace(
                value,
                company_id=self._leaf(value.company_id),
                user_id=None if value.user_id is None else self._leaf(value.user_id),
                group_ids=tuple(map(self._leaf, value.group_ids)),
                name="",
            )
        if value is None or isinstance(value, bool):
            return value
        first = self._count
        if isinstance(value, Collection) and not isinstance(value, str):
            marked: Any = [self._leaf(one) for one in _padded(value)]
        else:
            marked = self._leaf(value)
        self.wanted |= set(range(first, self._count))
        return marked

    def hole(self, param: Any) -> Any:
        """Return the hole that a parameter is, or the parameter where it is always the same."""
        return self._places.get(param, param) if isinstance(param, int | str | date) else param

    def _leaf(self, value: Any) -> Any:
        place, self._count = self._count, self._count + 1
        mark, form = _marked(value, place)
        self._places[form(mark)] = _Hole(place, form)
        return mark


def _marked(value: Any, place: int) -> tuple[Any, Callable[[Any], Any]]:
    """Return a mark of the value's type, and how such a value is handed to the database."""
    if isinstance(value, datetime):
        return _EPOCH + timedelta(microseconds=place + 1), _as_moment
    if isinstance(value, date):
        return _EPOCH.date() + timedelta(days=place), _as_day
    if isinstance(value, str):
        return f"\ufdd0{place}\ufdd0", _as_it_is
    return _FIRST_MARK + place, _as_it_is


def _as_moment(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def _as_day(value: date) -> Any:
    return connection.ops.adapt_datefield_value(value)


def _as_it_is(value: Any) -> Any:
    return value


def _taken_apart(values: Mapping[str, Any]) -> tuple[Hashable | None, list[Any]]:
    """Return what forms the values have, and each of them; None where they are not prepared for."""
    forms: list[Hashable] = []
    leaves: list[Any] = []
    for name, value in values.items():
        form, found = _form_of(value)
        if form is None or len(found) > LONGEST_LIST:
            return None, []
        if any(type(one) is int and one not in FITS for one in found):
            return None, []
        forms.append((name, form))
        leaves += found
    return tuple(forms), leaves


def _form_of(value: Any) -> tuple[Hashable | None, Sequence[Any]]:
    """Return what form a value has, None for one that is not prepared for, and its leaves."""
    if isinstance(value, Viewer):
        return _of_viewer(value)
    if value is None or isinstance(value, bool):
        return repr(value), ()
    if isinstance(value, Collection) and not isinstance(value, str):
        leaves = _padded(value)
        types = {type(one) for one in leaves}
        return (len(leaves), *types) if types <= LEAVES else None, leaves
    return (type(value),) if type(value) in LEAVES else None, (value,)


def _of_viewer(viewer: Viewer) -> tuple[Hashable, list[Any]]:
    is_engine = viewer.user_id is None
    like = replace(viewer, company_id=0, user_id=None if is_engine else 0, name="", group_ids=())
    own = [] if is_engine else [viewer.user_id]
    return (like, len(viewer.group_ids)), [viewer.company_id, *own, *viewer.group_ids]


def _padded(value: Collection[Any]) -> list[Any]:
    """Return a list as long as a power of two: its last value stands there again."""
    found = list(value)
    if not found:
        return found
    return found + [found[-1]] * ((1 << (len(found) - 1).bit_length()) - len(found))
