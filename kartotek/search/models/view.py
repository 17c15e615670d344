"""Lists as somebody saved or arranged them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class SavedView(CompanyRecord):
    """A list under a name: its filter, order, columns and widths; seen by all when shared.

    `filter` is as `rules.as_json` writes it; `columns` names them in order, `widths` has the
    pixels of those that were resized.
    """

    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    is_shared = models.BooleanField(default=False)
    filter = models.JSONField(default=dict)
    sort = models.CharField(max_length=64, default="name")
    columns = models.JSONField(default=list)
    widths = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["company", "kind", "user"], name="view_of_kind")]

    def __str__(self) -> str:
        return self.name


class StarredView(CompanyRecord):
    """A saved view that a user has marked as a favourite."""

    view = CompanyForeignKey(SavedView, on_delete=models.CASCADE, related_name="stars")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "user", "view"], name="star_once")
        ]

    def __str__(self) -> str:
        return f"{self.view_id} of {self.user_id}"


class ListChoice(CompanyRecord):
    """How a user arranged a list: its columns, and how wide they are.

    Without a view it is the list as it comes; with one, only the widths are the user's own.
    """

    kind = models.CharField(max_length=16)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    view = CompanyForeignKey(
        SavedView, on_delete=models.CASCADE, null=True, blank=True, related_name="choices"
    )
    columns = models.JSONField(default=list)
    widths = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user", "kind"], condition=Q(view=None), name="choice_of_list"
            ),
            models.UniqueConstraint(
                fields=["company", "user", "view"],
                condition=Q(view__isnull=False),
                name="choice_of_view",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.user_id}"
