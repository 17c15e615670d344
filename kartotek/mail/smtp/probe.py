"""Testing whether mail could be sent: what works, and the first thing that does not."""

from __future__ import annotations

import contextlib

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
from kartotek.mail.connection.stream import Stream
from kartotek.mail.smtp.conversation import Conversation

__all__ = ["ProbeReport", "ProbeStep", "probe"]


async def probe(endpoint: Endpoint, login: str, password: str) -> ProbeReport:
    """Return what happens on the way to a login at a submission server; sends no mail."""
    try:
        stream = await Stream.open(endpoint)
    except ServerTrouble as trouble:
        return ProbeReport(failed_opening(trouble))
    try:
        return ProbeReport(await _inside(stream, login, password))
    finally:
        await stream.close()


async def _inside(stream: Stream, login: str, password: str) -> tuple[ProbeStep, ...]:
    conversation = Conversation(stream)
    try:
        await conversation.greet()
    except ServerTrouble as trouble:
        return failed_opening(trouble)
    steps = opened(stream.peer, stream.endpoint.port, stream.tls_version)
    try:
        await conversation.login(login, password)
    except ServerTrouble as trouble:
        return (*steps, failed("login", trouble))
    with contextlib.suppress(ServerTrouble):
        await conversation.quit()
    return (*steps, worked("login", login))
