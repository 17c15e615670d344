"""Writing the letters of the demo company as real messages (RFC 5322, MIME)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from babel.dates import format_datetime as spoken

from kartotek.flows.demo import files
from kartotek.flows.demo.cast import COLLEAGUES, FIRMS, PEOPLE
from kartotek.flows.demo.letters import Letter, Talk
from kartotek.flows.demo.moments import ZONE, dated, moment


@dataclass(frozen=True)
class Sent:
    """A letter as it left: who, to whom, when, and the bytes."""

    talk: str
    sent_at: datetime
    arrives_at: datetime
    sender: str
    recipients: tuple[str, ...]
    is_unread: bool
    raw: bytes


_ANGLE = re.compile(r"<([^>]+)>")
_PLACES: dict[str, tuple[str, str]] = {
    **{one.key: (one.name, one.address) for one in COLLEAGUES},
    **{one.key: (one.name, one.addresses[0]) for one in PEOPLE if one.addresses},
}
_FIRM_NAMES = {firm.key: firm.name for firm in FIRMS}
_SIGNATURES = {
    **{one.key: f"{one.name}\nKuzey Işık · +90 212 555 01 00" for one in COLLEAGUES},
    **{
        one.key: "\n".join(
            line
            for line in (
                one.name,
                ", ".join(word for word in (one.job_title, _FIRM_NAMES.get(one.firm, "")) if word),
                one.phones[0] if one.phones else "",
            )
            if line
        )
        for one in PEOPLE
    },
}


def address(who: str) -> str:
    """Return the bare address of somebody named by key or as `Name <address>`."""
    if who in _PLACES:
        return _PLACES[who][1]
    found = _ANGLE.search(who)
    return found[1] if found else who


def sent(talk: Talk, at: datetime) -> Iterator[Sent]:
    """Yield the letters of a talk as messages, in the order they were written."""
    for number, letter in enumerate(talk.letters, start=1):
        message = _message(talk, number, at)
        written = moment(letter.at, at)
        yield Sent(
            talk=talk.key,
            sent_at=written,
            arrives_at=max(written, moment(letter.arrives, at)) if letter.arrives else written,
            sender=address(letter.sender),
            recipients=tuple(address(one) for one in (*_to(talk, number), *letter.cc)),
            is_unread=letter.is_unread,
            raw=message.as_bytes(policy=SMTP),
        )


def _message(talk: Talk, number: int, at: datetime) -> EmailMessage:
    letter = talk.letters[number - 1]
    message = _report(talk, letter, at) if letter.report else _written(talk, number, at)
    for name, value in _headers(talk, number, at).items():
        message[name] = value
    return message


def _headers(talk: Talk, number: int, at: datetime) -> dict[str, str]:
    letter = talk.letters[number - 1]
    headers = {
        "From": _shown(letter.sender),
        "To": ", ".join(_shown(one) for one in _to(talk, number)),
        "Cc": ", ".join(_shown(one) for one in letter.cc),
        "Subject": letter.subject or (_subject(talk) if number > 1 else talk.subject),
        "Date": format_datetime(moment(letter.at, at).astimezone(ZONE)),
        "Message-ID": _id(f"{talk.key}-{number}"),
    }
    parents = _parents(talk, number)
    if parents:
        headers["References"] = " ".join(_id(one) for one in parents)
        headers["In-Reply-To"] = _id(parents[-1])
    return {name: value for name, value in {**headers, **letter.headers}.items() if value}


def _parents(talk: Talk, number: int) -> tuple[str, ...]:
    given = talk.letters[number - 1].parents
    if given is not None:
        return given
    return tuple(f"{talk.key}-{earlier}" for earlier in range(1, number))


def _id(name: str) -> str:
    return f"<{name}@letters.example>"


def _subject(talk: Talk) -> str:
    return talk.subject if talk.subject.startswith("Re: ") else talk.re + talk.subject


def _shown(who: str) -> str:
    if who in _PLACES:
        name, place = _PLACES[who]
        return f"{name} <{place}>"
    return who


def _to(talk: Talk, number: int) -> tuple[str, ...]:
    """Return who a letter goes to: as it says, else to Elif, or from her to the last writer."""
    letter = talk.letters[number - 1]
    if letter.to:
        return letter.to
    if letter.sender != "elif":
        return ("elif",)
    before = [one.sender for one in talk.letters[: number - 1] if one.sender != "elif"]
    return (before[-1],)


def _written(talk: Talk, number: int, at: datetime) -> EmailMessage:
    letter = talk.letters[number - 1]
    message = EmailMessage(policy=SMTP)
    message.set_content(_body(talk, number, at), charset=letter.charset, cte=_coding(letter))
    if letter.html:
        page = f"<html><body>{dated(letter.html, at, talk.language)}</body></html>"
        message.add_alternative(page, subtype="html")
    if letter.calendar:
        method = letter.calendar.partition("METHOD:")[2].split()[0]
        message.add_alternative(letter.calendar, subtype="calendar", params={"method": method})
    for name, lines in letter.files:
        told = tuple(dated(one, at, talk.language) for one in lines)
        data, content_type = files.content(name, told)
        kind, _, subtype = content_type.partition("/")
        message.add_attachment(data, maintype=kind, subtype=subtype, filename=name)
    return message


def _coding(letter: Letter) -> str:
    return "8bit" if letter.charset != "utf-8" else "quoted-printable"


def _body(talk: Talk, number: int, at: datetime) -> str:
    """Return the text with the writer's signature, and below it what it answers."""
    letter = talk.letters[number - 1]
    parts = [dated(letter.text, at, talk.language)]
    if letter.sender in _SIGNATURES:
        parts.append(f"-- \n{_SIGNATURES[letter.sender]}")
    if number > 1 and letter.quotes and letter.parents is None:
        parts.append(_quoted(talk, talk.letters[number - 2], at))
    return "\n\n".join(parts) + "\n"


def _quoted(talk: Talk, letter: Letter, at: datetime) -> str:
    when = moment(letter.at, at).astimezone(ZONE)
    name = _shown(letter.sender).partition(" <")[0]
    if talk.language == "tr":
        date = spoken(when, "d MMMM y HH:mm", locale="tr")
        head = f"{date} tarihinde {name} şunları yazdı:"
    else:
        head = f"On {spoken(when, 'd MMMM y', locale='en')} at {when:%H:%M}, {name} wrote:"
    lines = dated(letter.text, at, talk.language).splitlines()
    return "\n".join([head, *(f"> {line}".rstrip() for line in lines)])


def _report(talk: Talk, letter: Letter, at: datetime) -> EmailMessage:
    """Return a delivery notice about the address in `letter.report` (RFC 3464)."""
    message = EmailMessage(policy=SMTP)
    message.set_content(dated(letter.text, at, talk.language))
    message.make_mixed()
    status = EmailMessage(policy=SMTP)
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([_fields(one) for one in (_REPORTER, _failure(letter.report))])
    message.attach(status)
    message.set_type("multipart/report")
    message.set_param("report-type", "delivery-status")
    return message


_REPORTER: Mapping[str, str] = {"Reporting-MTA": "dns; mail.kuzeyisik.example"}


def _failure(recipient: str) -> Mapping[str, str]:
    return {
        "Final-Recipient": f"rfc822; {recipient}",
        "Action": "failed",
        "Status": "5.1.1",
    }


def _fields(named: Mapping[str, str]) -> EmailMessage:
    block = EmailMessage(policy=SMTP)
    for name, value in named.items():
        block[name] = value
    return block
