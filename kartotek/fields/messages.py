"""What is said to somebody whose typing does not fit a field, with what would fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kartotek.fields.rules.types import LONGEST, FieldType
from kartotek.fields.rules.values import Reason, Unreadable

_SAID: Final[Mapping[Reason, Promise]] = {
    Reason.NO_NUMBER: _lazy("This is no number. Type one like %(number)s."),
    Reason.TOO_FINE: _lazy("At most six digits fit behind the decimal mark."),
    Reason.NO_CURRENCY: _lazy("There is no such currency. Choose one from the list."),
    Reason.NO_DATE: _lazy("This is no date. Type one like %(date)s."),
    Reason.NO_TIME: _lazy("This is no time of day. Type one like 09:30."),
    Reason.NO_END: _lazy("Give both the start and the end."),
    Reason.ENDS_FIRST: _lazy("It would end before it starts."),
    Reason.NO_OPTION: _lazy("There is no such option. Choose from the list."),
    Reason.ONE_OPTION: _lazy("Choose only one option."),
    Reason.NO_REFERENCE: _lazy("Choose one from the list."),
}


def said(error: Unreadable, language: str) -> str:
    """Return why something typed cannot be used, and what can."""
    if error.reason is Reason.TOO_LONG:
        most = LONGEST[FieldType(error.field_type)]
        return _("At most %(count)s characters fit here.") % {"count": most}
    is_turkish = language.startswith("tr")
    examples = {
        "number": "1.250,50" if is_turkish else "1,250.50",
        "date": "31.12.2026" if is_turkish else "31/12/2026",
    }
    return str(_SAID[error.reason]) % examples
