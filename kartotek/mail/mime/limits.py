"""How much of a hostile or broken email is read; the rest is shown as what it is.

Each number is far above what honest mail needs, and bounds time and memory of everything that
follows. What lies beyond a limit is never an error: it becomes a stub and a code in `problems`.

Source: limits of Postfix, Dovecot, rspamd and Gmail; RFC 5322 section 2.1.1 (998 characters).
"""

from __future__ import annotations

from typing import Final

PARSER_VERSION: Final = 2
"""Goes up when stored messages ought to be parsed again."""

MAX_MESSAGE_BYTES: Final = 50 * 1024 * 1024
STUB_BYTES: Final = 1024 * 1024
"""How much of the body is read when the message is larger than allowed."""

MAX_HEADER_BYTES: Final = 256 * 1024
MAX_HEADERS: Final = 1_000
MAX_DEPTH: Final = 64
MAX_PARTS: Final = 1_000
MAX_SEARCHES: Final = 16
"""How many times over a large message is searched for boundaries; honest mail needs five."""

MAX_PARAMETERS: Final = 100
MAX_ENCODED_WORDS: Final = 2_000
"""In one header field; the words after these stay as they were sent."""

MAX_RECIPIENTS: Final = 500
MAX_REFERENCES: Final = 200
"""The last so many are kept, and the first of all: the root of the conversation."""

MAX_ID_CHARS: Final = 998
MAX_SUBJECT_CHARS: Final = 1_000
MAX_NAME_CHARS: Final = 500
MAX_ADDRESS_CHARS: Final = 500
MAX_FILENAME_CHARS: Final = 255
MAX_TOKEN_CHARS: Final = 255
"""Of a content type, a charset, a List-Id: anything a standard calls a token."""

MAX_TEXT_CHARS: Final = 1_000_000
MAX_HTML_CHARS: Final = 1_000_000
MAX_HTML_DEPTH: Final = 512
MAX_CHEAP_HTML_CHARS: Final = 32_768
"""Up to here HTML with few tags is parsed in no time, whatever is in it."""

MAX_HTML_COPIES: Final = 200_000
"""Formatting elements a parser may have to repeat (HTML standard, section 13.2.4.3)."""

MAX_UNSURE_HTML_CHARS: Final = 200_000
"""Of HTML whose tags cannot be told apart without parsing it."""

MAX_ATTRIBUTE_CHARS: Final = 2_048
"""Of one tag, quoted values not counted."""

SNIPPET_CHARS: Final = 200
MIN_FINGERPRINT_CHARS: Final = 25
MAX_OWN_LINES: Final = 60
MAX_QUOTED_LINES: Final = 200
