"""One IMAP connection, as the rest of the product uses it.

    connect -> login -> list_folders, status -> select -> search_uids, fetch_*, idle -> logout

A session belongs to one task. Whatever goes wrong is a `ServerTrouble` (errors.py); after
ConnectionLost and NoAnswer the session is of no use and a new one is opened.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Coroutine, Iterable, Sequence
from datetime import date
from types import TracebackType
from typing import Self

from kartotek.mail.connection.endpoint import Endpoint, Security
from kartotek.mail.connection.stream import Stream
from kartotek.mail.imap import fetch, flags, folders, idle, login, select
from kartotek.mail.imap.answers import News
from kartotek.mail.imap.connection import Connection
from kartotek.mail.imap.errors import LoginRefused, ServerTrouble
from kartotek.mail.imap.fetch import RawHeader, RawMessage
from kartotek.mail.imap.flags import MessageFlags
from kartotek.mail.imap.folders import RemoteFolder
from kartotek.mail.imap.greeting import greet
from kartotek.mail.imap.select import FolderStatus, Selected
from kartotek.mail.imap.wire import Part, Text

__all__ = [
    "Endpoint",
    "FolderStatus",
    "MessageFlags",
    "News",
    "RawHeader",
    "RawMessage",
    "RemoteFolder",
    "Security",
    "Selected",
    "Session",
    "Text",
]


class Session:
    """A connection to one account on one server.

    As an async context manager it says goodbye at the end.
    """

    def __init__(self, connection: Connection, *, is_known: bool = False) -> None:
        """Take over a greeted connection."""
        self._connection = connection
        self._is_known = is_known

    @classmethod
    async def connect(cls, endpoint: Endpoint) -> Self:
        """Return a session with the server, encrypted as the endpoint says, not logged in.

        Raises:
            HostNotFound: no such name.
            PortClosed: nothing listens there.
            NoAnswer: no route, or silence.
            TlsFailed: no encryption could be agreed on; also CertificateUntrusted, TlsNotOffered.
            NotAnImapServer: something else answers.
            ServerSaidNo: the server turns everybody away at the moment.
        """
        connection = Connection(await Stream.open(endpoint))
        try:
            is_known = await greet(connection)
        except BaseException:
            connection.stream.abort()
            raise
        return cls(connection, is_known=is_known)

    async def __aenter__(self) -> Self:
        """Return the session itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say goodbye, or just hang up if something went wrong."""
        await (self.close() if kind else self.logout())

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server offers, upper case."""
        return self._connection.capabilities

    @property
    def tls_version(self) -> str:
        """The encryption agreed on, such as `TLSv1.3`; empty without."""
        return self._connection.stream.tls_version

    @property
    def peer(self) -> str:
        """The server's address."""
        return self._connection.stream.peer

    async def login(self, login_name: str, password: str) -> None:
        """Log in with a password.

        Raises:
            LoginRefused: wrong login or password; also AppPasswordNeeded, ImapSwitchedOff.
            TlsRequired: the server takes no password unencrypted; none was sent.
            ServerTrouble: it cannot be checked at the moment.
        """
        if not self._is_known:
            await self._log_in(login.with_password(self._connection, login_name, password))

    async def login_with_token(self, login_name: str, token: str) -> None:
        """Log in with an OAuth 2 access token.

        Raises:
            LoginRefused: the token is not, or no longer, good.
            ServerTrouble: it cannot be checked at the moment.
        """
        if not self._is_known:
            await self._log_in(login.with_token(self._connection, login_name, token))

    async def _log_in(self, attempt: Coroutine[None, None, None]) -> None:
        before = self.capabilities
        try:
            await attempt
        except LoginRefused:
            await self.close()
            raise
        self._is_known = True
        # Most servers say with the OK what they offer to those they know.
        if self.capabilities == before:
            await self._connection.command("CAPABILITY")

    async def enable(self, *capabilities: str) -> None:
        """Switch on those of the capabilities that the server offers, such as `CONDSTORE`.

        Raises:
            ServerTrouble: the connection failed or the server declined.
        """
        offered = [name for name in capabilities if name in self.capabilities]
        if offered and "ENABLE" in self.capabilities:
            await self._connection.command("ENABLE", *offered)

    async def list_folders(self) -> tuple[RemoteFolder, ...]:
        """Return every folder with its special use, the inbox first.

        Raises:
            ServerTrouble: the connection failed or the server declined.
        """
        return await folders.list_folders(self._connection)

    async def status(self, folder: RemoteFolder | str) -> FolderStatus:
        """Return a folder's figures without opening it.

        Raises:
            FolderGone: there is no such folder.
            ServerTrouble: the connection failed or the server declined.
        """
        return await select.status(self._connection, _raw_name(folder))

    async def select(self, folder: RemoteFolder | str) -> Selected:
        """Open a folder for reading and return its state.

        Args:
            folder: as listed, or its name as people read it.

        Raises:
            FolderGone: there is no such folder.
            ServerTrouble: the connection failed or the server declined.
        """
        return await select.select(self._connection, _raw_name(folder))

    async def search_uids(
        self, *criteria: Part, since: date | None = None, above: int | None = None
    ) -> list[int]:
        """Return the UIDs of the messages that fit, ascending; all without criteria.

        Args:
            criteria: bare words of IMAP, foreign text wrapped in `Text`.
            since: received on this day or later; the server's day, so ask for one day more.
            above: only UIDs larger than this.

        Raises:
            ServerTrouble: the connection failed or the server declined.
        """
        return await select.search_uids(self._connection, *criteria, since=since, above=above)

    async def fetch_headers(self, uids: Sequence[int]) -> tuple[RawHeader, ...]:
        """Return the headers of the messages that are still there.

        Raises:
            ServerTrouble: the connection failed or the server declined.
        """
        return await fetch.fetch_headers(self._connection, uids)

    async def fetch_fields(self, uids: Sequence[int], *names: str) -> tuple[RawHeader, ...]:
        """Return some fields of the headers of the messages that are still there.

        Raises:
            ServerTrouble: the connection failed or the server declined.
        """
        return await fetch.fetch_fields(self._connection, uids, names)

    def fetch_bodies(self, uids: Sequence[int]) -> AsyncGenerator[RawMessage, None]:
        """Yield the whole messages that are still there, batch by batch in the order given.

        Raises:
            ServerTrouble: the connection failed or the server declined.
        """
        return fetch.fetch_bodies(self._connection, uids)

    async def fetch_flags(
        self, uids: str | Iterable[int], changed_since: int | None = None
    ) -> tuple[MessageFlags, ...]:
        """Return the flags of the messages, ascending by UID.

        Args:
            uids: numbers, or a written set such as `1:*`.
            changed_since: only what changed after this modseq, where CONDSTORE is offered.

        Raises:
            ServerTrouble: the connection failed or the server declined.
        """
        return await flags.fetch_flags(self._connection, uids, changed_since)

    def idle(self, renew_seconds: float = idle.LONGEST_IDLE_SECONDS) -> AsyncGenerator[News, None]:
        """Yield what happens in the selected folder, without end.

        Args:
            renew_seconds: how often the connection is proved alive; at most 540.

        Raises:
            NoAnswer: the connection is dead.
            ConnectionLost: the server went away.
        """
        return idle.wait_for_news(self._connection, renew_seconds)

    async def first_news(self, seconds: float) -> list[News]:
        """Return the first news of the selected folder, or nothing after some time.

        Raises:
            NoAnswer: the connection is dead.
            ConnectionLost: the server went away.
        """
        return await idle.first_news(self._connection, seconds)

    async def noop(self) -> None:
        """Ask whether the server is there; what it tells is kept for `idle`.

        Raises:
            ServerTrouble: it is not.
        """
        await self._connection.command("NOOP")

    async def logout(self) -> None:
        """Say goodbye and close; whatever is wrong by now does not matter."""
        self._connection.is_leaving = True
        with contextlib.suppress(ServerTrouble):
            await self._connection.command("LOGOUT")
        await self.close()

    async def close(self) -> None:
        """Close without a goodbye."""
        await self._connection.stream.close()


def _raw_name(folder: RemoteFolder | str) -> str:
    return folders.encoded(folder) if isinstance(folder, str) else folder.raw_name
