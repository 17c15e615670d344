"""The cast: one company of sellers and the customers they write to (engineering/STYLE.md 2.12).

All addresses end in `.example` (RFC 2606). Time is `NOW` unless a test says otherwise.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

pytest_plugins = ["tests.servers.fixtures"]

NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)

_connect = socket.socket.connect


def _connect_on_loopback(self: socket.socket, address: Any) -> None:
    if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
        raise AssertionError(f"A test reached for {address[0]}: only loopback is allowed.")
    _connect(self, address)


socket.socket.connect = _connect_on_loopback  # type: ignore[method-assign,assignment]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Copy the tables of an earlier run, where no migration changed since."""
    from tests.schema import copied

    with copied(request.config.cache.mkdir("schema")):
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def company(db: None) -> Any:
    from kartotek.activities.defaults import create_default_types
    from kartotek.users.models import Company

    made = Company.objects.create(
        name="Kuzey Işık", language="en", currency="TRY", region="TR", created_at=NOW
    )
    create_default_types(made, "en", at=NOW)
    return made


def _user(company: Any, email: str, name: str, **more: Any) -> Any:
    from kartotek.users.models import User

    return User.objects.create(company=company, email=email, name=name, created_at=NOW, **more)


@pytest.fixture
def sales(company: Any) -> Any:
    from kartotek.users.models import Group

    return Group.objects.create(company=company, name="Sales")


@pytest.fixture
def export_team(company: Any) -> Any:
    from kartotek.users.models import Group

    return Group.objects.create(company=company, name="Export")


@pytest.fixture
def elif_(company: Any, sales: Any) -> Any:
    """Elif Aydın, who sells."""
    return _user(company, "elif@kuzeyisik.example", "Elif Aydın", group=sales)


@pytest.fixture
def mert(company: Any, sales: Any) -> Any:
    """Mert Kaya, on Elif's team."""
    return _user(company, "mert@kuzeyisik.example", "Mert Kaya", group=sales)


@pytest.fixture
def deniz(company: Any) -> Any:
    """Deniz Acar, admin."""
    return _user(company, "deniz@kuzeyisik.example", "Deniz Acar", is_admin=True)


@pytest.fixture
def robin(company: Any, export_team: Any) -> Any:
    """Robin Vance, of another team: may see nothing that is Elif's group's."""
    return _user(company, "robin@kuzeyisik.example", "Robin Vance", group=export_team)


@pytest.fixture
def by_elif(elif_: Any) -> Any:
    from kartotek.users.viewer import Viewer

    return Viewer.of(elif_)


@pytest.fixture
def by_mert(mert: Any) -> Any:
    from kartotek.users.viewer import Viewer

    return Viewer.of(mert)


@pytest.fixture
def by_deniz(deniz: Any) -> Any:
    from kartotek.users.viewer import Viewer

    return Viewer.of(deniz)


@pytest.fixture
def by_robin(robin: Any) -> Any:
    from kartotek.users.viewer import Viewer

    return Viewer.of(robin)


@pytest.fixture
def other_company(db: None) -> Any:
    from kartotek.users.models import Company

    return Company.objects.create(name="Northwind", created_at=NOW)


@pytest.fixture
def outsider(other_company: Any) -> Any:
    """Somebody of another company altogether."""
    return _user(other_company, "nora@northwind.example", "Nora Kask", is_admin=True)


@pytest.fixture
def by_outsider(outsider: Any) -> Any:
    from kartotek.users.viewer import Viewer

    return Viewer.of(outsider)


@pytest.fixture
def marmara(by_elif: Any) -> Any:
    """Marmara Otelcilik A.Ş., a group of hotels."""
    from kartotek.contacts.operations import create_organization

    return create_organization(
        by=by_elif, at=NOW, name="Marmara Otelcilik A.Ş.", industry="Hotels", city="İstanbul"
    )


@pytest.fixture
def brightwell(by_elif: Any) -> Any:
    """Brightwell Clinics."""
    from kartotek.contacts.operations import create_organization

    return create_organization(by=by_elif, at=NOW, name="Brightwell Clinics", city="Manchester")


def _person(by: Any, name: str, address: str, phone: str = "", **more: Any) -> Any:
    from kartotek.contacts.operations import AddressIn, PhoneIn, create_person

    phones = [PhoneIn(phone)] if phone else []
    return create_person(
        by=by, at=NOW, name=name, addresses=[AddressIn(address)], phones=phones, **more
    )


@pytest.fixture
def zeynep(by_elif: Any, marmara: Any) -> Any:
    """Zeynep Karaca, who buys for Marmara Otelcilik A.Ş."""
    return _person(
        by_elif,
        "Zeynep Karaca",
        "z.karaca@marmaraotel.example",
        "+90 212 555 01 42",
        organization_id=marmara.pk,
        job_title="Procurement manager",
    )


@pytest.fixture
def daniel(by_elif: Any, brightwell: Any) -> Any:
    """Daniel Okafor of Brightwell Clinics."""
    return _person(
        by_elif, "Daniel Okafor", "d.okafor@brightwell.example", organization_id=brightwell.pk
    )


@pytest.fixture
def tomas(by_elif: Any) -> Any:
    """Tomáš Novák, without organization."""
    return _person(by_elif, "Tomáš Novák", "tomas@novak.example", "+420 225 550 119")


@pytest.fixture
def stages(company: Any) -> Any:
    """The stages of the first pipeline, from left to right."""
    from kartotek.pipeline.deals.defaults import create_default_pipeline

    return list(create_default_pipeline(company, "en").stages.order_by("position"))


@pytest.fixture
def phases(company: Any) -> Any:
    """The phases of the first board, from left to right."""
    from kartotek.pipeline.projects.defaults import create_default_board

    return list(create_default_board(company, "en").phases.order_by("position"))


@pytest.fixture
def lobby_deal(by_elif: Any, stages: Any, zeynep: Any, marmara: Any) -> Any:
    """Lobby lighting, Pera: an open deal of Zeynep's."""
    from kartotek.pipeline.deals import operations

    return operations.create(
        by=by_elif,
        at=NOW,
        title="Lobby lighting, Pera",
        person_id=zeynep.pk,
        organization_id=marmara.pk,
        amount=Decimal(480000),
    )


@pytest.fixture
def clinic_lead(by_elif: Any, daniel: Any) -> Any:
    """Clinic corridors: an open lead of Daniel's."""
    from kartotek.pipeline.leads import operations

    return operations.create(by=by_elif, at=NOW, title="Clinic corridors", person_id=daniel.pk)


@pytest.fixture
def bodrum_project(by_elif: Any, phases: Any, zeynep: Any, marmara: Any) -> Any:
    """Bodrum outdoor, phase 1: an open project of Zeynep's."""
    from kartotek.pipeline.projects import operations

    return operations.create(
        by=by_elif,
        at=NOW,
        title="Bodrum outdoor, phase 1",
        person_ids=[zeynep.pk],
        organization_ids=[marmara.pk],
    )


def _mailbox(user: Any, **more: Any) -> Any:
    from kartotek.lib.addresses import address_key
    from kartotek.mail.models import Mailbox

    return Mailbox.objects.create(
        company=user.company,
        user=user,
        address=user.email,
        key=address_key(user.email),
        status="offline",
        is_default=True,
        created_at=NOW,
        **more,
    )


@pytest.fixture
def elifs_mailbox(elif_: Any) -> Any:
    """Elif's mailbox, without a server: mail is put into it by tests."""
    return _mailbox(elif_)


@pytest.fixture
def robins_mailbox(robin: Any) -> Any:
    """Robin's mailbox, in another team."""
    return _mailbox(robin)


@pytest.fixture(autouse=True)
def _mail_store(settings: Any, tmp_path: Any) -> None:
    """Keep raw mail of each test apart."""
    settings.BLOB_URL = (tmp_path / "mail").as_uri()
