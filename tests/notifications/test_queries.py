"""Reading what one was told, page by page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kartotek.notifications.models import Notification
from kartotek.notifications.operations import News, tell
from kartotek.notifications.queries import told
from tests.activities.conftest import lobby_deal

__all__ = ["lobby_deal"]


def _tell(user: Any, subject: Any, at: Any, **more: Any) -> None:
    kind = subject.subject_type
    given = {"event": f"{kind}.assigned", "cause": 1, "data": {"who": "Deniz Acar"}, **more}
    news = News(user.pk, "assigned", code="GIVEN", subject=(kind, subject.pk), at=at, **given)
    tell([news], company_id=user.company_id)


def test_pages_follow_each_other_newest_first(
    mert: Any, by_mert: Any, zeynep: Any, marmara: Any, lobby_deal: Any, now: Any
) -> None:
    for hours, subject in enumerate((zeynep, marmara, lobby_deal)):
        _tell(mert, subject, now + timedelta(hours=hours))

    first = told(viewer=by_mert, limit=2)
    second = told(viewer=by_mert, limit=2, before=first.older)

    assert [row.values["what"] for row in first.rows] == [
        "Lobby lighting, Pera",
        "Marmara Otelcilik A.Ş.",
    ]
    assert [row.values["what"] for row in second.rows] == ["Zeynep Karaca"]
    assert second.older == ""


def test_what_happens_again_is_one_line_and_new(
    mert: Any, by_mert: Any, zeynep: Any, now: Any
) -> None:
    _tell(mert, zeynep, now)
    Notification.objects.update(read_at=now)
    _tell(mert, zeynep, now, cause=2, data={"who": "Elif Aydın"})
    _tell(mert, zeynep, now, cause=1)

    rows = told(viewer=by_mert).rows
    assert [row.text for row in rows] == [
        "Elif Aydın made you the owner of the person Zeynep Karaca"
    ]
    assert rows[0].is_read is False


def test_the_page_costs_as_many_queries_as_there_are_kinds_of_things(
    mert: Any,
    by_mert: Any,
    zeynep: Any,
    marmara: Any,
    daniel: Any,
    now: Any,
    django_assert_num_queries: Any,
) -> None:
    for subject in (zeynep, daniel, marmara):
        _tell(mert, subject, now)

    with django_assert_num_queries(3):
        told(viewer=by_mert)
