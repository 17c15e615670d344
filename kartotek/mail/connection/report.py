"""What a connection test found, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kartotek.mail.connection.errors import (
    HostNotFound,
    ServerTrouble,
    TlsFailed,
    TlsRequired,
)

StepName = Literal["dns", "connect", "tls", "login", "folders"]


@dataclass(frozen=True, slots=True)
class ProbeStep:
    """One thing that was tried.

    Args:
        code: `ok`, `not_encrypted`, or the code of the error; the caller translates by it.
        detail: an English sentence or figure: the address, the TLS version, the error.
        facts: what a translated sentence names.
    """

    name: StepName
    ok: bool
    code: str
    detail: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """The steps tried, in order; the first that failed is the last."""

    steps: tuple[ProbeStep, ...]

    @property
    def ok(self) -> bool:
        """Whether everything works."""
        return all(step.ok for step in self.steps)

    @property
    def failed(self) -> ProbeStep | None:
        """The step that did not work, if any."""
        return next((step for step in self.steps if not step.ok), None)


def worked(name: StepName, detail: str, code: str = "ok") -> ProbeStep:
    """Return a step that worked."""
    return ProbeStep(name, ok=True, code=code, detail=detail)


def failed(name: StepName, trouble: ServerTrouble) -> ProbeStep:
    """Return a step that did not work, with the reason."""
    return ProbeStep(name, ok=False, code=trouble.code, detail=str(trouble), facts=trouble.facts)


def failed_opening(trouble: ServerTrouble) -> tuple[ProbeStep, ...]:
    """Return the steps up to the one at which opening a connection failed."""
    if isinstance(trouble, HostNotFound):
        return (failed("dns", trouble),)
    found = worked("dns", trouble.facts.get("host", ""))
    if isinstance(trouble, TlsFailed) and not isinstance(trouble, TlsRequired):
        return (found, worked("connect", trouble.facts.get("port", "")), failed("tls", trouble))
    return (found, failed("connect", trouble))


def opened(peer: str, port: int, tls_version: str) -> tuple[ProbeStep, ...]:
    """Return the steps of a connection that was opened."""
    tls = worked("tls", tls_version) if tls_version else worked("tls", "", "not_encrypted")
    return (worked("dns", peer), worked("connect", str(port)), tls)
