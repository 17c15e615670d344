"""Network addresses, as far as they tell one place from another."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import Final

# A household or an office has at least so much of the newer addresses for itself.
_OWN_BITS: Final = 64


def place_of(told: str) -> str:
    """Return what stands for everybody at an address; empty for this machine and for nonsense."""
    try:
        address = ip_address(told.strip())
    except ValueError:
        return ""
    if address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> _OWN_BITS << _OWN_BITS))
    return str(address)
