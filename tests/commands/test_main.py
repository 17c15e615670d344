"""What goes wrong is one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kartotek.users.models import Company
from tests.commands.console import Console

pytestmark = pytest.mark.django_db


def test_what_is_refused_is_one_line_and_exit_code_1(kartotek: Console) -> None:
    outcome = kartotek("create_token", "--email", "nobody@kuzeyisik.example")

    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "kartotek: Nobody signs in with nobody@kuzeyisik.example.\n"


def test_what_is_refused_is_json_where_json_is_asked_for(kartotek: Console) -> None:
    outcome = kartotek("create_token", "--email", "nobody@kuzeyisik.example", "--json")

    assert outcome.code == 1
    assert outcome.facts == {"error": "Nobody signs in with nobody@kuzeyisik.example."}


def test_arguments_that_make_no_sense_are_exit_code_2(kartotek: Console) -> None:
    assert kartotek("sync_mail", "--mailbox", "one").code == 2


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("KARTOTEK_PORT", "http", "KARTOTEK_PORT cannot be used: write a number of 0 or more."),
        ("KARTOTEK_COLOUR", "red", "There is no setting KARTOTEK_COLOUR."),
    ],
)
def test_a_wrong_setting_is_named_at_start(
    tmp_path: Path, name: str, value: str, line: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kartotek.commands.main", "held_mail"],
        env={**os.environ, "KARTOTEK_DATA": str(tmp_path), name: value},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"kartotek: {line}")
    assert done.stderr.count("\n") == 1


def test_a_database_that_was_never_prepared_is_said_plainly(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kartotek.commands.main", "held_mail", "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "KARTOTEK_DATABASE_URL"},
    )

    assert done.returncode == 1
    assert "Run `kartotek prepare` first." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_company_is_opened_and_answers_ids_and_a_token(kartotek: Console) -> None:
    outcome = kartotek(
        "create_company",
        "Kuzey Işık",
        "--email",
        "Deniz@KuzeyIsik.example",
        "--name",
        "Deniz Acar",
        "--password-stdin",
        "--language",
        "tr",
        "--json",
        typed="lamba-ve-kablo-42\n",
    )

    company = Company.objects.get()
    facts = outcome.facts
    assert company.name == "Kuzey Işık"
    assert (facts["company_id"], facts["email"]) == (company.pk, "deniz@kuzeyisik.example")
    assert set(facts) == {"company_id", "user_id", "email", "token"}
