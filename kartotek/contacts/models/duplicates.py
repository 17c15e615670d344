"""What finding duplicates keeps: keys, pairs, what a company changed about the rules, and jobs."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class MatchKey(CompanyRecord):
    """A key under which a record lies with those that may be the same (rules/blocking.py).

    `on` is person or organization; `subject_id` the record's id.
    """

    on = models.CharField(max_length=16)
    key = models.CharField(max_length=120)
    subject_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["company", "on", "key", "subject_id"], name="record_by_key"),
            models.Index(fields=["company", "on", "subject_id"], name="key_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.on} {self.subject_id}"


class LikelyPair(CompanyRecord):
    """Two records of one kind that may be one, `first_id` the older.

    `code` is the row of rules/duplicates.py that said so; `data` holds what the two share.
    `kept_apart_at`: somebody said that they are two, and no search asks about them again.
    """

    on = models.CharField(max_length=16)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    code = models.CharField(max_length=32)
    is_certain = models.BooleanField(default=False)
    data = models.JSONField(default=dict)
    found_at = models.DateTimeField()
    kept_apart_at = models.DateTimeField(null=True, blank=True)
    kept_apart_by = CompanyForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "on", "first_id", "second_id"], name="pair_once"
            ),
            models.CheckConstraint(condition=Q(first_id__lt=F("second_id")), name="pair_in_order"),
        ]
        indexes = [
            models.Index(fields=["company", "on", "second_id"], name="pair_of_second"),
            models.Index(
                fields=["company", "on", "-is_certain", "-id"],
                condition=Q(kept_apart_at=None),
                name="pair_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.first_id} and {self.second_id}: {self.code}"


class DuplicateRule(CompanyRecord):
    """What a company changed about one row of the tables; `measure` None is the standard one."""

    on = models.CharField(max_length=16)
    code = models.CharField(max_length=32)
    is_on = models.BooleanField(default=True)
    measure = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "on", "code"], name="duplicate_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.code}"


class DuplicateJob(CompanyRecord):
    """A search through a whole company, or the merging of all certain pairs, and how far it is.

    `what` is find or merge; `place` the id of the last pair it looked at; `act` names the merges
    it made, so that they are undone together. `skipped` holds pairs that could not be merged,
    with the reason.
    """

    what = models.CharField(max_length=8)
    on = models.CharField(max_length=16)
    act = models.UUIDField(default=uuid.uuid4)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    place = models.BigIntegerField(default=0)
    skipped = models.JSONField(default=list)
    user = CompanyForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "on", "what", "-id"], name="duplicate_job_newest"),
            models.Index(
                fields=["id"], condition=Q(finished_at=None), name="duplicate_job_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.on}"
