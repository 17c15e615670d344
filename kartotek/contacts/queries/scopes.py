"""Which people and organizations a list is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from kartotek.contacts.models import Organization, Person, PersonAddress, PersonPhone
from kartotek.fields.models import LabelUse
from kartotek.lib.text import fold
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by

SHORTEST_PHONE = 3

_PHONE = re.compile(r"\+?[\d\s()./-]*\d[\d\s()./-]*")


@dataclass(frozen=True)
class Narrowing:
    """What a list is narrowed to; what is empty does not narrow.

    `text` finds each of its words in the name, the organization's name, an address or a phone.
    """

    text: str = ""
    label_id: int | None = None
    owner_id: int | None = None
    organization_id: int | None = None


ALL = Narrowing()


def organization_shown(viewer: Viewer) -> Q:
    """Return the condition under which a person's organization is shown to the viewer."""
    alive = Q(organization__isnull=False, organization__deleted_at=None)
    return alive & seen_by(viewer, "organization__")


def visible_people(viewer: Viewer) -> QuerySet[Person]:
    """Return the living people the viewer sees; each knows whether its organization is shown."""
    shown = ExpressionWrapper(organization_shown(viewer), output_field=BooleanField())
    people: QuerySet[Person] = Person.objects.alive().visible_to(viewer)
    return people.select_related("owner", "organization").annotate(has_shown_organization=shown)


def visible_organizations(viewer: Viewer) -> QuerySet[Organization]:
    """Return the living organizations the viewer sees."""
    known: QuerySet[Organization] = Organization.objects.alive().visible_to(viewer)
    return known.select_related("owner")


def narrowed_people(people: QuerySet[Person], to: Narrowing, *, viewer: Viewer) -> QuerySet[Person]:
    """Return those of the people that the narrowing leaves."""
    # A number typed in groups is one number, not several words.
    is_phone = _PHONE.fullmatch(to.text) is not None
    for word in [to.text] if is_phone else fold(to.text).split():
        people = people.filter(_person_has(word, viewer))
    if to.organization_id is not None:
        people = people.filter(organization_id=to.organization_id)
    return _labelled_and_owned(people, to, viewer=viewer)


def narrowed_organizations(
    known: QuerySet[Organization], to: Narrowing, *, viewer: Viewer
) -> QuerySet[Organization]:
    """Return those of the organizations that the narrowing leaves."""
    for word in fold(to.text).split():
        known = known.filter(Q(folded__contains=word) | Q(website__icontains=word))
    return _labelled_and_owned(known, to, viewer=viewer)


def _labelled_and_owned(query: QuerySet, to: Narrowing, *, viewer: Viewer) -> QuerySet:  # type: ignore[type-arg]
    if to.label_id is not None:
        uses = LabelUse.objects.filter(
            company_id=viewer.company_id,
            label_id=to.label_id,
            label__on=query.model.subject_type,
        )
        query = query.filter(id__in=uses.values("subject_id"))
    if to.owner_id is not None:
        query = query.filter(owner_id=to.owner_id)
    return query


def _person_has(word: str, viewer: Viewer) -> Q:
    addresses = PersonAddress.objects.filter(company_id=viewer.company_id).filter(
        Q(key__contains=word) | Q(address__icontains=word)
    )
    found = Q(folded__contains=word) | Q(id__in=addresses.values("person_id"))
    found |= Q(organization__folded__contains=word) & organization_shown(viewer)
    # "0212" is written "+90212" in E.164: the trunk zero is not part of the number.
    digits = "".join(sign for sign in word if sign.isdigit()).lstrip("0")
    if len(digits) >= SHORTEST_PHONE:
        phones = PersonPhone.objects.filter(company_id=viewer.company_id, e164__contains=digits)
        found |= Q(id__in=phones.values("person_id"))
    return found
