"""Every record has a company, and joins never leave it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.sql.where import WhereNode


class CompanyForeignKey(models.ForeignKey[Any, Any]):
    """A foreign key whose joins also tie both tables on `company_id`.

    That keeps every join inside one company, and lets a large installation spread its tables
    by company without a rewrite.
    """

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> Any:
        """Return `alias.company_id = related_alias.company_id` for a join."""
        if not alias or not related_alias:
            return None
        there: Any = self.related_model._meta.get_field("company")
        here: Any = self.model._meta.get_field("company")
        exact: Any = here.get_lookup("exact")
        return WhereNode([exact(here.get_col(related_alias), there.get_col(alias))])


class CompanyRecord(models.Model):
    """A record of one company; the company never changes."""

    # No index of its own: every index that matters starts with the company.
    company = models.ForeignKey(
        "users.Company", on_delete=models.CASCADE, db_index=False, related_name="+"
    )

    class Meta:
        abstract = True
