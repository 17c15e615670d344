"""What may be written on a custom field, a group or an option; anything else is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _

from kartotek.errors import Invalid, NotFound
from kartotek.fields.models import CustomField, FieldGroup, FieldKind
from kartotek.fields.rules.reading import one_line
from kartotek.fields.rules.types import FieldType
from kartotek.lib.money import is_currency
from kartotek.lib.text import fold
from kartotek.users.viewer import Viewer

NAME_LENGTH: Final = 128
MOST_OPTIONS: Final = 1_000


def field_to_change(field_id: int, *, by: Viewer, with_deleted: bool = False) -> CustomField:
    """Return a field of the company, locked until the transaction ends.

    Raises:
        NotFound: there is none, or it is deleted (unless `with_deleted`).
    """
    found = CustomField.objects.select_for_update().filter(pk=field_id, company_id=by.company_id)
    field = found.first()
    if field is None or (field.deleted_at is not None and not with_deleted):
        raise NotFound(_("This field is gone."))
    return field


def group_to_change(group_id: int, *, by: Viewer) -> FieldGroup:
    """Return a group of the company.

    Raises:
        NotFound: there is none.
    """
    group = FieldGroup.objects.filter(pk=group_id, company_id=by.company_id).first()
    if group is None:
        raise NotFound(_("This group is gone."))
    return group


def checked_kind(on: str) -> str:
    """Return a kind of records that has fields of its own.

    Raises:
        NotFound: there is no such kind.
    """
    if on not in FieldKind.values:
        raise NotFound(_("There is nothing here."))
    return on


def checked_type(word: str) -> FieldType:
    """Return the type of a new field.

    Raises:
        Invalid: there is no such type.
    """
    if word not in list(FieldType):
        raise _invalid("type", _("Choose what kind of field it is."))
    return FieldType(word)


def checked_name(name: str, *, longest: int = NAME_LENGTH) -> str:
    """Return a name on one line.

    Raises:
        Invalid: it is empty or too long.
    """
    kept = one_line(name)
    if not kept:
        raise _invalid("name", _("Give it a name."))
    if len(kept) > longest:
        raise _invalid("name", _("At most %(count)s characters fit here.") % {"count": longest})
    return kept


def refuse_twin(name: str, *, on: str, by: Viewer, field_id: int | None = None) -> None:
    """Let a name pass that no other living field of the kind has.

    Raises:
        Invalid: another one has it: nobody could tell the two apart in a list.
    """
    others = CustomField.objects.filter(company_id=by.company_id, on=on, deleted_at=None)
    names = others.exclude(pk=field_id or 0).values_list("name", flat=True)
    if fold(name) in map(fold, names):
        raise _invalid("name", _("There is a field of this name already."))


def checked_group(group_id: int | None, *, on: str, by: Viewer) -> int | None:
    """Return a group of the kind, or None for no group.

    Raises:
        Invalid: there is no such group.
    """
    if group_id is None:
        return None
    if not FieldGroup.objects.filter(pk=group_id, company_id=by.company_id, on=on).exists():
        raise _invalid("group", _("This group is gone."))
    return group_id


def checked_currency(code: str) -> str:
    """Return a currency's code, or nothing for the company's own.

    Raises:
        Invalid: there is no such currency.
    """
    if code and not is_currency(code):
        raise _invalid("currency", _("There is no such currency. Choose one from the list."))
    return code


def checked_options(names: Iterable[str]) -> Sequence[str]:
    """Return the names of a field's options, each once; empty ones are left out.

    Raises:
        Invalid: there is none, there are too many, one is too long, or two are the same.
    """
    kept = [name for name in map(one_line, names) if name]
    if not kept:
        raise _invalid("options", _("Give the field at least one option."))
    if len(kept) > MOST_OPTIONS:
        raise _invalid("options", _("A field has at most 1,000 options."))
    if any(len(name) > NAME_LENGTH for name in kept):
        text = _("At most %(count)s characters fit here.") % {"count": NAME_LENGTH}
        raise _invalid("options", text)
    if len({fold(name) for name in kept}) < len(kept):
        raise _invalid("options", _("Two options have the same name."))
    return kept


def _invalid(name: str, text: str) -> Invalid:
    return Invalid(text, {name: text})
