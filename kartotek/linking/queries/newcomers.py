"""What a conversation tells of an address that is no contact's yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kartotek.contacts.queries import organizations_at
from kartotek.errors import NotFound
from kartotek.lib.addresses import address_key, domain_of
from kartotek.lib.domains import is_free_mail
from kartotek.linking.queries.letters import conversation_seen, parties_seen, sight_of
from kartotek.linking.rules import Signature, read_signature
from kartotek.mail.mime import quotes
from kartotek.mail.models import Message, MessageText
from kartotek.users.viewer import Viewer

LETTERS = 3


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who may become a contact; what is not known is empty."""

    name: str
    address: str
    job_title: str = ""
    phone: str = ""
    organization: str = ""
    organization_id: int | None = None


def newcomer(conversation_id: int, address: str, *, viewer: Viewer) -> Newcomer:
    """Return what the headers and signatures on a conversation say of an address.

    Raises:
        NotFound: the conversation is gone or not theirs to see, or the address is not on it.
    """
    conversation, _access = conversation_seen(conversation_id, viewer=viewer)
    sight = sight_of(conversation, viewer=viewer)
    key = address_key(address)
    rows = parties_seen([sight], viewer=viewer).filter(key=key)
    found = list(rows.values_list("address", "display_name"))
    if not found:
        raise NotFound(_("This address is not on the conversation."))
    name = next((name for _address, name in found if name), "")
    written = _signature(sight.message_ids, key, name, viewer)
    there = _organization(key, viewer)
    return Newcomer(
        name=name or found[0][0],
        address=found[0][0],
        job_title=written.job_title,
        phone=written.phone,
        organization=there[1] if there else written.organization,
        organization_id=there[0] if there else None,
    )


def _signature(message_ids: frozenset[int], key: str, name: str, viewer: Viewer) -> Signature:
    """Return what is said in the newest message that says anything."""
    newest = (
        Message.objects.filter(company_id=viewer.company_id, pk__in=message_ids, sender_key=key)
        .order_by("-sent_at", "-pk")
        .values_list("pk", flat=True)[:LETTERS]
    )
    texts = dict(MessageText.objects.filter(pk__in=list(newest)).values_list("pk", "text"))
    for pk in newest:
        blocks = [one for one in quotes.split(texts.get(pk, "")) if one.kind != "quoted"]
        found = read_signature("\n".join(one.text for one in blocks), name=name, address=key)
        if found != Signature():
            return found
    return Signature()


def _organization(key: str, viewer: Viewer) -> tuple[int, str] | None:
    """Return the one organization whose mail the address is, where there is exactly one."""
    domain = domain_of(key)
    if is_free_mail(domain):
        return None
    found = organizations_at({domain}, viewer=viewer).get(domain, ())
    return (found[0].id, found[0].name) if len(found) == 1 else None
