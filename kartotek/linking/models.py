"""What a conversation is linked to, and every decision about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kartotek.contacts.models import Person
from kartotek.mail.models import Conversation, Message
from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from kartotek.users.tenancy import CompanyForeignKey, CompanyRecord


class How(models.TextChoices):
    """What made the present state of a link."""

    RULE = "rule", _("By rule")
    EXPLICIT = "explicit", _("By address or composer")
    BY_HAND = "by hand", _("By hand")


class Decision(CompanyRecord):
    """One decision about a conversation: outcome, code, candidates, message, time; kept for good.

    `code` is a code of spec/linking.md section 3. `candidates` are the items considered, each
    `{"type", "id", "title", "state", "via", …}` as they were at `decided_at`. `message` is None
    for what a person or an event did. `item_type` and `item_id` are the item after the decision.
    """

    conversation = CompanyForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="decisions", db_index=False
    )
    message = CompanyForeignKey(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    code = models.CharField(max_length=32)
    item_type = models.CharField(max_length=8, blank=True)
    item_id = models.BigIntegerField(null=True, blank=True)
    candidates = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    rule_version = models.PositiveSmallIntegerField()
    decided_at = models.DateTimeField()
    user = CompanyForeignKey(
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
                fields=["company", "message"],
                condition=Q(message__isnull=False),
                name="one_decision_a_message",
            )
        ]
        indexes = [models.Index(fields=["company", "conversation", "-id"], name="decision_newest")]

    def __str__(self) -> str:
        return self.code


class ConversationLink(CompanyRecord):
    """The one item of a conversation, or why it has none.

    `decision` is the newest decision; `made_by` the one that made the present
    link, or the veto.
    `is_vetoed`: a user unlinked it, and no rule links it again. `awaits_choice`: listed in
    "To link".
    """

    conversation = CompanyForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="link", unique=True
    )
    deal = CompanyForeignKey(
        Deal, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    lead = CompanyForeignKey(
        Lead, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    project = CompanyForeignKey(
        Project, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    how = models.CharField(max_length=8, choices=How.choices, default=How.RULE)
    is_vetoed = models.BooleanField(default=False)
    awaits_choice = models.BooleanField(default=False)
    decision = CompanyForeignKey(
        Decision, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_by = CompanyForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(deal=None, lead=None)
                    | Q(deal=None, project=None)
                    | Q(lead=None, project=None)
                ),
                name="at_most_one_item",
            )
        ]
        indexes = [
            models.Index(
                fields=["company", "deal"], condition=Q(deal__isnull=False), name="link_of_deal"
            ),
            models.Index(
                fields=["company", "lead"], condition=Q(lead__isnull=False), name="link_of_lead"
            ),
            models.Index(
                fields=["company", "project"],
                condition=Q(project__isnull=False),
                name="link_of_project",
            ),
            models.Index(
                fields=["company", "conversation"],
                condition=Q(awaits_choice=True),
                name="link_awaits_choice",
            ),
        ]

    def __str__(self) -> str:
        return f"link of {self.conversation_id}"

    @property
    def item_type(self) -> str:
        """Return `deal`, `lead`, `project`, or nothing."""
        for kind in ("deal", "lead", "project"):
            if getattr(self, f"{kind}_id") is not None:
                return kind
        return ""

    @property
    def item_id(self) -> int | None:
        """Return the id of the item, if there is one."""
        return self.deal_id or self.lead_id or self.project_id


class ParticipantMatch(CompanyRecord):
    """A person recognised on a conversation by an address.

    The organizations of a conversation are those of its persons and are read through them, so
    they follow when a person changes organization (spec/linking.md 33).
    """

    conversation = CompanyForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="matches", db_index=False
    )
    person = CompanyForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "participant matches"
        constraints = [
            models.UniqueConstraint(
                fields=["company", "conversation", "person", "key"], name="match_once"
            )
        ]
        indexes = [models.Index(fields=["company", "person"], name="match_of_person")]

    def __str__(self) -> str:
        return self.key
