"""`kartotek trace_message`: the way of one email, and what was decided on it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict

from kartotek.commands.answers import Answer
from kartotek.errors import NotFound
from kartotek.flows.inbound_mail import STAGES
from kartotek.flows.trace import Trace, trace


def run(given: Namespace) -> Answer:
    """Answer the way of every message with this Message-ID.

    Raises:
        NotFound: no message has it.
    """
    found = trace(given.message_id, company_id=given.company)
    if not found:
        raise NotFound(f"No message has the Message-ID {given.message_id}.")
    return Answer(
        tuple(line for one in found for line in _lines(one)),
        {"messages": [asdict(one) for one in found]},
    )


def _lines(one: Trace) -> Iterator[str]:
    yield f"<{one.message_id}> in company {one.company_id}"
    yield f"  subject       {one.subject}"
    yield f"  sent          {one.sent_at:%Y-%m-%d %H:%M} UTC"
    yield f"  kind          {one.kind}"
    if one.problems:
        yield f"  problems      {one.problems}"
    for copy in one.copies:
        yield f"  copy          {copy.mailbox} / {copy.folder} / UID {copy.uid}, {copy.sha256[:12]}"
        yield from _stages(copy.reached, copy.held)
    yield f"  conversation  {one.conversation_id} (joined by {one.joined_by or 'nothing'})"
    if one.is_stranger:
        yield "  joined it as a stranger"
    for person in one.persons:
        yield f"  person        {person['id']} {person['name']} <{person['address']}>"
    if one.decision is not None:
        yield from _decision(one.decision)


def _stages(reached: str, held: str) -> Iterator[str]:
    names = ["stored", *(stage.name for stage in STAGES)]
    done = names[: names.index(reached) + 1] if reached in names else []
    yield f"    stages      {', '.join(done)}"
    if held:
        yield f"    held        {held}"


def _decision(decision: dict[str, object]) -> Iterator[str]:
    yield f"  decision      {decision['code']} (rows {decision['rows']}): {decision['sentence']}"
    item = decision["item"]
    if isinstance(item, dict):
        yield f"  item          {item['type']} {item['id']}"
    candidates = decision["candidates"]
    for candidate in candidates if isinstance(candidates, list) else []:
        yield f"  candidate     {candidate}"
