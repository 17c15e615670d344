"""Where leads come from: the list in the settings, and what leads say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from kartotek.errors import Invalid, NotFound
from kartotek.pipeline.leads import operations, queries
from kartotek.pipeline.leads.defaults import create_default_sources
from kartotek.pipeline.leads.models import Lead
from kartotek.users.permissions import NotPermitted
from kartotek.users.viewer import Viewer


@pytest.fixture
def sources(company: Any) -> Any:
    return create_default_sources(company, "en")


def names(viewer: Viewer) -> list[str]:
    return [one.name for one in queries.sources(viewer=viewer)]


def test_a_lead_that_says_nothing_comes_from_the_first_source(
    sources: Any, daniel: Any, by_deniz: Viewer, now: datetime
) -> None:
    operations.move_source(source_id=sources[3].pk, place=0, by=by_deniz, at=now)

    lead = operations.create(by=by_deniz, at=now, title="Corridors", person_id=daniel.pk)

    assert names(by_deniz)[:2] == ["Referral", "Manually created"]
    assert lead.source_name == "Referral"


def test_the_list_learns_a_source_somebody_types_and_knows_it_in_any_case(
    sources: Any, daniel: Any, by_elif: Viewer, now: datetime
) -> None:
    for typed in ("Fair in Hannover", "fair in HANNOVER"):
        operations.create(
            by=by_elif, at=now, title="Corridors", person_id=daniel.pk, source_name=typed
        )

    assert names(by_elif)[-1] == "Fair in Hannover"
    assert {one.source_name for one in Lead.objects.all()} == {"Fair in Hannover"}


def test_a_new_name_shows_on_every_lead_of_the_source(
    sources: Any, clinic_lead: Any, by_deniz: Viewer, now: datetime
) -> None:
    operations.edit(lead_id=clinic_lead.pk, by=by_deniz, at=now, source_name="Trade fair")
    operations.rename_source(source_id=sources[4].pk, name="Exhibition", by=by_deniz, at=now)

    clinic_lead.refresh_from_db()
    assert clinic_lead.source_name == "Exhibition"


def test_two_sources_have_two_names(sources: Any, by_deniz: Viewer, now: datetime) -> None:
    with pytest.raises(Invalid, match="already"):
        operations.rename_source(source_id=sources[4].pk, name="EMAIL", by=by_deniz, at=now)
    with pytest.raises(Invalid, match="Give the source a name"):
        operations.add_source(name="  ", by=by_deniz, at=now)
    with pytest.raises(Invalid, match="At most 64"):
        operations.add_source(name="x" * 65, by=by_deniz, at=now)
    assert operations.add_source(name="email", by=by_deniz, at=now) == sources[1]


def test_a_deleted_source_is_offered_no_longer_and_leads_keep_it(
    sources: Any, daniel: Any, by_deniz: Viewer, now: datetime
) -> None:
    lead = operations.create(
        by=by_deniz, at=now, title="Corridors", person_id=daniel.pk, source_name="Referral"
    )
    operations.delete_source(source_id=sources[3].pk, by=by_deniz, at=now)

    lead.refresh_from_db()
    assert "Referral" not in names(by_deniz)
    assert lead.source_name == "Referral"


def test_one_source_stays(company: Any, by_deniz: Viewer, now: datetime) -> None:
    only = operations.add_source(name="Email", by=by_deniz, at=now)

    with pytest.raises(operations.LastSource):
        operations.delete_source(source_id=only.pk, by=by_deniz, at=now)


def test_who_may_not_furnish_pipelines_may_not_furnish_sources(
    sources: Any, by_elif: Viewer, by_outsider: Viewer, now: datetime
) -> None:
    source = sources[0].pk
    acts: tuple[Callable[[Viewer], Any], ...] = (
        lambda by: operations.rename_source(source_id=source, name="X", by=by, at=now),
        lambda by: operations.move_source(source_id=source, place=2, by=by, at=now),
        lambda by: operations.delete_source(source_id=source, by=by, at=now),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act(by_elif)
        with pytest.raises(NotFound):
            act(by_outsider)
    with pytest.raises(NotPermitted):
        operations.add_source(name="X", by=by_elif, at=now)


def test_sources_are_counted_as_far_as_they_are_seen(
    sources: Any, clinic_lead: Any, by_elif: Viewer, by_robin: Viewer
) -> None:
    clinic_lead.visibility = 1
    clinic_lead.save()

    seen = {one.name: one.lead_count for one in queries.sources_counted(viewer=by_elif)}
    hidden = {one.name: one.lead_count for one in queries.sources_counted(viewer=by_robin)}

    assert (seen["Manually created"], hidden["Manually created"]) == (1, 0)
