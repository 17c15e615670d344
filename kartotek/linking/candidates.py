"""The items that could be meant: those of the people on a conversation, and of their firms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kartotek.linking.rules import Candidate, ItemKind, ItemRef, ItemState, Via
from kartotek.pipeline.deals import queries as deals
from kartotek.pipeline.leads import queries as leads
from kartotek.pipeline.linkable import Linkable
from kartotek.pipeline.projects import queries as projects
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import sees

KINDS = (deals, leads, projects)


@dataclass
class Candidates:
    """Items by the persons and organizations they hang on."""

    by_person: dict[int, list[Linkable]] = field(default_factory=lambda: defaultdict(list))
    by_organization: dict[int, list[Linkable]] = field(default_factory=lambda: defaultdict(list))
    organizations: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def read(
        cls, person_ids: Collection[int], organizations: Mapping[int, int], *, company_id: int
    ) -> Candidates:
        """Read every item of the persons, and the open ones of their organizations.

        Args:
            person_ids: whose items, as first person or further one.
            organizations: the primary organization of each person that has one.
            company_id: whose.
        """
        found = cls(organizations=organizations)
        if not person_ids:
            return found
        for package in KINDS:
            for item in package.linkable_of_persons(person_ids, company_id=company_id):
                for person_id in {item.primary_person_id, *item.person_ids} & set(person_ids):
                    found.by_person[person_id].append(item)
            for item in package.linkable_of_organizations(
                set(organizations.values()), company_id=company_id
            ):
                if item.is_open:
                    found.by_organization[item.organization_id or 0].append(item)
        return found

    def of(self, person_ids: Iterable[int], owners: Sequence[Viewer]) -> tuple[Candidate, ...]:
        """Return the candidates of some persons that one of the owners may see, each once.

        The nearest way to an item is the one named: its own person, a further person, then an
        organization.
        """
        people = sorted(set(person_ids))
        once: dict[ItemRef, Candidate] = {}
        for person_id in people:
            for item in self.by_person.get(person_id, ()):
                if _is_seen(item, owners):
                    _take(once, _through_people(item, people))
        for organization_id in sorted(
            {self.organizations[pk] for pk in people if pk in self.organizations}
        ):
            for item in self.by_organization.get(organization_id, ()):
                if _is_seen(item, owners):
                    _take(once, _candidate(item, Via.ORGANIZATION, is_primary=False, people=()))
        return tuple(once.values())


def _is_seen(item: Linkable, owners: Sequence[Viewer]) -> bool:
    return any(
        sees(
            owner,
            owner_id=item.owner_id,
            owner_group_id=item.owner_group_id,
            visibility=item.visibility,
        )
        for owner in owners
    )


def _through_people(item: Linkable, people: Sequence[int]) -> Candidate:
    is_primary = item.primary_person_id in people
    via = Via.PERSON if is_primary else Via.PARTICIPANT
    reached = [pk for pk in people if pk == item.primary_person_id or pk in item.person_ids]
    return _candidate(item, via, is_primary=is_primary, people=reached)


def _candidate(item: Linkable, via: Via, *, is_primary: bool, people: Iterable[int]) -> Candidate:
    return Candidate(
        item=ItemRef(ItemKind(item.kind), item.id),
        title=item.title,
        state=ItemState(item.state),
        created_at=item.created_at,
        is_primary=is_primary,
        via=via,
        person_ids=tuple(people),
        closed_at=item.closed_at,
    )


def _take(once: dict[ItemRef, Candidate], found: Candidate) -> None:
    once.setdefault(found.item, found)
