"""Which kinds of records have lists."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kartotek.errors import NotFound
from kartotek.web.lists.words import KINDS


def checked_kind(kind: str) -> str:
    """Return the kind of a list as it is.

    Raises:
        NotFound: there are no lists of this kind.
    """
    if kind not in KINDS:
        raise NotFound(_("There is no such list."))
    return kind
