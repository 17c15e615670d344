"""Doors translate and never decide: they write no record, ask no table and catch nothing."""

from __future__ import annotations

import ast

import pytest

from tests.conventions.house import DOORS, ROOT, Offences, called_name, calls, found_in, modules

WRITES = {
    "save",
    "delete",
    "create",
    "update",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}

MAY_CATCH = {
    "kartotek/web/forms.py": "draws a form again with what was wrong",
    "kartotek/web/refusals.py": "answers what is refused before any view is asked",
    "kartotek/web/viewer.py": "reads a time zone this machine may not know",
    "kartotek/web/navigation.py": "leaves out an area that has no page",
    "kartotek/web/records/facts.py": "tells a form field what is wrong with an amount",
    "kartotek/api/custom_fields.py": "gathers what is wrong with each field of one body",
    "kartotek/commands/ports.py": "asks the system whether a port is free",
    "kartotek/jobs/clock.py": "is the outermost loop of a worker and outlives a chore that broke",
}
"""Where errors become answers, and where a question can only be asked by trying."""

SHORT_DOORS = ("web", "api", "jobs", "commands")
"""All but `live`, whose loops outlive a database that is away."""


def written_records(source: str) -> Offences:
    """Yield calls that would write a record; a verb of an imported module is none."""
    imported = {
        alias.asname or alias.name.partition(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for call in calls(source):
        if called_name(call) in WRITES and isinstance(call.func, ast.Attribute):
            owner = call.func.value
            is_verb = isinstance(owner, ast.Name) and owner.id in imported
            if not is_verb and not _is_plain_update(call):
                yield call.lineno, f".{called_name(call)}() belongs into an operation"


def _is_plain_update(call: ast.Call) -> bool:
    """Return whether an update is that of a dictionary: a record's takes fields by name."""
    is_of_jinja = ast.unparse(call.func).endswith((".globals.update", ".filters.update"))
    return called_name(call) == "update" and (bool(call.args) or is_of_jinja)


def asked_tables(source: str) -> Offences:
    """Yield uses of a model's manager."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            yield node.lineno, ".objects belongs into a query"


def caught_errors(source: str) -> Offences:
    """Yield try statements that catch."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Try | ast.TryStar) and node.handlers:
            yield node.lineno, "a door lets errors through to the one place that answers them"


def test_doors_write_no_records() -> None:
    assert found_in(modules(*DOORS), written_records) == []


def test_doors_ask_no_tables() -> None:
    assert found_in(modules(*DOORS), asked_tables) == []


def test_doors_catch_nothing() -> None:
    doors = modules(*SHORT_DOORS)
    inner = [path for path in doors if str(path.relative_to(ROOT)) not in MAY_CATCH]

    assert found_in(inner, caught_errors) == []


def test_no_module_may_catch_that_does_not() -> None:
    present = [name for name in MAY_CATCH if (ROOT / name).exists()]

    assert [name for name in present if not found_in([ROOT / name], caught_errors)] == []


@pytest.mark.parametrize(
    "planted",
    ["deal.save()", "Deal.things.create(title='x')", "deals.update(stage=1)", "d.delete()"],
)
def test_a_door_that_writes_is_found(planted: str) -> None:
    assert list(written_records(planted))


@pytest.mark.parametrize(
    "harmless",
    [
        "from kartotek.pipeline.deals import operations\noperations.create(title='x')",
        "context.update({'a': 1})",
        "create(title='x')",
    ],
)
def test_a_verb_of_a_package_is_no_write(harmless: str) -> None:
    assert not list(written_records(harmless))


def test_a_door_that_asks_is_found() -> None:
    assert list(asked_tables("Deal.objects.all()"))


def test_a_door_that_catches_is_found() -> None:
    assert list(caught_errors("try:\n    pass\nexcept ValueError:\n    pass"))


def test_a_door_may_tidy_up() -> None:
    assert not list(caught_errors("try:\n    pass\nfinally:\n    pass"))
