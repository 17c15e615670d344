"""Testing a connection as a person would: what works, and the first thing that does not."""

from __future__ import annotations

from kartotek.mail.connection.endpoint import Endpoint
from kartotek.mail.connection.errors import ServerTrouble
from kartotek.mail.connection.report import (
    ProbeReport,
    ProbeStep,
    failed,
    failed_opening,
    opened,
    worked,
)
from kartotek.mail.imap.session import Session

__all__ = ["ProbeReport", "ProbeStep", "probe"]


async def probe(endpoint: Endpoint, login: str, password: str) -> ProbeReport:
    """Return what happens on the way to an account's folders; sends nothing and changes nothing.

    The detail of the step `folders` is how many there are.
    """
    try:
        session = await Session.connect(endpoint)
    except ServerTrouble as trouble:
        return ProbeReport(failed_opening(trouble))
    steps = opened(session.peer, endpoint.port, session.tls_version)
    try:
        return ProbeReport(steps + await _inside(session, login, password))
    finally:
        await session.logout()


async def _inside(session: Session, login: str, password: str) -> tuple[ProbeStep, ...]:
    try:
        await session.login(login, password)
    except ServerTrouble as trouble:
        return (failed("login", trouble),)
    try:
        folders = await session.list_folders()
    except ServerTrouble as trouble:
        return (worked("login", login), failed("folders", trouble))
    return (worked("login", login), worked("folders", str(len(folders))))
