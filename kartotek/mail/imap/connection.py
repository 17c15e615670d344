"""Commands and what the server answers to them, one at a time, on one connection.

Unasked-for responses may come with any command: they are kept as news for whoever idles.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from kartotek.mail.connection.stream import Stream
from kartotek.mail.imap.answers import Answer, News
from kartotek.mail.imap.errors import (
    ConnectionLost,
    Garbled,
    NoAnswer,
    ServerSaidNo,
    words_of,
)
from kartotek.mail.imap.wire import Part, pieces, read_response

MOST_NEWS = 1000


@dataclass(frozen=True, slots=True)
class Reply:
    """All that a command brought."""

    untagged: tuple[Answer, ...]
    end: Answer

    def of(self, word: str) -> list[Answer]:
        """Return the untagged responses with this word."""
        return [answer for answer in self.untagged if answer.word == word]


class Connection:
    """One IMAP connection; used by one task at a time."""

    def __init__(self, stream: Stream) -> None:
        """Take over an open stream."""
        self.stream = stream
        self.capabilities: frozenset[str] = frozenset()
        self.news: deque[News] = deque(maxlen=MOST_NEWS)
        self.is_leaving = False
        self._count = 0
        self._unfinished: bytes | None = None
        self._asked_for_fetch = False
        self.is_idling = False

    @property
    def facts(self) -> dict[str, str]:
        """What an error on this connection says of the server."""
        return self.stream.endpoint.facts

    def offers(self, capability: str) -> bool:
        """Whether the server announced a capability."""
        return capability in self.capabilities

    async def command(self, *parts: Part) -> Reply:
        """Send a command and return everything up to its end.

        Raises:
            ServerSaidNo: the server declined.
            ServerTrouble: the connection failed.
        """
        untagged = [answer async for answer in self.answers(*parts)]
        return Reply(tuple(untagged[:-1]), untagged[-1])

    async def answers(self, *parts: Part) -> AsyncGenerator[Answer, None]:
        """Send a command and yield the responses as they come, the tagged one last.

        Stopping early is allowed: the rest is read over before the next command.

        Raises:
            ServerSaidNo: the server declined.
            ServerTrouble: the connection failed.
            RuntimeError: another command was given before this one was read to its end.
        """
        tag = await self.begin(*parts)
        answer = None
        while answer is None or answer.tag != tag:
            if self._unfinished != tag:
                # Ending quietly here would lose what the other command read over.
                raise RuntimeError("Another command was given in the middle of this one.")
            answer = await self.read()
            if answer.tag == tag:
                self._check(answer, parts)
            yield answer

    async def begin(self, *parts: Part) -> bytes:
        """Send a command and return its tag, without waiting for the answer.

        Raises:
            ServerTrouble: the connection failed.
        """
        await self.finish()
        self._count += 1
        tag = b"K%d" % self._count
        self._unfinished = tag
        self._asked_for_fetch = "FETCH" in parts[:2]
        first, *others = pieces(parts, self.capabilities)
        await self._send(tag + b" " + first)
        for piece in others:
            await self.until_continuation(tag, parts)
            await self._send(piece)
        return tag

    async def until_continuation(self, tag: bytes, parts: tuple[Part, ...]) -> bytes:
        """Wait until the server asks for more, and return what it said.

        Raises:
            ServerSaidNo: it declined instead.
            ServerTrouble: the connection failed.
        """
        while True:
            answer = await self.read()
            if answer.tag == b"+":
                return answer.text
            if answer.tag == tag:
                self._check(answer, parts)
                raise Garbled(**self.facts, said=words_of(answer.text))

    async def go_on(self, line: bytes) -> None:
        """Send one more line of the command under way.

        Raises:
            ServerTrouble: the connection failed.
        """
        await self._send(line + b"\r\n")

    async def read(self, within_seconds: float | None = None) -> Answer:
        """Return the next response; news in it is kept too.

        Args:
            within_seconds: silence that is expected; without it silence ends the connection.

        Raises:
            NoAnswer: silence.
            ConnectionLost: the server said goodbye or went away.
            Garbled: the response cannot be read.
        """
        try:
            answer = await read_response(self.stream, within_seconds)
        except NoAnswer:
            if within_seconds is None:
                self.stream.abort()
            raise
        if answer.tag == self._unfinished:
            self._unfinished = None
        elif answer.word == "BYE" and not self.is_leaving:
            self.stream.abort()
            raise ConnectionLost(**self.facts, said=words_of(answer.said))
        self._notice(answer)
        return answer

    async def finish(self) -> None:
        """Read over what is left of a command that nobody listened to until its end.

        Raises:
            ServerTrouble: the connection failed.
        """
        if self._unfinished is not None and self.is_idling:
            await self.go_on(b"DONE")
        self.is_idling = False
        while self._unfinished is not None:
            await self.read()

    def _notice(self, answer: Answer) -> None:
        number = answer.number or 0
        name, argument = answer.code
        if answer.word == "EXISTS":
            self.news.append(News("exists", number))
        elif answer.word == "EXPUNGE":
            self.news.append(News("expunge", number))
        elif answer.word == "VANISHED" and not answer.text.startswith(b"(EARLIER)"):
            self.news.append(News("expunge", 0))
        elif answer.word == "FETCH" and not self._asked_for_fetch:
            self.news.append(News("flags", number))
        elif answer.word == "CAPABILITY":
            self.capabilities = _words(answer.text)
        elif name == "CAPABILITY":
            self.capabilities = _words(argument)

    def _check(self, answer: Answer, parts: tuple[Part, ...]) -> None:
        if answer.word == "OK":
            return
        words = [part for part in parts[:2] if isinstance(part, str)]
        command = " ".join(words if words[:1] == ["UID"] else words[:1])
        facts = {"command": command, "answer_code": answer.code[0]}
        raise ServerSaidNo(**self.facts, **facts, said=words_of(answer.said))

    async def _send(self, data: bytes) -> None:
        try:
            await self.stream.send(data)
        except NoAnswer:
            self.stream.abort()
            raise


def _words(text: bytes) -> frozenset[str]:
    return frozenset(text.decode("ascii", "replace").upper().split())
