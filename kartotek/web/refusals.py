"""Where refusals become answers: a notice for htmx, a page otherwise."""

from __future__ import annotations

import errno
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from kartotek.errors import Deleted, Refused, RemoteError
from kartotek.web import meanwhile, render

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Refusals:
    """Turns what the house refuses into an answer the person can act on.

    An unknown or hidden record is 404, a forbidden act 403, bad input 422, anything else that
    cannot be now 409, a failing server of somebody else among it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Restore what the request wants restored first; None goes on to the view."""
        try:
            meanwhile.restore_first(request)
        except Refused as refusal:
            return refused(request, refusal)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the answer to a refusal; None leaves any other error to Django."""
        if isinstance(error, Refused):
            return refused(request, error)
        if isinstance(error, RemoteError):
            return _answer(request, str(error), 409)
        if isinstance(error, Http404):
            return _answer(request, "", 404)
        if getattr(error, "errno", 0) in _FULL:
            text = _("The server's disk is full, so this was not saved. Tell an administrator.")
            return _answer(request, text, 409)
        return None


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Return the answer to a refusal."""
    if isinstance(error, Deleted):
        return meanwhile.deleted_answer(request, error)
    return _answer(request, str(error), error.status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the answer to an address that leads nowhere."""
    return _answer(request, "", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page of a fault of ours; asks the database for nothing, which may be the fault."""
    request.user = AnonymousUser()
    title, advice = _words(500)
    values = {"title": title, "text": advice, "messages": []}
    return render.page(request, "layouts/refusal.html", values, status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the answer to a form whose token is missing or of an earlier session."""
    return _answer(request, _("This page was open for too long. Reload it and try again."), 403)


def _answer(request: HttpRequest, text: str, status: int) -> HttpResponse:
    title, advice = _words(status)
    if not getattr(request, "htmx", False):
        values = {"title": title, "text": text or advice}
        return render.page(request, "layouts/refusal.html", values, status=status)
    drawn = render.draw(
        request, "components/banner.html", "banner", title, text or advice, tone="danger"
    )
    response = render.answer(drawn, status=status)
    response["HX-Retarget"] = "#notice"
    response["HX-Reswap"] = "innerHTML"
    return response


def _words(status: int) -> tuple[str, str]:
    """Return the heading of an answer, and its sentence where the refusal brings none."""
    return {
        403: (_("This is not yours to do"), _("Ask an administrator of your company.")),
        404: (_("There is nothing here"), _("It was deleted, or it is not yours to see.")),
        422: (_("This was not saved"), _("Some fields need another look.")),
        500: (_("Something went wrong"), _("It was written down for the administrator.")),
    }.get(status, (_("This was not done"), _("Somebody changed it first. Reload and try again.")))
