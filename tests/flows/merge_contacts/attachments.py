"""Records with everything on them that can hang on a person or organization, and what they say."""

from __future__ import annotations

from random import Random
from typing import Any

from django.apps import apps

from kartotek.activities.models import Activity, File, Note
from kartotek.contacts.models import (
    Organization,
    OrganizationRelation,
    Person,
    PersonAddress,
    PersonPhone,
    PersonRole,
)
from kartotek.contacts.operations import create_organization, create_person
from kartotek.fields.models import (
    CustomField,
    FieldChoice,
    FieldOption,
    FieldValue,
    Label,
    LabelUse,
)
from kartotek.flows.counters import recount_all
from kartotek.history.models import Follow
from kartotek.linking.operations import rematch
from kartotek.mail.models import Blob, Conversation, Message, Participant
from kartotek.pipeline.deals.models import Deal, DealParticipant
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project, ProjectOrganization, ProjectPerson
from tests.conftest import NOW

DERIVED = {
    "history.Entry",
    "contacts.Merge",
    "contacts.MatchKey",
    "contacts.LikelyPair",
    "search.Document",
    "flows.Announcement",
}
"""Tables that follow from others, or tell what happened."""


def dump() -> dict[str, dict[int, dict[str, Any]]]:
    """Return every row of every table of ours, the time of its last change left out."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for model in apps.get_models():
        if model.__module__.startswith("kartotek.") and model._meta.label not in DERIVED:
            rows = {row["id"]: row for row in model._default_manager.values() if "id" in row}
            for row in rows.values():
                row.pop("updated_at", None)
            found[model._meta.label] = rows
    return found


class World:
    """Two records of a kind and a random choice of what can hang on them."""

    def __init__(self, kind: str, seed: int, by: Any, stages: Any, phases: Any) -> None:
        """Make the two, some others, and hang things on them."""
        self.chance = Random(seed)
        self.kind, self.by = kind, by
        self.of = {"company_id": by.company_id}
        self.owned = {"owner_id": by.user_id, "created_at": NOW, "updated_at": NOW}
        self.stages, self.phases = stages, phases
        self.organizations = [self._organization(name) for name in ("Marmara", "Pera", "Ege")]
        self.people = [self._person(name) for name in ("Zeynep", "Zeynep Karaca", "Orhan Tunç")]
        self.both = self.people[:2] if kind == "person" else self.organizations[:2]
        self._reaches()
        self._items()
        self._small_things()
        self._custom_fields()
        if kind == "organization":
            self._relations()
        rematch(keys=["a@x.example", "b@x.example"], by=by, at=NOW)
        recount_all(company_id=by.company_id)

    def _maybe(self) -> bool:
        return self.chance.random() < 0.6

    def _one(self, records: list[Any]) -> Any:
        return self.chance.choice(records)

    def _organization(self, name: str) -> Organization:
        filled = {
            key: value
            for key, value in {
                "website": f"https://{name.lower()}.example",
                "industry": "Hotels",
                "city": "İzmir",
                "street": f"{name} Cad.",
            }.items()
            if self._maybe()
        }
        return create_organization(by=self.by, at=NOW, name=name, **filled)  # type: ignore[arg-type]

    def _person(self, name: str) -> Person:
        filled = {key: f"{key} of {name}" for key in ("job_title", "notes") if self._maybe()}
        there = self._one([*self.organizations, None])
        return create_person(
            by=self.by,
            at=NOW,
            name=name,
            organization_id=there.pk if there else None,
            **filled,  # type: ignore[arg-type]
        )

    def _reaches(self) -> None:
        for person in self.people:
            chosen = self.chance.sample(["a@x.example", "b@x.example", "not an address"], k=2)
            for place, address in enumerate(chosen):
                key = address if "@" in address else ""
                PersonAddress.objects.create(
                    person=person, address=address, key=key, is_primary=place == 0, **self.of
                )
            if self._maybe():
                PersonPhone.objects.create(
                    person=person, number="1", e164="", is_primary=True, **self.of
                )

    def _items(self) -> None:
        def places() -> dict[str, Any]:
            there = {
                "person": self._one(self.people),
                "organization": self._one(self.organizations),
            }
            return {name: value for name, value in there.items() if self._maybe()}

        for number in range(6):
            deal = Deal.objects.create(
                title=f"Deal {number}",
                currency="TRY",
                stage=self.stages[0],
                stage_since=NOW,
                **places(),
                **self.of,
                **self.owned,
            )
            for person in self.chance.sample(self.people, k=2):
                if person.pk != deal.person_id:
                    role = self._one(["", "Buyer"])
                    DealParticipant.objects.create(deal=deal, person=person, role=role, **self.of)
            Lead.objects.create(
                title=f"Lead {number}", currency="TRY", **places(), **self.of, **self.owned
            )
            for model in (Activity, Note):
                words = {"title": "Call"} if model is Activity else {"text": "Said yes"}
                model.objects.create(**words, **places(), **self.of, **self.owned)
            File.objects.create(
                name="a.pdf",
                media_type="application/pdf",
                size_bytes=1,
                sha256="0" * 64,
                **places(),
                **self.of,
                **self.owned,
            )
            self._project(number)

    def _project(self, number: int) -> None:
        project = Project.objects.create(
            title=f"Project {number}", phase=self.phases[0], **self.of, **self.owned
        )
        for place, person in enumerate(self.chance.sample(self.people, k=2)):
            ProjectPerson.objects.create(project=project, person=person, position=place, **self.of)
        for place, there in enumerate(self.chance.sample(self.organizations, k=2)):
            ProjectOrganization.objects.create(
                project=project, organization=there, position=place, **self.of
            )

    def _small_things(self) -> None:
        for number in range(3):
            self._label(number)
            self._conversation(number)
        for record in filter(self._is_lucky, self.both):
            about = {"subject_type": self.kind, "subject_id": record.pk}
            Follow.objects.create(user_id=self.by.user_id, at=NOW, **about, **self.of)
        for person in self.people:
            others = [one for one in self.organizations if one.pk != person.organization_id]
            for there in filter(self._is_lucky, others):
                PersonRole.objects.create(
                    person=person, organization=there, created_at=NOW, **self.of
                )

    def _is_lucky(self, _record: Any) -> bool:
        return self._maybe()

    def _label(self, number: int) -> None:
        label = Label.objects.create(
            on=self.kind, name=f"L{number}", folded=f"l{number}", **self.of
        )
        for record in filter(self._is_lucky, self.both):
            LabelUse.objects.create(label=label, subject_id=record.pk, **self.of)

    def _conversation(self, number: int) -> None:
        conversation = Conversation.objects.create(subject=f"C{number}", created_at=NOW, **self.of)
        blob = Blob.objects.create(sha256=f"{number}" * 64, size_bytes=1, created_at=NOW, **self.of)
        message = Message.objects.create(
            identity=str(number),
            blob=blob,
            conversation=conversation,
            sent_at=NOW,
            created_at=NOW,
            **self.of,
        )
        for address in filter(self._is_lucky, ["a@x.example", "b@x.example"]):
            Participant.objects.create(
                message=message, role="from", address=address, key=address, **self.of
            )

    def _custom_fields(self) -> None:
        written = {"created_at": NOW, "updated_at": NOW}
        for number, type_ in enumerate(("text", "single", self.kind)):
            field = CustomField.objects.create(
                on=self.kind, key=f"{number}" * 40, name=type_, type=type_, **written, **self.of
            )
            option = FieldOption.objects.create(field=field, name="A", **written, **self.of)
            for record in self.both:
                about = {"field": field, "on": self.kind, "subject_id": record.pk, **self.of}
                if type_ == "single" and self._maybe():
                    FieldChoice.objects.create(option=option, **about)
                elif self._maybe():
                    ref = self._one(self.both).pk if type_ == self.kind else None
                    FieldValue.objects.create(text=f"of {record}", ref_id=ref, **about)

    def _relations(self) -> None:
        one, two, three = self.organizations
        for first, second in ((one, two), (two, three), (one, three)):
            if self._maybe():
                OrganizationRelation.objects.create(
                    first=first,
                    second=second,
                    is_parent=self._maybe(),
                    created_at=NOW,
                    **self.of,
                )
