"""Finding an address's servers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import dns.flags
import dns.message
import dns.rrset
import pytest

from kartotek.mail import discovery
from kartotek.mail.discovery import NameService, Settings, discover, known_settings
from tests.servers.ports import LOOPBACK


@dataclass
class Names:
    """A name service that knows what it is given."""

    srv: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    mx: dict[str, list[str]] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()

    async def services(self, name: str) -> list[tuple[str, int]]:
        return self.srv.get(name, [])

    async def exchangers(self, domain: str) -> list[str]:
        return self.mx.get(domain, [])

    async def exists(self, host: str) -> bool:
        return host in self.hosts


def servers(settings: Settings | None) -> list[tuple[str, int, str]]:
    assert settings is not None
    found = [settings.imap, *([settings.smtp] if settings.smtp else [])]
    return [(endpoint.host, endpoint.port, endpoint.security) for endpoint in found]


@pytest.mark.parametrize(
    ("address", "imap", "note"),
    [
        ("zeynep@gmail.com", "imap.gmail.com", "app_password"),
        ("zeynep@GoogleMail.com ", "imap.gmail.com", "app_password"),
        ("zeynep@hotmail.com.tr", "outlook.office365.com", "oauth_only"),
        ("zeynep@outlook.de", "outlook.office365.com", "oauth_only"),
        ("zeynep@yahoo.co.uk", "imap.mail.yahoo.com", "app_password"),
        ("zeynep@yandex.com.tr", "imap.yandex.com.tr", "app_password"),
        ("zeynep@icloud.com", "imap.mail.me.com", "app_password"),
        ("zeynep@web.de", "imap.web.de", "switch_imap_on"),
        ("zeynep@mynet.com", "imap.mynet.com", ""),
    ],
)
def test_well_known_providers_are_known(address: str, imap: str, note: str) -> None:
    settings = known_settings(address)

    assert settings is not None
    assert (settings.imap.host, settings.note, settings.source) == (imap, note, "known")
    assert settings.login == address.strip()


@pytest.mark.parametrize(
    "address", ["zeynep@marmaraotelcilik.example", "zeynep@yahoo.hotels", "gmail.com.example", ""]
)
def test_nobody_elses_domain_is_taken_for_a_providers(address: str) -> None:
    assert known_settings(address) is None


def test_a_known_provider_is_not_looked_up() -> None:
    spoofed = Names(srv={"_imaps._tcp.gmail.com": [("imap.evil.example", 993)]})

    assert servers(asyncio.run(discover("a@gmail.com", spoofed)))[0][0] == "imap.gmail.com"


def test_what_a_domain_announces_is_used() -> None:
    names = Names(
        srv={
            "_imap._tcp.firm.example": [("mail.firm.example", 143)],
            "_submission._tcp.firm.example": [("mail.firm.example", 587)],
        }
    )

    settings = asyncio.run(discover("elif@firm.example", names))

    assert servers(settings) == [
        ("mail.firm.example", 143, "starttls"),
        ("mail.firm.example", 587, "starttls"),
    ]


def test_encryption_from_the_start_is_preferred() -> None:
    names = Names(
        srv={
            "_imap._tcp.firm.example": [("mail.firm.example", 143)],
            "_imaps._tcp.firm.example": [("mail.firm.example", 993)],
        }
    )

    settings = asyncio.run(discover("elif@firm.example", names))

    assert servers(settings) == [("mail.firm.example", 993, "tls")]


@pytest.mark.parametrize(
    ("exchanger", "imap"),
    [
        ("ASPMX.L.GOOGLE.COM.", "imap.gmail.com"),
        ("alt1.aspmx.l.google.com", "imap.gmail.com"),
        ("firm-example.mail.protection.outlook.com", "outlook.office365.com"),
        ("mx.yandex.net", "imap.yandex.com"),
    ],
)
def test_a_domain_is_known_by_who_receives_its_mail(exchanger: str, imap: str) -> None:
    names = Names(mx={"firm.example": [exchanger]}, hosts=frozenset({"imap.firm.example"}))

    settings = asyncio.run(discover("elif@firm.example", names))

    assert settings is not None
    assert (settings.imap.host, settings.source) == (imap, "mx")


def test_at_last_the_usual_names_are_guessed() -> None:
    names = Names(hosts=frozenset({"mail.firm.example"}))

    settings = asyncio.run(discover("elif@firm.example", names))

    assert settings is not None
    assert settings.source == "guessed"
    assert servers(settings) == [
        ("mail.firm.example", 993, "tls"),
        ("mail.firm.example", 465, "tls"),
    ]


@pytest.mark.parametrize(
    "address", ["elif@firm.example", "elif", "@", "elif@a..b", "a@" + "x" * 70]
)
def test_where_nothing_is_found_it_must_be_typed(address: str) -> None:
    assert asyncio.run(discover(address, Names())) is None


def test_a_domain_in_any_alphabet_is_asked_for_as_the_name_service_knows_it() -> None:
    names = Names(hosts=frozenset({f"imap.{'müşteri'.encode('idna').decode()}.example"}))

    settings = asyncio.run(discover("elif@müşteri.example", names))

    assert settings is not None
    assert settings.login == "elif@müşteri.example"


class Zone(asyncio.DatagramProtocol):
    """A name server of a few records."""

    RECORDS = (
        "_imaps._tcp.firm.example. 60 IN SRV 20 0 993 second.firm.example.",
        "_imaps._tcp.firm.example. 60 IN SRV 10 0 1993 first.firm.example.",
        "_submissions._tcp.firm.example. 60 IN SRV 0 0 0 .",
        "firm.example. 60 IN MX 10 mx.firm.example.",
        "imap.firm.example. 60 IN A 192.0.2.1",
    )

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        query = dns.message.from_wire(data)
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.AA
        question = query.question[0]
        for record in self.RECORDS:
            name, ttl, klass, kind, value = record.split(" ", 4)
            rrset = dns.rrset.from_text(name, int(ttl), klass, kind, value)
            if (rrset.name, rrset.rdtype) == (question.name, question.rdtype):
                answer.answer.append(rrset)
        self.transport.sendto(answer.to_wire(), addr)


async def asked(question: str, name: str) -> Any:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Zone, local_addr=(LOOPBACK, 0))
    port = transport.get_extra_info("sockname")[1]
    try:
        return await getattr(NameService([LOOPBACK], port), question)(name)
    finally:
        transport.close()


@pytest.mark.parametrize(
    ("question", "name", "answer"),
    [
        (
            "services",
            "_imaps._tcp.firm.example",
            [("first.firm.example", 1993), ("second.firm.example", 993)],
        ),
        ("services", "_submissions._tcp.firm.example", []),
        ("services", "_imap._tcp.firm.example", []),
        ("exchangers", "firm.example", ["mx.firm.example"]),
        ("exists", "imap.firm.example", True),
        ("exists", "mail.firm.example", False),
    ],
)
def test_a_name_server_is_asked(question: str, name: str, answer: Any) -> None:
    assert asyncio.run(asked(question, name)) == answer


def test_a_name_server_that_is_down_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "LOOKUP_SECONDS", 0.2)
    names = NameService([LOOPBACK], port=1)

    assert asyncio.run(discover("elif@firm.example", names)) is None
