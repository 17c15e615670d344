"""Envelopes (spec/api/contract.md 1.4): what stands around the data of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.http import HttpResponse

_ENCODER = msgspec.json.Encoder()


def answer(envelope: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Return an envelope as the body of an answer."""
    return HttpResponse(
        _ENCODER.encode(envelope), content_type="application/json; charset=utf-8", status=status
    )


def one(data: object, status: int = 200) -> HttpResponse:
    """Return one record, or whatever else is single, in either version."""
    return answer({"success": True, "data": data}, status)


def gone(record_id: int | str) -> HttpResponse:
    """Return what a DELETE answers."""
    return one({"id": record_id})


def cursor_page(data: Sequence[object], next_cursor: str) -> HttpResponse:
    """Return a part of a list in v2; `next_cursor` is empty at the end."""
    return answer(
        {
            "success": True,
            "data": data,
            "additional_data": {"next_cursor": next_cursor or None},
        }
    )


def whole_list(data: Sequence[object]) -> HttpResponse:
    """Return a list of v2 that has no pages."""
    return answer({"success": True, "data": data, "additional_data": None})


def offset_page(data: Sequence[object], *, start: int, limit: int, has_more: bool) -> HttpResponse:
    """Return a part of a list in v1; an empty one has no data at all, not an empty list."""
    pagination = {"start": start, "limit": limit, "more_items_in_collection": has_more}
    if has_more:
        pagination["next_start"] = start + limit
    return answer(
        {
            "success": True,
            "data": data or None,
            "additional_data": {"pagination": pagination},
        }
    )


def mail(data: object) -> HttpResponse:
    """Return one thing of the mailbox, whose envelope is its own."""
    return answer(
        {
            "success": True,
            "statusCode": 2000,
            "statusText": "Success",
            "service": "email-api",
            "data": data,
        }
    )
