"""Every error this product raises on purpose, sorted by who can act on it.

* KartotekError
  - Refused            the user can act; the message is written for them, in their language
    + NotFound         no such record, or not theirs to see: the two look alike on purpose
    + Forbidden        they see it, but may not do this
    + Invalid          what they typed cannot be used; says which fields
    + Stale            somebody changed the record first
    + Deleted          the record waits to be restored; says which
      - WasDeleted     ... and for most purposes it is not found
  - RemoteError        another server misbehaved; `retry` tells the worker what to do next
  - Corrupt            input from outside that cannot be read; kept aside and counted
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class KartotekError(Exception):
    """Anything this product raises on purpose."""


class Refused(KartotekError):
    """The user asked for something that cannot be; the message tells them what to do."""

    status = 409


class NotFound(Refused):
    """There is no such record, or it is not theirs to see; the two look alike on purpose."""

    status = 404


class Forbidden(Refused):
    """The record is visible, but this act on it is not theirs."""

    status = 403


class Invalid(Refused):
    """What was typed cannot be used.

    Args:
        message: one sentence for the person.
        fields: what is wrong, by field name, for the form and the API.
    """

    status = 422

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        """Keep the reasons by field beside the sentence."""
        super().__init__(message)
        self.fields: dict[str, str] = dict(fields or {})


class Stale(Refused):
    """Somebody changed the record first."""


class Deleted(Refused):
    """The record was deleted and waits to be restored.

    Args:
        message: one sentence for the person.
        kind: of the record, such as `person`.
        record_id: its id.
    """

    def __init__(self, message: str, kind: str, record_id: int) -> None:
        """Keep which record it is beside the sentence."""
        super().__init__(message)
        self.kind = kind
        self.record_id = record_id


class WasDeleted(Deleted, NotFound):
    """A deleted record is asked for where only living ones are found."""


class Retry(Enum):
    """What a worker does after another server failed."""

    SOON = "soon"
    BACK_OFF = "back off"
    NEVER = "never"


class RemoteError(KartotekError):
    """Another server misbehaved.

    Args:
        message: a sentence a person can read; holds no secret.
        retry: what the worker does next.
    """

    def __init__(self, message: str, retry: Retry = Retry.BACK_OFF) -> None:
        """Keep the advice beside the sentence."""
        super().__init__(message)
        self.retry = retry


class Corrupt(KartotekError):
    """Input from outside that cannot be read; it is kept aside and counted."""
