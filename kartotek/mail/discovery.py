"""The mail servers of an address, so that nobody needs to type them.

known provider -> what the domain announces (RFC 6186) -> whose MX it uses -> imap.<domain>

A lookup that fails finds nothing: the person types the settings then.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal, Protocol

import dns.asyncresolver
import dns.exception
import dns.name
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.IN.SRV import SRV

from kartotek.mail import providers
from kartotek.mail.connection.endpoint import Endpoint, Security
from kartotek.mail.providers import Provider

LOOKUP_SECONDS = 3.0
DISCOVERY_SECONDS = 8.0

Source = Literal["known", "announced", "mx", "guessed"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an address needs to be read and to send.

    Args:
        smtp: None when nothing is known of sending.
        note: what must be done first: `app_password`, `oauth_only`, `switch_imap_on`, or empty.
        source: how sure it is, from `known` to `guessed`.
    """

    imap: Endpoint
    smtp: Endpoint | None
    login: str
    note: str
    source: Source


class Lookup(Protocol):
    """Questions to the name service; whatever goes wrong, the answer is empty."""

    async def services(self, name: str) -> list[tuple[str, int]]:
        """Return hosts and ports of a service, the preferred first."""

    async def exchangers(self, domain: str) -> list[str]:
        """Return the hosts that receive a domain's mail, the preferred first."""

    async def exists(self, host: str) -> bool:
        """Return whether the host has an address."""


def known_settings(address: str) -> Settings | None:
    """Return the settings of a well-known provider's address, without asking anybody."""
    provider = providers.of_domain(_domain(address))
    return _of_provider(provider, address, "known") if provider else None


async def discover(address: str, lookup: Lookup | None = None) -> Settings | None:
    """Return the settings of an address; None when they must be typed.

    Source: RFC 6186 (names of the services), RFC 8314 section 5.1 (submissions).
    """
    domain = _domain(address)
    if not domain:
        return None
    if known := known_settings(address):
        return known
    asked = lookup or NameService()
    try:
        async with asyncio.timeout(DISCOVERY_SECONDS):
            return (
                await _announced(asked, domain, address)
                or await _by_exchanger(asked, domain, address)
                or await _guessed(asked, domain, address)
            )
    except TimeoutError:
        return None


def _domain(address: str) -> str:
    """Return the domain as the name service knows it; empty when it cannot be one."""
    _, _, domain = address.strip().rpartition("@")
    try:
        return dns.name.from_text(domain).to_text(omit_final_dot=True).lower()
    except (dns.exception.DNSException, UnicodeError):
        return ""


def _of_provider(provider: Provider, address: str, source: Source) -> Settings:
    return Settings(provider.imap, provider.smtp, address.strip(), provider.note, source)


async def _announced(lookup: Lookup, domain: str, address: str) -> Settings | None:
    imap = await _first(lookup, domain, (("_imaps._tcp", "tls"), ("_imap._tcp", "starttls")))
    if imap is None:
        return None
    sending: tuple[tuple[str, Security], ...] = (
        ("_submissions._tcp", "tls"),
        ("_submission._tcp", "starttls"),
    )
    smtp = await _first(lookup, domain, sending)
    return Settings(imap, smtp, address.strip(), "", "announced")


async def _first(
    lookup: Lookup, domain: str, services: tuple[tuple[str, Security], ...]
) -> Endpoint | None:
    for service, security in services:
        for host, port in await lookup.services(f"{service}.{domain}"):
            return Endpoint(host, port, security)
    return None


async def _by_exchanger(lookup: Lookup, domain: str, address: str) -> Settings | None:
    for host in await lookup.exchangers(domain):
        if provider := providers.of_exchanger(host):
            return _of_provider(provider, address, "mx")
    return None


async def _guessed(lookup: Lookup, domain: str, address: str) -> Settings | None:
    imap = await _existing(lookup, f"imap.{domain}", f"mail.{domain}")
    if imap is None:
        return None
    smtp = await _existing(lookup, f"smtp.{domain}", f"mail.{domain}")
    sending = Endpoint(smtp, 465) if smtp else None
    return Settings(Endpoint(imap, 993), sending, address.strip(), "", "guessed")


async def _existing(lookup: Lookup, *hosts: str) -> str | None:
    for host in hosts:
        if await lookup.exists(host):
            return host
    return None


class NameService:
    """The name service of this machine, or of the given servers."""

    def __init__(self, servers: list[str] | None = None, port: int = 53) -> None:
        """Ask these servers; the machine's own without any."""
        self._servers = servers
        self._port = port

    async def services(self, name: str) -> list[tuple[str, int]]:
        """Return hosts and ports of a service, the preferred first; see `Lookup`."""
        records = [record for record in await self._ask(name, "SRV") if isinstance(record, SRV)]
        records.sort(key=lambda record: (record.priority, -record.weight))
        # A lone dot says that the service is not offered at all (RFC 2782).
        return [
            (record.target.to_text(omit_final_dot=True), record.port)
            for record in records
            if record.target != dns.name.root
        ]

    async def exchangers(self, domain: str) -> list[str]:
        """Return the hosts that receive a domain's mail; see `Lookup`."""
        records = [record for record in await self._ask(domain, "MX") if isinstance(record, MX)]
        records.sort(key=lambda record: record.preference)
        return [record.exchange.to_text(omit_final_dot=True) for record in records]

    async def exists(self, host: str) -> bool:
        """Return whether the host has an address; see `Lookup`."""
        return bool(await self._ask(host, "A") or await self._ask(host, "AAAA"))

    async def _ask(self, name: str, kind: str) -> list[object]:
        try:
            resolver = self._resolver()
            return list(await resolver.resolve(name, kind, search=False))
        except (dns.exception.DNSException, OSError, ValueError):
            return []

    def _resolver(self) -> dns.asyncresolver.Resolver:
        resolver = dns.asyncresolver.Resolver(configure=self._servers is None)
        if self._servers is not None:
            resolver.nameservers = list(self._servers)
            resolver.port = self._port
        resolver.timeout = resolver.lifetime = LOOKUP_SECONDS
        return resolver
