"""`kartotek prepare`: database and static files, and the one-time link of a new installation."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from kartotek.commands import static_files
from kartotek.commands.address import address
from kartotek.commands.answers import Answer
from kartotek.users import operations, queries


def run(given: Namespace) -> Answer:
    """Bring everything up to date and answer where people get in."""
    call_command("migrate", interactive=False, verbosity=0)
    static_files.collect()
    url = address()
    lines = [f"Kartotek's address: {url}/"]
    facts: dict[str, Any] = {"url": f"{url}/"}
    if given.demo:
        from kartotek.flows import demo  # noqa: PLC0415  Its data is loaded only when asked for.

        found = demo.load(at=timezone.now())
        logins = found.logins
        lines += [f"Sign in as {login.email}, password {login.password}" for login in logins]
        if not found.is_new:
            lines.append("The demo company is here already; its passwords were printed once.")
        facts["logins"] = [{"email": login.email, "password": login.password} for login in logins]
    if queries.is_empty():
        link = f"{url}/welcome/{operations.invite_first(at=timezone.now())}/"
        lines.append(f"Open your company, once: {link}")
        facts["welcome"] = link
    return Answer(tuple(lines), facts)
