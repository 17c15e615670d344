"""Decision tables: rows in order, the first one that applies decides and says why.

    facts -> decide(table, facts) -> Decision(code, outcome, sentence)

Sentences are English message ids; they are translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

F = TypeVar("F")
O = TypeVar("O")  # noqa: E741 (an outcome, as the tables call it)


@dataclass(frozen=True, slots=True)
class Row(Generic[F, O]):
    """One situation: when it applies, what follows, and the sentence that explains it."""

    code: str
    applies: Callable[[F], bool]
    outcome: O
    sentence: str


@dataclass(frozen=True, slots=True)
class Decision(Generic[O]):
    """What a table decided, with the code and the sentence of the row that did."""

    code: str
    outcome: O
    sentence: str


def otherwise(_facts: object) -> bool:
    """Return True: the condition of a table's last row."""
    return True


def decide(table: Sequence[Row[F, O]], facts: F) -> Decision[O]:
    """Return the decision of the first row that applies.

    Raises:
        ValueError: the table does not end with `otherwise`, so it could leave facts undecided.
    """
    if not table or table[-1].applies is not otherwise:
        raise ValueError("A decision table ends with a row that always applies: `otherwise`.")
    row = next(row for row in table if row.applies(facts))
    return Decision(row.code, row.outcome, row.sentence)
