"""How the history of deals, leads and projects is told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kartotek.web.records.words.sentence import Sentence

_ADDED = _("%(who)s added %(record)s")
_COMMON = {
    "deleted": ("trash-2", _("%(who)s deleted %(record)s")),
    "restored": ("undo-2", _("%(who)s restored %(record)s")),
    "archived": ("archive", _("%(who)s archived %(record)s")),
    "unarchived": ("archive-restore", _("%(who)s brought %(record)s back")),
}

SENTENCES = {
    "deal.created": Sentence("diamond", _ADDED, rolls_up=True),
    "deal.made-from-lead": Sentence(
        "diamond", _("%(who)s made the lead %(lead_id)s into %(record)s")
    ),
    "deal.converted": Sentence("sprout", _("%(who)s made %(record)s a lead again")),
    "deal.stage-changed": Sentence(
        "diamond", _("%(who)s moved %(record)s to %(stage)s"), rolls_up=True
    ),
    "deal.won": Sentence("trophy", _("%(who)s won %(record)s"), rolls_up=True),
    "deal.lost": Sentence("circle-x", _("%(who)s lost %(record)s"), rolls_up=True),
    "deal.lost-because": Sentence(
        "circle-x", _("%(who)s lost %(record)s: %(reason)s"), rolls_up=True
    ),
    "deal.reopened": Sentence("undo-2", _("%(who)s reopened %(record)s"), rolls_up=True),
    "deal.participant-added": Sentence(
        "user-plus", _("%(who)s put %(person_id)s on %(record)s"), rolls_up=True
    ),
    "deal.participant-removed": Sentence(
        "user-minus", _("%(who)s took %(person_id)s off %(record)s")
    ),
    "lead.created": Sentence("sprout", _ADDED, rolls_up=True),
    "lead.made-from-deal": Sentence(
        "sprout", _("%(who)s made the deal %(deal_id)s into %(record)s")
    ),
    "lead.converted": Sentence(
        "diamond", _("%(who)s made %(record)s into the deal %(deal_id)s"), rolls_up=True
    ),
    "project.created": Sentence("folder-kanban", _ADDED, rolls_up=True),
    "project.phase-changed": Sentence(
        "folder-kanban", _("%(who)s moved %(record)s to %(phase)s"), rolls_up=True
    ),
    "project.completed": Sentence("circle-check", _("%(who)s completed %(record)s"), rolls_up=True),
    "project.cancelled": Sentence("circle-x", _("%(who)s cancelled %(record)s"), rolls_up=True),
    "project.reopened": Sentence("undo-2", _("%(who)s reopened %(record)s"), rolls_up=True),
    "project.person-added": Sentence("user-plus", _("%(who)s put %(person_id)s on %(record)s")),
    "project.person-removed": Sentence(
        "user-minus", _("%(who)s took %(person_id)s off %(record)s")
    ),
    "project.organization-added": Sentence(
        "building-2", _("%(who)s put %(organization_id)s on %(record)s")
    ),
    "project.organization-removed": Sentence(
        "building-2", _("%(who)s took %(organization_id)s off %(record)s")
    ),
    "project.deal-added": Sentence("diamond", _("%(who)s put %(deal_id)s on %(record)s")),
    "project.deal-removed": Sentence("diamond", _("%(who)s took %(deal_id)s off %(record)s")),
} | {
    f"{kind}.{act}": Sentence(icon, text)
    for kind in ("deal", "lead", "project")
    for act, (icon, text) in _COMMON.items()
}

FIELDS = {
    "title": _("title"),
    "stage_id": _("stage"),
    "amount": _("value"),
    "currency": _("currency"),
    "expected_close_on": _("expected close date"),
    "lost_reason": _("lost reason"),
    "closed_on": _("closing day"),
    "source_name": _("source"),
    "person_id": _("person"),
    "description": _("description"),
    "start_on": _("start date"),
    "end_on": _("end date"),
}
