"""Two conversations that a letter shows to be one, and that stay apart all the same."""

from __future__ import annotations

from django.db import models

from kartotek.mail.models.conversation import Conversation
from kartotek.mail.models.message import Message
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class Answer(models.TextChoices):
    """What a user made of two conversations that were kept apart."""

    OPEN = "", "open"
    APART = "apart", "apart"
    JOINED = "joined", "joined"


class KeptApart(CompanyRecord):
    """Two conversations about which users decided differently: no rule joins them.

    They are offered to be joined until somebody answers, which is remembered: a later letter
    that shows the same asks nothing again. `first` has the smaller id. `message` is the letter.
    `before` is what undoing a joining needs, partly in words this package does not read.
    """

    first = CompanyForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    second = CompanyForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    message = CompanyForeignKey(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "conversations kept apart"
        constraints = [
            models.UniqueConstraint(fields=["company", "first", "second"], name="apart_once")
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
