"""How the history of people and organizations is told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kartotek.web.records.words.sentence import Sentence

SENTENCES = {
    "person.created": Sentence("user-round-plus", _("%(who)s added %(record)s")),
    "person.deleted": Sentence("trash-2", _("%(who)s deleted %(record)s")),
    "person.restored": Sentence("undo-2", _("%(who)s restored %(record)s")),
    "person.label-added": Sentence("tag", _("%(who)s added the label %(label)s")),
    "person.label-removed": Sentence("tag", _("%(who)s removed the label %(label)s")),
    "organization.created": Sentence("building-2", _("%(who)s added %(record)s")),
    "organization.deleted": Sentence("trash-2", _("%(who)s deleted %(record)s")),
    "organization.restored": Sentence("undo-2", _("%(who)s restored %(record)s")),
    "organization.label-added": Sentence("tag", _("%(who)s added the label %(label)s")),
    "organization.label-removed": Sentence("tag", _("%(who)s removed the label %(label)s")),
}

FIELDS = {
    "first_name": _("first name"),
    "last_name": _("last name"),
    "name": _("name"),
    "organization_id": _("organization"),
    "job_title": _("job title"),
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
