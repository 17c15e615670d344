"""Custom fields: what a company keeps of its records beside what every company keeps.

    field group -> custom field -> its options
                        |
                 values and choices, by record

Deals and leads share their fields, so that a lead which becomes a deal loses nothing.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class FieldKind(models.TextChoices):
    """Whose fields: the kinds of records that have custom fields of their own."""

    PERSON = "person", _("People")
    ORGANIZATION = "organization", _("Organizations")
    DEAL = "deal", _("Deals and leads")
    PROJECT = "project", _("Projects")


class FieldGroup(CompanyRecord):
    """A heading under which fields of one kind stand together."""

    on = models.CharField(max_length=16, choices=FieldKind.choices)
    name = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "on", "name"], name="field_group_once")
        ]

    def __str__(self) -> str:
        return self.name


class CustomField(CompanyRecord):
    """One thing a company keeps of its records of a kind.

    `key` is its name in the API: 40 hexadecimal digits that never change. `type` is one of
    `rules.types.FieldType` and never changes either. A deleted field keeps its values and can be
    restored. `currency` is the one a sum of money starts with.
    """

    on = models.CharField(max_length=16, choices=FieldKind.choices)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=128)
    type = models.CharField(max_length=16)
    group = CompanyForeignKey(
        FieldGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="fields"
    )
    position = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3, blank=True)
    is_important = models.BooleanField(default=False)
    is_required = models.BooleanField(default=False)
    is_in_add_dialog = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "key"], name="field_key_once")]
        indexes = [models.Index(fields=["company", "on", "deleted_at"], name="field_of_kind")]

    def __str__(self) -> str:
        return self.name


class FieldOption(CompanyRecord):
    """One of the options of a field; a new name changes no record.

    A deleted option stays on the records that had it, where nobody sees it, until it is restored
    or purged.
    """

    field = CompanyForeignKey(CustomField, on_delete=models.CASCADE, related_name="options")
    name = models.CharField(max_length=128)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["company", "field", "position"], name="option_of_field")]

    def __str__(self) -> str:
        return self.name


class FieldValue(CompanyRecord):
    """What one record says in one field, in the columns of the field's type; see `rules.values`.

    `on` is the kind of the record, which may be a lead where the field is one of deals. `folded`
    is the text as it is looked up in, `sort_text` what lists are sorted by, `key` a phone number
    in E.164.
    """

    field = CompanyForeignKey(
        CustomField, on_delete=models.CASCADE, related_name="values", db_index=False
    )
    on = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    sort_text = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=32, blank=True)
    number = models.DecimalField(max_digits=21, decimal_places=6, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    ref_id = models.BigIntegerField(null=True, blank=True)
    parts = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "on", "subject_id", "field"], name="field_value_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["company", "field", "on", "sort_text", "subject_id"], name="value_by_text"
            ),
            models.Index(
                fields=["company", "field", "on", "number", "subject_id"],
                name="value_by_number",
                condition=Q(number__isnull=False),
            ),
            models.Index(
                fields=["company", "field", "on", "from_on", "subject_id"],
                name="value_by_date",
                condition=Q(from_on__isnull=False),
            ),
            models.Index(
                fields=["company", "field", "on", "from_time", "subject_id"],
                name="value_by_time",
                condition=Q(from_time__isnull=False),
            ),
            models.Index(
                fields=["company", "field", "on", "ref_id", "subject_id"],
                name="value_by_reference",
                condition=Q(ref_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_id} of {self.on} {self.subject_id}"


class FieldChoice(CompanyRecord):
    """An option that one record has; a field of many options has a row for each."""

    field = CompanyForeignKey(
        CustomField, on_delete=models.CASCADE, related_name="choices", db_index=False
    )
    option = CompanyForeignKey(
        FieldOption, on_delete=models.CASCADE, related_name="choices", db_index=False
    )
    on = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "on", "subject_id", "option"], name="field_choice_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["company", "field", "on", "option", "subject_id"], name="choice_of_field"
            ),
            models.Index(fields=["option"], name="choice_of_option"),
        ]

    def __str__(self) -> str:
        return f"{self.option_id} on {self.on} {self.subject_id}"
