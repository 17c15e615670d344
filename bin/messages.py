"""Collect, merge, check and compile the translations.

code and templates -> locale/kartotek.pot -> locale/<language>/.../django.po -> django.mo
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
LOCALE: Final = ROOT / "locale"
LANGUAGES: Final = ("tr",)

KEYWORDS: Final = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
ALWAYS: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in every catalog: what changed and when, the history of the repository knows."""

_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[a-z]|%[sd]")


def main() -> int:
    """Write the catalogs, or with --check print what is wrong with them and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        problems = [problem for language in LANGUAGES for problem in problems_of(language)]
        print("\n".join(problems) or "Every message is translated.")
        return bool(problems)
    template = collected()
    LOCALE.mkdir(exist_ok=True)
    (LOCALE / "kartotek.pot").write_bytes(as_po(template))
    for language in LANGUAGES:
        update(language, template)
    return 0


def collected() -> Catalog:
    """Return every message of the code and the templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = Catalog(domain="django", project="Kartotek", charset="utf-8")
    found = extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, comment_tags=["Translators:"],
        strip_comment_tags=True,
    )  # fmt: skip
    for name, _line, text, comments, context in found:
        catalog.add(text, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def update(language: str, template: Catalog) -> None:
    """Bring one language in line with the template and compile it."""
    path = po_path(language)
    catalog = read(language) if path.exists() else Catalog(locale=language, domain="django")
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_po(catalog))
    catalog = read(language)
    path.with_suffix(".mo").write_bytes(as_mo(catalog))
    done = sum(1 for message in messages(catalog) if is_translated(message))
    print(f"{language}: {done} of {len(list(messages(catalog)))} messages are translated.")


def problems_of(language: str) -> Iterator[str]:
    """Yield what is wrong with one language, a line each."""
    path = po_path(language)
    if not path.exists():
        yield f"{language}: there is no {path.relative_to(ROOT)}; run bin/messages"
        return
    catalog, template = read(language), collected()
    known = {key(message): message for message in messages(catalog)}
    wanted = {key(message): message for message in messages(template)}
    for missing in wanted.keys() - known.keys():
        yield f"{language}: not collected yet, run bin/messages: {missing[0]!r}"
    for gone in known.keys() - wanted.keys():
        yield f"{language}: no longer in the code, run bin/messages: {gone[0]!r}"
    for message in known.values():
        yield from (f"{language}: {problem}: {message.id!r}" for problem in flaws(message))
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != as_mo(catalog):
        yield f"{language}: {compiled.relative_to(ROOT)} is stale; run bin/messages"


def flaws(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    if message.fuzzy:
        yield "marked fuzzy"
    if not is_translated(message):
        yield "not translated"
        return
    # A singular may leave out the number that the plural names.
    allowed = set().union(*(placeholders(text) for text in _texts(message.id)))
    needed = set.intersection(*(placeholders(text) for text in _texts(message.id)))
    for text in _texts(message.string):
        if not needed <= placeholders(text) <= allowed:
            yield f"placeholders differ in {text!r}"


def is_translated(message: Message) -> bool:
    """Return whether every form of a message has a translation."""
    return all(_texts(message.string))


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return set(_PLACEHOLDER.findall(text.replace("%%", "")))


def messages(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalog without its header."""
    return (message for message in catalog if message.id)


def key(message: Message) -> tuple[str, str | None]:
    """Return what tells a message from others."""
    return next(iter(_texts(message.id))), message.context


def po_path(language: str) -> Path:
    """Return where the translations of a language are kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Return the translations of a language as they are kept."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language, domain="django")


def as_po(catalog: Catalog) -> bytes:
    """Return a catalog as text; no dates and no line numbers, so only words make a difference."""
    catalog.header_comment = "# Kartotek"
    catalog.creation_date = catalog.revision_date = ALWAYS
    catalog.project = catalog.last_translator = catalog.language_team = "Kartotek"
    catalog.version, catalog.msgid_bugs_address, catalog.fuzzy = "1", "", False
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalog compiled, without what is not translated."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def _texts(words: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the forms of a message, one or several."""
    return (words or "",) if isinstance(words, str | None) else tuple(words)


if __name__ == "__main__":
    sys.exit(main())
