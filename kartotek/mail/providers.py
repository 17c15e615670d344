"""The mail servers of well-known providers.

A domain in this table is never looked up: what we know is surer than what a name server says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kartotek.mail.connection.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider's servers and what its users must do first.

    Args:
        note: `app_password`, `oauth_only`, `switch_imap_on`, or empty.
        domains: of its users' addresses.
        exchangers: ends of the names of its MX hosts, by which domains of others are known.
    """

    imap: Endpoint
    smtp: Endpoint
    note: str = ""
    domains: frozenset[str] = frozenset()
    exchangers: tuple[str, ...] = ()


def _tls(imap_host: str, smtp_host: str) -> tuple[Endpoint, Endpoint]:
    return Endpoint(imap_host, 993), Endpoint(smtp_host, 465)


def _starttls(imap_host: str, smtp_host: str) -> tuple[Endpoint, Endpoint]:
    return Endpoint(imap_host, 993), Endpoint(smtp_host, 587, "starttls")


def _domains(names: str) -> frozenset[str]:
    return frozenset(names.split())


PROVIDERS: tuple[Provider, ...] = (
    Provider(
        *_tls("imap.gmail.com", "smtp.gmail.com"),
        note="app_password",
        domains=_domains("gmail.com googlemail.com"),
        exchangers=("aspmx.l.google.com", "googlemail.com", "smtp.google.com"),
    ),
    Provider(
        *_starttls("outlook.office365.com", "smtp-mail.outlook.com"),
        note="oauth_only",
        domains=_domains("outlook.com hotmail.com live.com msn.com windowslive.com live.com.tr"),
        exchangers=("olc.protection.outlook.com",),
    ),
    Provider(
        *_starttls("outlook.office365.com", "smtp.office365.com"),
        note="oauth_only",
        domains=_domains("office365.com"),
        exchangers=("mail.protection.outlook.com", "mx.microsoft"),
    ),
    Provider(
        *_tls("imap.mail.yahoo.com", "smtp.mail.yahoo.com"),
        note="app_password",
        domains=_domains("yahoo.com ymail.com rocketmail.com"),
    ),
    Provider(
        *_starttls("imap.mail.me.com", "smtp.mail.me.com"),
        note="app_password",
        domains=_domains("icloud.com me.com mac.com"),
        exchangers=("mail.icloud.com",),
    ),
    Provider(
        *_tls("imap.yandex.com.tr", "smtp.yandex.com.tr"),
        note="app_password",
        domains=_domains("yandex.com.tr"),
    ),
    Provider(
        *_tls("imap.yandex.com", "smtp.yandex.com"),
        note="app_password",
        domains=_domains("yandex.com yandex.ru ya.ru yandex.by yandex.kz narod.ru"),
        exchangers=("mx.yandex.net", "mx.yandex.ru"),
    ),
    Provider(
        *_tls("imap.fastmail.com", "smtp.fastmail.com"),
        note="app_password",
        domains=_domains("fastmail.com fastmail.fm"),
        exchangers=("messagingengine.com",),
    ),
    Provider(
        *_tls("imap.zoho.eu", "smtp.zoho.eu"),
        note="switch_imap_on",
        domains=_domains("zoho.eu zohomail.eu"),
        exchangers=("mx.zoho.eu", "mx2.zoho.eu", "mx3.zoho.eu"),
    ),
    Provider(
        *_tls("imap.zoho.com", "smtp.zoho.com"),
        note="switch_imap_on",
        domains=_domains("zoho.com zohomail.com"),
        exchangers=("mx.zoho.com", "mx2.zoho.com", "mx3.zoho.com"),
    ),
    Provider(
        *_tls("imap.mail.ru", "smtp.mail.ru"),
        note="app_password",
        domains=_domains("mail.ru inbox.ru list.ru bk.ru internet.ru"),
        exchangers=("mxs.mail.ru", "emx.mail.ru"),
    ),
    Provider(
        *_tls("imap.gmx.net", "mail.gmx.net"),
        note="switch_imap_on",
        domains=_domains("gmx.net gmx.de gmx.at gmx.ch gmx.eu"),
    ),
    Provider(
        *_tls("imap.gmx.com", "mail.gmx.com"),
        note="switch_imap_on",
        domains=_domains("gmx.com gmx.us gmx.co.uk"),
    ),
    Provider(
        *_starttls("imap.web.de", "smtp.web.de"),
        note="switch_imap_on",
        domains=_domains("web.de"),
    ),
    Provider(
        *_tls("imap.aol.com", "smtp.aol.com"),
        note="app_password",
        domains=_domains("aol.com aim.com"),
    ),
    Provider(*_tls("imap.mynet.com", "smtp.mynet.com"), domains=_domains("mynet.com")),
    Provider(*_starttls("imap.ttmail.com", "smtp.ttmail.com"), domains=_domains("ttmail.com")),
    Provider(
        *_tls("secureimap.t-online.de", "securesmtp.t-online.de"),
        note="app_password",
        domains=_domains("t-online.de"),
    ),
    Provider(
        *_tls("imap.seznam.cz", "smtp.seznam.cz"),
        domains=_domains("seznam.cz email.cz post.cz"),
    ),
    Provider(*_tls("imap.mailbox.org", "smtp.mailbox.org"), domains=_domains("mailbox.org")),
)

# These names under any country belong to the same provider as under .com.
_WORLDWIDE = re.compile(r"(yahoo|hotmail|outlook|aol)\.(?:[a-z]{2}|com?\.[a-z]{2})")


def of_domain(domain: str) -> Provider | None:
    """Return the provider whose users have addresses at this domain."""
    name = domain.lower()
    if match := _WORLDWIDE.fullmatch(name):
        name = f"{match[1]}.com"
    return next((provider for provider in PROVIDERS if name in provider.domains), None)


def of_exchanger(host: str) -> Provider | None:
    """Return the provider that receives mail at this MX host."""
    name = host.lower().rstrip(".")
    for provider in PROVIDERS:
        if any(name == end or name.endswith(f".{end}") for end in provider.exchangers):
            return provider
    return None
