"""What an autocomplete field offers while one types: what records say that the viewer sees."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from kartotek.fields.models import FieldValue
from kartotek.fields.queries import custom_field
from kartotek.fields.rules.types import FieldType
from kartotek.lib.text import fold
from kartotek.search.queries import RECORDS
from kartotek.users.viewer import Viewer
from kartotek.users.visibility import seen_by


def suggestions(field_id: int, text: str, *, viewer: Viewer, limit: int = 8) -> list[str]:
    """Return texts that records say in an autocomplete field and that begin so, in order.

    Records the viewer does not see offer nothing, and fields of other types neither.

    Raises:
        NotFound: there is no such field.
    """
    field = custom_field(field_id, viewer=viewer)
    if field.type is not FieldType.AUTOCOMPLETE:
        return []
    seen = Q()
    for on in ("deal", "lead") if field.on == "deal" else (field.on,):
        records = RECORDS[on]._default_manager.filter(seen_by(viewer), deleted_at=None)
        seen |= Q(Exists(records.filter(pk=OuterRef("subject_id"))), on=on)
    found = FieldValue.objects.filter(seen, company_id=viewer.company_id, field_id=field_id)
    if text.strip():
        found = found.filter(folded__startswith=fold(" ".join(text.split())))
    rows = found.order_by("sort_text").values_list("text", flat=True).distinct()
    return list(rows[:limit])
