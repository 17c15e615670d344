"""The bytes of a picture, for who sees the record it is of."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kartotek.contacts.models import Organization, Person
from kartotek.errors import NotFound
from kartotek.store import contents
from kartotek.users.viewer import Viewer

_MODELS: dict[str, type[Person | Organization]] = {"person": Person, "organization": Organization}


def picture_of(kind: str, record_id: int, name: str, *, viewer: Viewer) -> bytes:
    """Return the picture `name` of a record, deleted or not.

    Raises:
        NotFound: there is no such record, it is not theirs to see, or has another picture now.
        ContentDamaged: its bytes are gone.
        StoreUnwell: the store does not answer.
    """
    model = _MODELS.get(kind)
    if model is None or not name:
        raise NotFound(_("There is nothing here."))
    seen = model.objects.visible_to(viewer).filter(pk=record_id, picture=name)
    if not seen.exists():
        raise NotFound(_("This picture is gone."))
    return contents.load(viewer.company_id, name)
