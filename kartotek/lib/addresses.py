"""Email addresses: their parts, when two are the same, and which are nobody's own.

Source: RFC 5322 section 3.4 (mailbox), RFC 6532 (UTF-8 in them), RFC 5890 (domains).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kartotek.lib.domains import domain_key
from kartotek.lib.text import fold

MAX_ADDRESS_BYTES: Final = 254
MAX_LOCAL_BYTES: Final = 64
MAX_LABEL_CHARACTERS: Final = 63

_TURKISH_I: Final = str.maketrans({"İ": "i", "I": "i", "ı": "i"})
_DOT_ATOM: Final = re.compile(
    r"[^\x00-\x20\x7f()<>\[\]:;@\\,.\"\s]+(?:\.[^\x00-\x20\x7f()<>\[\]:;@\\,.\"\s]+)*"
)
_QUOTED: Final = re.compile(r'"(?:[^"\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])+"')
_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")

_ROLES: Final = frozenset({
    "abuse", "accounting", "accounts", "admin", "admissions", "billing", "booking", "bookings",
    "careers", "contact", "customercare", "customerservice", "enquiries", "export", "feedback",
    "finance", "hello", "help", "helpdesk", "hostmaster", "hr", "import", "info", "inquiries",
    "invoice", "invoices", "it", "jobs", "legal", "logistics", "mail", "marketing", "media",
    "office", "order", "orders", "payments", "postmaster", "press", "privacy", "procurement",
    "purchasing", "reception", "recruitment", "reservation", "reservations", "sales", "security",
    "service", "shop", "support", "team", "webmaster",
    "basin", "bilgi", "bilgiislem", "depo", "destek", "dukkan", "fabrika", "fatura", "finans",
    "hukuk", "idari", "ihale", "ihracat", "ik", "iletisim", "insankaynaklari", "ithalat", "kalite",
    "kariyer", "kurumsal", "kvkk", "lojistik", "magaza", "merhaba", "muhasebe", "musterihizmetleri",
    "ofis", "pazarlama", "rezervasyon", "satinalma", "satis", "sekreter", "sekreterlik", "servis",
    "siparis", "teklif", "teknik", "teknikservis", "yonetim",
})  # fmt: skip
"""Local parts that name a desk, in English and Turkish, folded and without separators."""

_NO_REPLY_WORDS: Final = (
    "noreply", "donotreply", "dontreply", "neverreply", "noresponse", "unattended",
    "yanitlamayin", "yanitlamayiniz", "cevaplamayin", "cevapyazmayin", "cevapvermeyin",
)  # fmt: skip
_RELAYS: Final = frozenset({
    "bildirim", "bildirimler", "bounce", "bounces", "formmailer", "mailerdaemon", "notification",
    "notifications", "notify", "otomatik", "webform", "wordpress",
})  # fmt: skip
_RELAY_LABELS: Final = frozenset({"bounce", "bounces", "noreply", "no-reply", "relay", "reply"})


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as a header names it."""

    display_name: str
    addr_spec: str

    @property
    def key(self) -> str:
        """The spelling it is compared by."""
        return address_key(self.addr_spec)


@lru_cache(maxsize=50_000)
def address_key(addr_spec: str) -> str:
    """Return the one spelling an address is compared by; never raises, whatever it is given.

    Case makes no difference, nor which of İ, I, ı, i was typed, nor how the domain is written.
    What follows a + does, and so do the dots that one provider ignores.
    """
    local, at, domain = addr_spec.strip().strip("<>").strip().rpartition("@")
    return f"{_local_key(local)}@{domain_key(domain)}" if at else _local_key(domain)


def _local_key(local: str) -> str:
    """Return the part before the @ in its one spelling."""
    if local.isascii():
        return local.lower()
    folded = unicodedata.normalize("NFKC", local).translate(_TURKISH_I).casefold()
    # Lower-casing İ elsewhere leaves an i with a loose dot above it.
    return unicodedata.normalize("NFKC", folded.replace("i̇", "i"))


def domain_of(key: str) -> str:
    """Return the domain of an address key, empty when it has none."""
    return key.rpartition("@")[2] if "@" in key else ""


def is_well_formed(addr_spec: str) -> bool:
    """Return whether mail could be addressed to it over the internet.

    Source: RFC 5322 section 3.4.1 without comments and literals, RFC 5321 section 4.5.3.1 (sizes).
    """
    local, at, domain = addr_spec.rpartition("@")
    if not at or len(addr_spec.encode("utf-8", "replace")) > MAX_ADDRESS_BYTES:
        return False
    if len(local.encode("utf-8", "replace")) > MAX_LOCAL_BYTES:
        return False
    if not (_DOT_ATOM.fullmatch(local) or _QUOTED.fullmatch(local)):
        return False
    return _is_host(domain)


def _is_host(domain: str) -> bool:
    """Return whether a domain has two labels or more, each of them well formed."""
    if domain != domain.strip() or domain.endswith("."):
        return False
    labels = domain_key(domain).split(".")
    return len(labels) > 1 and all(
        len(label) <= MAX_LABEL_CHARACTERS and _LABEL.fullmatch(label) for label in labels
    )


@lru_cache(maxsize=20_000)
def is_role(key: str) -> bool:
    """Return whether an address belongs to a desk rather than to a person."""
    return _words_of_local(key) in _ROLES


@lru_cache(maxsize=20_000)
def is_no_reply(key: str) -> bool:
    """Return whether answers to an address reach nobody, or only a relay that stands in for one."""
    words = _words_of_local(key)
    if any(word in words for word in _NO_REPLY_WORDS) or words in _RELAYS:
        return True
    return domain_of(key).partition(".")[0] in _RELAY_LABELS


def _words_of_local(key: str) -> str:
    """Return the part before the @ and any + folded, its words run together."""
    local = key.rpartition("@")[0] or key
    return re.sub(r"[._-]", "", fold(local.partition("+")[0]))
