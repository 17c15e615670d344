"""A throwaway installation to measure: its own folder, its own database."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


def make(kept: Path | None = None) -> Path:
    """Make an empty installation, let Django know it, and return its folder.

    Args:
        kept: a folder that stays, with whatever is in it already; without one, the
            installation is gone afterwards.
    """
    if kept is None:
        folder = Path(tempfile.mkdtemp(prefix="kartotek-bench-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    else:
        folder = kept
        folder.mkdir(parents=True, exist_ok=True)
    os.environ["KARTOTEK_DATA"] = str(folder)
    os.environ["KARTOTEK_LOG_LEVEL"] = "WARNING"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kartotek.settings")

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return folder


def empty() -> None:
    """Make the installation as it was at first, what the search index remembers included."""
    from django.core.management import call_command
    from django.db import connection

    call_command("flush", interactive=False, verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
            cursor.execute("VACUUM")


def make_static_files() -> None:
    """Collect the files that screens name, as starting Kartotek does."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def company(address: str) -> tuple[Any, Any, Any]:
    """Make a company with one user and a mailbox for imported mail, and return the three."""
    from kartotek.lib.addresses import address_key
    from kartotek.mail.models import Mailbox
    from kartotek.users.models import Company, User

    at = datetime.now(UTC)
    firm = Company.objects.create(name="Bench", created_at=at)
    user = User.objects.create(
        company=firm, email=address, name="Bench", is_admin=True, created_at=at
    )
    mailbox = Mailbox.objects.create(
        company=firm,
        user=user,
        address=address,
        key=address_key(address),
        status="offline",
        created_at=at,
    )
    return firm, user, mailbox


def contacts(firm: Any, user: Any, senders: list[tuple[str, str]], item_count: int) -> None:
    """Make a person of every sender, and one open deal for each of the first `item_count`.

    Args:
        firm: the company.
        user: the owner.
        senders: name and address of each.
        item_count: how many get an open deal, made long before any mail.
    """
    from kartotek.contacts.models import Person, PersonAddress
    from kartotek.lib.addresses import address_key
    from kartotek.pipeline.deals.models import Deal, Pipeline, Stage

    common = {"company": firm, "owner": user, "created_at": LONG_AGO, "updated_at": LONG_AGO}
    people = Person.objects.bulk_create(
        [
            Person(**common, first_name=name[:500], name=name[:500], sort_key=name[:500])
            for name, _ in senders
        ]
    )
    PersonAddress.objects.bulk_create(
        [
            PersonAddress(
                company=firm,
                person=person,
                address=address,
                key=address_key(address),
                is_primary=True,
            )
            for person, (_, address) in zip(people, senders, strict=True)
        ]
    )
    pipeline = Pipeline.objects.create(company=firm, name="Bench")
    stage = Stage.objects.create(company=firm, pipeline=pipeline, name="Open")
    Deal.objects.bulk_create(
        [
            Deal(
                **common,
                title=f"Deal with {person.name}"[:500],
                currency="EUR",
                stage=stage,
                stage_since=LONG_AGO,
                person=person,
            )
            for person in people[:item_count]
        ]
    )
