"""The operator may look before anything goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kartotek.contacts.models import Person
from kartotek.flows.contact_changes import delete_person
from tests.commands.console import Console


@pytest.mark.parametrize(("words", "is_left"), [(("--dry-run",), True), ((), False)])
def test_a_dry_run_counts_and_a_run_removes(
    kartotek: Console, zeynep: Any, by_elif: Any, words: tuple[str, ...], is_left: bool
) -> None:
    delete_person(person_id=zeynep.pk, by=by_elif, at=timezone.now() - timedelta(days=40))

    facts = kartotek("purge", *words, "--json").facts

    assert (facts["total"], facts["counts"]["person"]) == (1, 1)
    assert Person.objects.filter(pk=zeynep.pk).exists() is is_left
