"""`kartotek find_duplicates`: look through whole companies for records that are there twice."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from django.utils import timezone

from kartotek.commands.answers import Answer
from kartotek.flows import find_duplicates


def run(given: Namespace) -> Answer:
    """Answer what was found in each company, or in the one that was named."""
    lines: list[str] = []
    facts: dict[str, object] = {}
    for company_id, name in find_duplicates.companies_of(given.company).items():
        found = find_duplicates.find_all(company_id=company_id, at=timezone.now())
        for on, one in found.items():
            lines.append(
                f"{name}, {on}: {one.certain} certain, {one.likely} likely, {one.new} new; "
                f"{one.compared} compared."
            )
        facts[str(company_id)] = {on: asdict(one) for on, one in found.items()}
    return Answer(tuple(lines or ["There is no such company."]), {"companies": facts})
