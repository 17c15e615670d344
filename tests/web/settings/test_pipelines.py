"""Pipelines in the settings."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.pipeline.deals.models import Deal, LostReason, Pipeline, Stage
from tests.web.visitors import HTMX, browser_of, text_of

PAGE = "/settings/pipelines/"


@pytest.fixture
def denizs_browser(deniz: Any, stages: Any) -> Any:
    return browser_of(deniz)


@pytest.fixture
def elifs_browser(elif_: Any, stages: Any) -> Any:
    return browser_of(elif_)


def test_the_page_shows_pipelines_with_their_stages(denizs_browser: Any, lobby_deal: Any) -> None:
    shown = text_of(denizs_browser.get(PAGE))

    for text in ("Sales", "Qualified", "Order", "1 deal", "Never rots"):
        assert text in shown


def test_who_may_not_change_pipelines_does_not_get_there(elifs_browser: Any, stages: Any) -> None:
    assert elifs_browser.get(PAGE).status_code == 403
    assert elifs_browser.post(f"{PAGE}add/", {"name": "Service"}).status_code == 403
    assert Pipeline.objects.count() == 1


def test_a_pipeline_is_added_with_the_stages_that_were_typed(denizs_browser: Any) -> None:
    typed = {"name": "Service", "stage_names": "Asked\n\nVisited", "uses_probability": "on"}

    shown = text_of(denizs_browser.post(f"{PAGE}add/", typed, headers=HTMX))

    made = Pipeline.objects.get(name="Service")
    assert list(made.stages.order_by("position").values_list("name", flat=True)) == [
        "Asked",
        "Visited",
    ]
    assert made.uses_probability
    assert "Service" in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "Give it a name."),
        ({"name": "X", "rotting_days": "0"}, "greater than or equal to 1"),
        ({"name": "X", "rotting_days": "99999"}, "less than or equal to"),
        ({"name": "X", "probability": "101"}, "less than or equal to 100"),
    ],
)
def test_a_stage_that_cannot_be_brings_the_dialog_back(
    denizs_browser: Any, stages: Any, typed: dict[str, str], sentence: str
) -> None:
    Pipeline.objects.update(uses_probability=True)

    answer = denizs_browser.post(f"/settings/stages/{stages[0].pk}/", typed, headers=HTMX)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Stage.objects.get(pk=stages[0].pk).name == "Qualified"


def test_a_stage_is_renamed_and_rots(denizs_browser: Any, stages: Any) -> None:
    typed = {"name": "New", "rotting_days": "10"}

    denizs_browser.post(f"/settings/stages/{stages[0].pk}/", typed, headers=HTMX)

    stage = Stage.objects.get(pk=stages[0].pk)
    assert (stage.name, stage.rotting_days, stage.probability) == ("New", 10, 100)


def test_a_stage_is_dragged_to_another_place(denizs_browser: Any, stages: Any) -> None:
    typed = {"group": stages[0].pipeline_id, "before": stages[0].pk}

    denizs_browser.post(f"/settings/stages/{stages[4].pk}/place/", typed, headers=HTMX)

    first = Stage.objects.order_by("position").first()
    assert first is not None
    assert first.name == "Order"


def test_deleting_a_stage_asks_where_its_deals_go_and_can_be_undone(
    denizs_browser: Any, lobby_deal: Any, stages: Any
) -> None:
    url = f"/settings/stages/{stages[0].pk}/deleted/"

    question = text_of(denizs_browser.get(url, headers=HTMX))
    unanswered = denizs_browser.post(url, {"to_stage_id": ""}, headers=HTMX)
    answered = denizs_browser.post(url, {"to_stage_id": stages[2].pk}, headers=HTMX)
    moved = Deal.objects.get().stage_id
    denizs_browser.post("/settings/removals/1/undo/", headers=HTMX)

    assert "1 deal stands in it" in question
    assert (unanswered.status_code, answered.status_code) == (422, 200)
    assert "Choose a stage for its deals." in text_of(unanswered)
    assert (moved, Deal.objects.get().stage_id) == (stages[2].pk, stages[0].pk)


def test_the_last_pipeline_is_not_deleted(denizs_browser: Any, stages: Any) -> None:
    answer = denizs_browser.post(
        f"{PAGE}{stages[0].pipeline_id}/deleted/", {"to_stage_id": ""}, headers=HTMX
    )

    assert answer.status_code == 409
    assert Pipeline.objects.exists()


def test_lost_reasons_are_offered_where_a_deal_is_lost(
    denizs_browser: Any, elifs_browser: Any, lobby_deal: Any
) -> None:
    denizs_browser.post(f"{PAGE}lost-reasons/", {"reasons": "Price\nToo late"}, headers=HTMX)
    url = f"/deals/{lobby_deal.pk}/outcome/"

    dialog = text_of(elifs_browser.get(url, headers=HTMX))
    other = elifs_browser.post(url, {"outcome": "lost", "lost_reason": "Mood"}, headers=HTMX)
    offered = elifs_browser.post(url, {"outcome": "lost", "lost_reason": "Price"}, headers=HTMX)

    assert list(LostReason.objects.values_list("text", flat=True)) == ["Price", "Too late"]
    assert '<option value="Too late">' in dialog
    assert (other.status_code, offered.status_code) == (422, 200)
    assert Deal.objects.get().lost_reason == "Price"


def test_dialogs_are_pages_too(denizs_browser: Any, lobby_deal: Any, stages: Any) -> None:
    pipeline = stages[0].pipeline_id
    for url in (
        f"{PAGE}add/",
        f"{PAGE}{pipeline}/",
        f"{PAGE}{pipeline}/stages/",
        f"/settings/stages/{stages[0].pk}/",
        f"/settings/stages/{stages[0].pk}/deleted/",
    ):
        shown = text_of(denizs_browser.get(url))
        assert "<html" in shown
        assert "<dialog" in shown
