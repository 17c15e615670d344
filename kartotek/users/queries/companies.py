"""Reading companies."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.users.models import Company
from kartotek.users.prepared import prepared
from kartotek.users.viewer import Viewer


def is_empty() -> bool:
    """Return whether nobody has opened a company yet."""
    return not Company.objects.exists()


def company_of(*, viewer: Viewer) -> Company:
    """Return the viewer's company."""
    return Company.objects.get(pk=viewer.company_id)


def default_visibility(*, viewer: Viewer) -> int:
    """Return how far new records of the viewer's company are seen, unless somebody says so."""
    [found] = _default_visibility(company_id=viewer.company_id)
    return found


@prepared
def _default_visibility(*, company_id: int) -> QuerySet[Company, int]:
    kept = Company.objects.filter(pk=company_id)
    return kept.values_list("default_visibility", flat=True)


def only_company() -> Company:
    """Return the company of an installation that has exactly one.

    Raises:
        NotFound: there is none, or there are several to choose from.
    """
    companies = list(Company.objects.order_by("pk")[:2])
    if not companies:
        raise NotFound(_("There is no company yet. Create one first: kartotek create_company."))
    if len(companies) > 1:
        raise NotFound(_("There are several companies. Say which one by its id."))
    return companies[0]


def company_with_id(company_id: int) -> Company:
    """Return a company, for the operator.

    Raises:
        NotFound: there is none with this id.
    """
    company = Company.objects.filter(pk=company_id).first()
    if company is None:
        raise NotFound(_("There is no company %(id)s.") % {"id": company_id})
    return company
