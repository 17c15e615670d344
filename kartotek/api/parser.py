"""Bodies of requests: JSON in both versions, forms in version 1 too."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser
from ninja.parser import Parser

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"


class JsonOnly(Parser):
    """Reads JSON whose texts a database can keep."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what a body says.

        Raises:
            ValueError: it is not JSON, or holds half of a character; it is answered with 400.
        """
        said: dict[str, Any] = super().parse_body(request)
        # Half of a surrogate pair can be written in JSON, and nowhere else.
        json.dumps(said, ensure_ascii=False).encode()
        return said


class JsonOrForm(JsonOnly):
    """Reads a body by its content type; what is neither kind of form is taken for JSON."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what a body says; of a field that is sent twice, the last counts.

        Raises:
            ValueError: it is neither a form nor JSON; it is answered with 400.
        """
        if request.content_type == FORM:
            return QueryDict(request.body, encoding="utf-8").dict()
        if request.content_type == PARTS:
            # Django reads forms of POST only, and mail is changed by PUT.
            handlers = request.upload_handlers
            parts = MultiPartParser(request.META, BytesIO(request.body), handlers)
            return parts.parse()[0].dict()
        return super().parse_body(request)
