"""Related organizations in the sidebar, and the tree."""

from __future__ import annotations

from typing import Any

import pytest

from kartotek.contacts.operations import relate
from kartotek.contacts.queries import related_organizations
from tests.web.visitors import HTMX, text_of


def _related(organization: Any, viewer: Any) -> list[tuple[str, str]]:
    found = related_organizations(organization.pk, viewer=viewer)
    return [(one.name, one.relation) for one in found]


def _url(organization: Any, *more: object) -> str:
    return "/".join(map(str, ("/organizations", organization.pk, "relations", *more, "")))


def test_a_new_organization_is_related_from_the_dialog(
    elifs_browser: Any, marmara: Any, by_elif: Any
) -> None:
    dialog = text_of(elifs_browser.get(_url(marmara), headers=HTMX))
    said = {"organization": "Pera Palas", "organization_id": "", "relation": "daughter"}
    shown = text_of(elifs_browser.post(_url(marmara), said, headers=HTMX))

    assert "What it is to Marmara Otelcilik A.Ş." in dialog
    assert _related(marmara, by_elif) == [("Pera Palas", "daughter")]
    assert "Pera Palas" in shown


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_relation_is_changed(
    elifs_browser: Any, marmara: Any, brightwell: Any, by_elif: Any, now: Any, headers: Any
) -> None:
    relate(
        organization_id=marmara.pk, other_id=brightwell.pk, relation="related", by=by_elif, at=now
    )
    said = {
        "organization": brightwell.name,
        "organization_id": brightwell.pk,
        "relation": "parent",
    }

    elifs_browser.post(_url(marmara, brightwell.pk), said, headers=headers)

    assert _related(marmara, by_elif) == [("Brightwell Clinics", "parent")]


def test_a_circle_is_refused_with_a_sentence(
    elifs_browser: Any, marmara: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    other = brightwell
    relate(organization_id=marmara.pk, other_id=other.pk, relation="daughter", by=by_elif, at=now)
    third = {"organization": "Third", "organization_id": "", "relation": "daughter"}
    elifs_browser.post(_url(other), third, headers=HTMX)
    bottom = related_organizations(other.pk, viewer=by_elif)[-1]
    said = {"organization": marmara.name, "organization_id": marmara.pk, "relation": "daughter"}

    response = elifs_browser.post(f"/organizations/{bottom.id}/relations/", said, headers=HTMX)

    assert response.status_code == 409
    assert "above" in text_of(response)


def test_a_removed_relation_comes_back_by_undo(
    elifs_browser: Any, marmara: Any, brightwell: Any, by_elif: Any, now: Any
) -> None:
    other = brightwell
    relate(organization_id=marmara.pk, other_id=other.pk, relation="parent", by=by_elif, at=now)

    shown = text_of(elifs_browser.post(_url(marmara, other.pk, "removal"), headers=HTMX))
    assert _related(marmara, by_elif) == []
    undo = _url(marmara, other.pk, "parent", "return")
    assert undo in shown

    elifs_browser.post(undo, headers=HTMX)
    assert _related(marmara, by_elif) == [("Brightwell Clinics", "parent")]


def test_relations_of_what_one_does_not_see_are_not_there(
    robins_browser: Any, marmara: Any, brightwell: Any
) -> None:
    marmara.visibility = 1
    marmara.save()

    for url in (_url(marmara), f"/organizations/{marmara.pk}/family/"):
        assert robins_browser.get(url).status_code == 404
    removal = robins_browser.post(_url(marmara, brightwell.pk, "removal"))
    assert removal.status_code == 404


def test_the_tree_shows_open_deals_with_all_below(
    elifs_browser: Any, marmara: Any, brightwell: Any, lobby_deal: Any, by_elif: Any, now: Any
) -> None:
    other = brightwell
    relate(organization_id=marmara.pk, other_id=other.pk, relation="parent", by=by_elif, at=now)

    shown = text_of(elifs_browser.get(f"/organizations/{marmara.pk}/family/"))

    assert shown.index("Brightwell Clinics") < shown.index("family__name--1")
