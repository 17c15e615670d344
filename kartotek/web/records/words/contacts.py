"""How the history of people and organizations is told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kartotek.web.records.words.sentence import Sentence

SENTENCES = (
    {
        "person.created": Sentence("user-round-plus", _("%(who)s added %(record)s")),
        "person.deleted": Sentence("trash-2", _("%(who)s deleted %(record)s")),
        "person.restored": Sentence("undo-2", _("%(who)s restored %(record)s")),
        "person.picture-changed": Sentence("image", _("%(who)s changed the picture")),
        "person.picture-removed": Sentence("image", _("%(who)s removed the picture")),
        "organization.picture-changed": Sentence("image", _("%(who)s changed the picture")),
        "organization.picture-removed": Sentence("image", _("%(who)s removed the picture")),
        "person.label-added": Sentence("tag", _("%(who)s added the label %(label)s")),
        "person.label-removed": Sentence("tag", _("%(who)s removed the label %(label)s")),
        "organization.created": Sentence("building-2", _("%(who)s added %(record)s")),
        "organization.deleted": Sentence("trash-2", _("%(who)s deleted %(record)s")),
        "organization.restored": Sentence("undo-2", _("%(who)s restored %(record)s")),
        "organization.label-added": Sentence("tag", _("%(who)s added the label %(label)s")),
        "organization.label-removed": Sentence("tag", _("%(who)s removed the label %(label)s")),
    }
    | {
        f"{kind}.{act}": Sentence(icon, text)
        for kind in ("person", "organization", "deal", "lead", "project")
        for act, icon, text in (
            ("follower-added", "star", _("%(who)s added %(user_id)s as a follower")),
            ("follower-removed", "star-off", _("%(who)s removed the follower %(user_id)s")),
            ("follower-added-self", "star", _("%(who)s follows this now")),
            ("follower-removed-self", "star-off", _("%(who)s no longer follows this")),
        )
    }
    | {
        f"organization.{act}": Sentence("network", text)
        for act, text in (
            ("parent-added", _("%(who)s said that %(organization_id)s is the parent organization")),
            (
                "parent-removed",
                _("%(who)s said that %(organization_id)s is not the parent any more"),
            ),
            (
                "daughter-added",
                _("%(who)s said that %(organization_id)s is a daughter organization"),
            ),
            (
                "daughter-removed",
                _("%(who)s said that %(organization_id)s is not a daughter any more"),
            ),
            ("related-added", _("%(who)s said that %(organization_id)s is a related organization")),
            (
                "related-removed",
                _("%(who)s said that %(organization_id)s is not related any more"),
            ),
        )
    }
    | {
        "person.role-given": Sentence(
            "building-2", _("%(who)s put them on %(organization_id)s too")
        ),
        "person.role-given-as": Sentence(
            "building-2", _("%(who)s put them on %(organization_id)s as %(role)s")
        ),
        "person.role-taken": Sentence("building-2", _("%(who)s took them off %(organization_id)s")),
        "person.role-taken-as": Sentence(
            "building-2", _("%(who)s took them off %(organization_id)s, where they were %(role)s")
        ),
        "organization.role-given": Sentence(
            "user-plus", _("%(who)s put %(person_id)s on this too")
        ),
        "organization.role-given-as": Sentence(
            "user-plus", _("%(who)s put %(person_id)s on this as %(role)s")
        ),
        "organization.role-taken": Sentence("user-minus", _("%(who)s took %(person_id)s off this")),
        "organization.role-taken-as": Sentence(
            "user-minus", _("%(who)s took %(person_id)s off this, who was %(role)s")
        ),
    }
)

FIELDS = {
    "first_name": _("first name"),
    "last_name": _("last name"),
    "name": _("name"),
    "organization_id": _("organization"),
    "job_title": _("job title"),
    "follow_up_days": _("follow-up in days"),
    "birthday": _("birthday"),
    "postal_address": _("postal address"),
    "messenger": _("messenger"),
    "notes": _("notes"),
    "addresses": _("email"),
    "phones": _("phone"),
    "website": _("website"),
    "linkedin": _("LinkedIn"),
    "industry": _("industry"),
    "annual_revenue": _("annual revenue"),
    "employee_count": _("number of employees"),
    "address": _("address"),
    "suite": _("suite"),
    "house_number": _("house number"),
    "street": _("street"),
    "district": _("district"),
    "city": _("city"),
    "state": _("state or county"),
    "region": _("region"),
    "country": _("country"),
    "postcode": _("postcode"),
    "owner_id": _("owner"),
    "visibility": _("visibility"),
}
