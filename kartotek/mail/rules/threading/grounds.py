"""What can tie a message to others, from the surest to none."""

from __future__ import annotations

from enum import StrEnum


class Ground(StrEnum):
    """As it is stored with the message and printed by `trace_message`."""

    REFERENCES = "REFERENCES"
    THREAD_INDEX = "THREAD_INDEX"
    QUOTED_LINES = "QUOTED_LINES"
    SUBJECT_AND_PARTIES = "SUBJECT_AND_PARTIES"
    NEW = "NEW"
