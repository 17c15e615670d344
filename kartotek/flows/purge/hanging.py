"""What hangs on records that go for good: what goes with them, and what only loses the link."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kartotek.activities.models import Activity, ActivityPerson, File, Note
from kartotek.activities.queries.scopes import KINDS
from kartotek.contacts.models import Organization, Person
from kartotek.contacts.models.duplicates import LikelyPair, MatchKey
from kartotek.errors import Corrupt
from kartotek.fields.models import FieldChoice, FieldValue, LabelUse
from kartotek.flows.indexing import reindex
from kartotek.history.models import Entry, Follow
from kartotek.notifications.models import Notification
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import ProjectOrganization, ProjectPerson
from kartotek.store import contents

# Tables that name a record by its kind and number: the model, and its two columns.
NAMED: tuple[tuple[type[models.Model], str, str], ...] = (
    (LabelUse, "label__on", "subject_id"),
    (FieldValue, "on", "subject_id"),
    (FieldChoice, "on", "subject_id"),
    (Follow, "subject_type", "subject_id"),
    (Notification, "subject_type", "subject_id"),
    (MatchKey, "on", "subject_id"),
    (LikelyPair, "on", "first_id"),
    (LikelyPair, "on", "second_id"),
    (Entry, "subject_type", "subject_id"),
)
HUNG: tuple[type[Activity | Note | File], ...] = (Activity, Note, File)

PICTURE = "picture"


def take_along(kind: str, ids: Collection[int], *, company_id: int, at: datetime) -> set[str]:
    """Remove what hangs on some records alone; return the names of the contents that go with it."""
    gone: set[str] = set()
    for model in HUNG:
        alone = Q(**{f"{kind}_id__in": ids}) & Q(**{f"{k}_id": None for k in KINDS if k != kind})
        rows: Any = model._default_manager.filter(alone, company_id=company_id)
        if model is Activity:
            leaving = ids if kind == "person" else []
            rows = rows.exclude(Exists(_others(leaving, company_id=company_id)))
        if model is File:
            gone |= set(rows.values_list("sha256", flat=True))
        hung = list(rows.values_list("pk", flat=True))
        forget(str(model._meta.model_name), hung, company_id=company_id)
        let_go(model, hung, company_id=company_id)
        rows.filter(pk__in=hung)._raw_delete(rows.db)
        # What they said is searched no more.
        reindex(str(model._meta.model_name), hung, company_id=company_id, at=at)
    return gone


def hand_on(ids: Collection[int], *, company_id: int) -> list[Activity]:
    """Let the first further person take the place of each of some people in their activities.

    Returns those that are somebody else's now; where everybody leaves, nothing changes.
    """
    theirs = Activity.objects.filter(company_id=company_id, person_id__in=list(ids))
    left = ActivityPerson.objects.filter(
        company_id=company_id, activity_id__in=theirs.values("pk")
    ).exclude(person_id__in=list(ids))
    first: dict[int, ActivityPerson] = {}
    for further in left.order_by("pk"):
        first.setdefault(further.activity_id, further)
    handed = list(theirs.filter(pk__in=list(first)).order_by("pk"))
    for one in handed:
        one.person_id = first[one.pk].person_id
    Activity.objects.bulk_update(handed, ["person_id"])
    ActivityPerson.objects.filter(pk__in=[one.pk for one in first.values()]).delete()
    return handed


def people_of(activities: Collection[Activity], *, company_id: int) -> list[int]:
    """Return the ids of the further people of some activities."""
    held = {"company_id": company_id, "activity_id__in": [one.pk for one in activities]}
    return list(ActivityPerson.objects.filter(**held).values_list("person_id", flat=True))


def _others(leaving: Collection[int], *, company_id: int) -> models.QuerySet[ActivityPerson]:
    """Return the further people of an activity, but for those who leave."""
    further = ActivityPerson.objects.filter(company_id=company_id, activity_id=OuterRef("pk"))
    return further.exclude(person_id__in=list(leaving))


def let_go(model: type[models.Model], ids: Collection[int], *, company_id: int) -> None:
    """Remove rows that are parts of some records, and take the link off what stays.

    The rows are found through the indexes that begin with the company: Django and the database
    would look for each record in whole tables.
    """
    for relation in _references(model):
        field: Any = relation.field
        child: Any = relation.related_model
        rows = child._base_manager.filter(
            company_id=company_id, **{f"{field.attname}__in": list(ids)}
        )
        if relation.on_delete is models.CASCADE:
            parts = list(rows.values_list("pk", flat=True))
            if parts:
                let_go(child, parts, company_id=company_id)
            rows._raw_delete(rows.db)
        else:
            # A conversation keeps its link protected, and loses it only here.
            rows.update(**{field.attname: None})


def _references(model: type[models.Model]) -> list[Any]:
    """Return the references to a model, those without a name at its end among them."""
    every = model._meta.get_fields(include_hidden=True)
    return [
        one
        for one in every
        if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one)
    ]


def forget(kind: str, ids: Collection[int], *, company_id: int) -> None:
    """Remove what names some records by their kind and number, their history among it."""
    for model, kind_field, id_field in NAMED:
        held = {"company_id": company_id, kind_field: kind, f"{id_field}__in": list(ids)}
        model._default_manager.filter(**held).delete()
    if kind in {"person", "organization"}:
        pointing = FieldValue.objects.filter(
            company_id=company_id, field__type=kind, ref_id__in=list(ids)
        )
        pointing.delete()


def named_by(kind: str, ids: Collection[int], *, company_id: int) -> dict[str, list[int]]:
    """Return the records whose searched words hold the names of some people or organizations."""
    if kind not in {"person", "organization"}:
        return {}
    held = {"company_id": company_id, f"{kind}_id__in": list(ids)}
    links = ProjectPerson if kind == "person" else ProjectOrganization
    found = {
        "deal": list(Deal.objects.filter(**held).values_list("pk", flat=True)),
        "lead": list(Lead.objects.filter(**held).values_list("pk", flat=True)),
        "project": list(links._default_manager.filter(**held).values_list("project_id", flat=True)),
    }
    if kind == "organization":
        found["person"] = list(Person.objects.filter(**held).values_list("pk", flat=True))
    return found


def pictures_of(model: type[models.Model], ids: Collection[int], *, company_id: int) -> set[str]:
    """Return the names of the pictures that people or organizations have and had."""
    kind = str(model._meta.model_name)
    if kind not in {"person", "organization"}:
        return set()
    now = model._default_manager.filter(pk__in=ids).values_list(PICTURE, flat=True)
    past = Entry.objects.filter(
        company_id=company_id,
        subject_type=kind,
        subject_id__in=list(ids),
        kind__startswith=f"{kind}.picture-",
    ).values_list("data", flat=True)
    had = {str(data.get(word, "")) for data in past for word in ("old", "new")}
    return ({*now} | had) - {""}


def drop_pictures(names: Iterable[str], *, company_id: int) -> None:
    """Forget pictures that nobody has any more; a merge may have handed one on."""
    for name in sorted(names):
        held = {"company_id": company_id, "picture": name}
        if not any(model.objects.filter(**held).exists() for model in (Person, Organization)):
            contents.drop(company_id, name)


def drop_contents(names: Iterable[str], *, company_id: int) -> None:
    """Forget contents that no file has any more; runs after the commit that took the files.

    Whoever puts the same content in at the same moment keeps it once more after their commit; a
    file that is there only now gets the bytes back here.
    """
    for name in sorted(names):
        if _is_used(name, company_id):
            continue
        try:
            raw = contents.load(company_id, name)
        except Corrupt:
            continue
        contents.drop(company_id, name)
        if _is_used(name, company_id):
            contents.keep(company_id, raw)


def _is_used(name: str, company_id: int) -> bool:
    return File.objects.filter(company_id=company_id, sha256=name).exists()
