"""News for open screens, read by the process that holds their connections."""

from __future__ import annotations

from django.db import models

from kartotek.users.tenancy import CompanyRecord


class Announcement(CompanyRecord):
    """One piece of news, named as its event; kept for minutes, then dropped.

    `user_id` None is for everyone in the company. `data` holds ids only: a screen that hears of
    a change asks for it and is shown what its viewer may see.
    """

    user_id = models.BigIntegerField(null=True, blank=True)
    event = models.CharField(max_length=64)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.event


class Lease(models.Model):
    """Who works on `name` now, until when; an empty holder means nobody."""

    name = models.CharField(max_length=128, unique=True)
    holder = models.CharField(max_length=128, blank=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
