"""A call that was made, written down."""

from __future__ import annotations

from typing import Any

from kartotek.contacts.models import Person
from kartotek.flows.log_call import log_call


def test_a_call_counts_as_done_with_whom_it_was(zeynep: Any, by_elif: Any, now: Any) -> None:
    call = log_call(by=by_elif, at=now, done_at=now, title="Samples", person_id=zeynep.pk)

    zeynep.refresh_from_db()
    assert (call.type, call.done_at) == ("call", now)
    assert zeynep.done_count == 1


def test_somebody_new_is_added_with_the_call(marmara: Any, by_elif: Any, now: Any) -> None:
    call = log_call(
        by=by_elif, at=now, done_at=now, person_name="Orhan Tunç", organization_id=marmara.pk
    )

    assert call.person_id is not None
    assert Person.objects.get(pk=call.person_id).name == "Orhan Tunç"
