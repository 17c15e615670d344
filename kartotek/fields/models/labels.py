"""Labels on records of every kind."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class Tone(models.TextChoices):
    """The eight hues a label may have (design/DESIGN.md section 4)."""

    RED = "red", _("Red")
    ORANGE = "orange", _("Orange")
    AMBER = "amber", _("Amber")
    GREEN = "green", _("Green")
    TEAL = "teal", _("Teal")
    BLUE = "blue", _("Blue")
    VIOLET = "violet", _("Violet")
    PINK = "pink", _("Pink")


class Label(CompanyRecord):
    """A coloured word that can be put on records of one kind.

    `folded` is the name as two names are told apart: without case and marks. A deleted label
    keeps its uses, so that it comes back with all of them.
    """

    on = models.CharField(max_length=16)
    name = models.CharField(max_length=64)
    folded = models.CharField(max_length=128, default="")
    tone = models.CharField(max_length=8, choices=Tone.choices, default=Tone.TEAL)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "on", "folded"],
                condition=models.Q(deleted_at=None),
                name="label_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LabelUse(CompanyRecord):
    """A label on one record of the label's kind."""

    label = CompanyForeignKey(Label, on_delete=models.CASCADE, related_name="uses")
    subject_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "label", "subject_id"], name="label_once_on_a_record"
            )
        ]
        indexes = [models.Index(fields=["company", "subject_id"], name="label_of_record")]

    def __str__(self) -> str:
        return f"{self.label_id} on {self.subject_id}"
