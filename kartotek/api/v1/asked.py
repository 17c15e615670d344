"""What v1 reads: parts of lists by number, and values that are bent into shape."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kartotek.api.values import LARGEST_ID

MOST: Final = 500
FARTHEST: Final = 2**31


def nothing_if_empty(value: object) -> object:
    """Return None for an empty field of a form, and for the word some clients send for it."""
    return None if value in ("", "null") else value


class Part(BaseModel):
    """Which part of a list, by the number of its first row."""

    start: Annotated[int, Field(ge=0, le=FARTHEST)] = 0
    limit: Annotated[int, Field(ge=1)] = 100

    @property
    def most(self) -> int:
        """How many rows at most; more than 500 are 500."""
        return min(self.limit, MOST)


class Forgiving(BaseModel):
    """The body of a v1 request: numbers may be text, what is unknown is let pass."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    def given(self) -> dict[str, Any]:
        """Return the values that stand in the request, by our names."""
        return {name: getattr(self, name) for name in self.model_fields_set}


MaybeId = Annotated[
    Annotated[int, Field(ge=1, le=LARGEST_ID)] | None, BeforeValidator(nothing_if_empty)
]
"""An id, or nothing: `null`, or an empty field of a form."""
