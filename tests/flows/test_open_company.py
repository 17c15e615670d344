"""A company opens ready to be worked in."""

from __future__ import annotations

from datetime import datetime

import pytest

from kartotek.errors import Invalid
from kartotek.fields.models import Label
from kartotek.flows.open_company import Opening, open_company, open_first_company
from kartotek.pipeline.deals.models import Stage
from kartotek.pipeline.projects.models import Phase
from kartotek.users.models import Company, User
from kartotek.users.operations import NotWelcome, invite_first

pytestmark = pytest.mark.django_db

OPENING = Opening(
    name="Kuzey Işık",
    user_name="Deniz Acar",
    email="deniz@kuzeyisik.example",
    password="lamba-ve-kablo-42",
    language="tr",
)


def test_whoever_opens_a_company_is_its_admin(now: datetime) -> None:
    admin = open_company(OPENING, at=now)

    assert (admin.is_admin, admin.company.name, admin.language) == (True, "Kuzey Işık", "tr")


def test_a_company_starts_with_stages_in_its_language(now: datetime) -> None:
    admin = open_company(OPENING, at=now)

    stages = Stage.objects.filter(company=admin.company).order_by("position")
    assert [stage.name for stage in stages] == [
        "Nitelendi",
        "Görüşüldü",
        "Teklif gönderildi",
        "Pazarlık",
        "Sipariş",
    ]


def test_a_company_starts_with_phases_and_labels(now: datetime) -> None:
    admin = open_company(OPENING, at=now)

    assert Phase.objects.filter(company=admin.company).count() == 3
    assert Label.objects.filter(company=admin.company, on="person").count() == 4


def test_a_company_that_cannot_be_opened_leaves_nothing_behind(now: datetime) -> None:
    with pytest.raises(Invalid):
        open_company(Opening("Fener", "Ayla Er", "ayla", "lamba-ve-kablo-42"), at=now)

    assert not Company.objects.exists()


def test_the_one_time_link_dies_with_the_first_company(now: datetime) -> None:
    first, second = invite_first(at=now), invite_first(at=now)
    open_first_company(first, OPENING, at=now)

    for link in (first, second):
        with pytest.raises(NotWelcome):
            open_first_company(link, OPENING, at=now)
    assert User.objects.count() == 1


def test_the_one_time_link_survives_a_mistake_in_the_form(now: datetime) -> None:
    link = invite_first(at=now)
    with pytest.raises(Invalid):
        open_first_company(link, Opening("Fener", "Ayla Er", "ayla", "x"), at=now)

    assert open_first_company(link, OPENING, at=now).is_admin
