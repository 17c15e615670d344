"""How merging, and keeping apart, is told in the history of records."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kartotek.web.records.words.sentence import Sentence

SENTENCES = {
    f"{kind}.{act}": Sentence(icon, text)
    for kind in ("person", "organization", "deal")
    for act, icon, text in (
        ("merged", "merge", _("%(who)s merged %(name)s into this")),
        ("merged-away", "merge", _("%(who)s merged %(record)s into %(name)s")),
        ("merge-undone", "undo-2", _("%(who)s undid the merge with %(name)s")),
    )
} | {
    "person.kept-apart": Sentence("split", _("%(who)s kept this separate from %(person_id)s")),
    "person.asked-again": Sentence(
        "merge", _("%(who)s no longer keeps this separate from %(person_id)s")
    ),
    "organization.kept-apart": Sentence(
        "split", _("%(who)s kept this separate from %(organization_id)s")
    ),
    "organization.asked-again": Sentence(
        "merge", _("%(who)s no longer keeps this separate from %(organization_id)s")
    ),
}
