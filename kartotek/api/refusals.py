"""Where refusals become answers, in the envelopes of spec/api/contract.md 1.6."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kartotek.api import custom_fields
from kartotek.api.answers import answer
from kartotek.errors import Deleted, Forbidden, Invalid, NotFound, Refused, RemoteError

INFO: Final = "Please check developers.pipedrive.com for more information about Pipedrive API."
INVALID: Final = "ERR_SCHEMA_VALIDATION_FAILED"
UNKNOWN_ADDRESS: Final = "There is no such address in this API."

_UNAUTHORIZED: Final = {
    "success": False,
    "error": "unauthorized access",
    "errorCode": 401,
    "error_info": "Please check developers.pipedrive.com",
}
_MISSING: Final = {
    "persons": "Person not found",
    "organizations": "Organization not found",
    "deals": "Deal not found",
    "projects": "Project not found",
    "pipelines": "Pipeline not found",
    "stages": "Stage not found",
    "boards": "Board not found",
    "phases": "Phase not found",
    "leads": "requested lead not found",
}
_MISSING_INFO: Final = {"leads": "Object was not found."}
# Where an error lies: the first words are ours, not the caller's.
_PLACES: Final = frozenset({"body", "query", "path", "payload", "asked", "form"})


class OursRefused(Refused):
    """Something only this API has, asked for in a way that cannot be; answered with 422."""

    status = 422


class NoSuchFilter(NotFound):
    """A saved filter is asked for; answering without it would show what was not meant."""


def refuse_filter(filter_id: int | None) -> None:
    """Let a request pass that names no saved filter: there are none yet.

    Raises:
        NoSuchFilter: it names one.
    """
    if filter_id is not None:
        raise NoSuchFilter(_("There is no such filter."))


def failed(
    error: str, status: int, *, info: str = INFO, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Return the answer to what cannot be done."""
    body = {"success": False, "error": error, "error_info": info}
    return answer({**body, "data": None, "additional_data": None, **(more or {})}, status)


def unauthorized(_request: HttpRequest, _error: Exception) -> HttpResponse:
    """Return the answer to a missing or unknown token."""
    return answer(_UNAUTHORIZED, 401)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Return the answer to what the house refuses.

    An unknown or hidden record is 404, a forbidden act 403, our own additions may say 422;
    whatever else cannot be is 400.
    """
    if type(error) is NotFound or (isinstance(error, Deleted) and isinstance(error, NotFound)):
        area = _area(request)
        return failed(_MISSING.get(area, str(error)), 404, info=_MISSING_INFO.get(area, INFO))
    known = isinstance(error, NotFound | Forbidden | OursRefused)
    if isinstance(error, Invalid):
        text = custom_fields.reasons(error, viewer=request.viewer)  # type: ignore[attr-defined]
        is_of_fields = text != str(error) or isinstance(error, custom_fields.FieldsRefused)
        return failed(text, 400, more={"code": INVALID} if is_of_fields else None)
    return failed(str(error), error.status if known else 400)


def remote_failed(_request: HttpRequest, error: RemoteError) -> HttpResponse:
    """Return the answer when another server let us down."""
    return failed(str(error), 503)


def malformed(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Return the answer to a body that is not JSON."""
    return failed(str(error), error.status_code, more={"code": INVALID})


def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Return the answer to values of the wrong kind, all of them at once."""
    return failed("; ".join(_told(error.errors)), 400, more={"code": INVALID})


def not_found(_request: HttpRequest, _error: Exception | None = None) -> HttpResponse:
    """Return the answer to an address that leads nowhere."""
    return failed(UNKNOWN_ADDRESS, 404)


def not_allowed(allowed: str) -> HttpResponse:
    """Return the answer to a method that an address does not have."""
    response = failed("Method not allowed", 405)
    response["Allow"] = allowed
    return response


def bad_request(_request: HttpRequest, _error: Exception | None = None) -> HttpResponse:
    """Return the answer to a request no server should read any further."""
    return failed("Bad request", 400)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Return the answer to a fault of ours."""
    return failed("Something went wrong. It was written down for the administrator.", 500)


def take_over(api: NinjaAPI) -> None:
    """Let every error of an API be answered here."""
    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
        AuthenticationError: unauthorized,
        Refused: refused,
        RemoteError: remote_failed,
        ValidationError: invalid,
        HttpError: malformed,
        Http404: not_found,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
    # Everything else is a fault of ours: Django writes it down and asks for `server_error`.
    api.add_exception_handler(Exception, _raised)


def _raised(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    raise error


def _area(request: HttpRequest) -> str:
    """Return which records an address is about: `deals` of `/api/v2/deals/5`."""
    parts = request.path.strip("/").split("/")
    known = [part for part in parts if part not in {"api", "v1", "v2"}]
    return known[0] if known else ""


def _told(errors: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for one in errors:
        where = [str(part) for part in one.get("loc", ()) if part not in _PLACES]
        what = str(one.get("msg", "")).removeprefix("Value error, ")
        yield f"{'.'.join(where)}: {what}" if where else what
