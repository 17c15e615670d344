"""Programs that call the API for a user, and what they get back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from kartotek.users.models import User
from kartotek.users.operations import create_token
from tests.conftest import NOW


@dataclass
class Answer:
    """What came back, read."""

    status: int
    body: Any
    headers: Any

    @property
    def data(self) -> Any:
        """What the envelope holds."""
        return self.body["data"]


class Program:
    """A program with a user's token."""

    def __init__(self, user: User | None, **headers: str) -> None:
        """Make the user a token; nobody has none."""
        self.token = create_token(user=user, at=NOW) if user else ""
        self.headers = {"x-api-token": self.token, **headers} if user else headers
        self.client = Client(enforce_csrf_checks=True)

    def get(self, path: str, **query: Any) -> Answer:
        """Ask for something."""
        return self._read(self.client.get(path, query, headers=self.headers))

    def post(self, path: str, body: Any = None, **fields: Any) -> Answer:
        """Send JSON."""
        return self.send("POST", path, fields if body is None else body)

    def patch(self, path: str, body: Any = None, **fields: Any) -> Answer:
        """Send JSON."""
        return self.send("PATCH", path, fields if body is None else body)

    def put(self, path: str, body: Any = None, **fields: Any) -> Answer:
        """Send JSON."""
        return self.send("PUT", path, fields if body is None else body)

    def delete(self, path: str) -> Answer:
        """Ask for something to go."""
        return self._read(self.client.delete(path, headers=self.headers))

    def send(self, method: str, path: str, body: Any, kind: str = "application/json") -> Answer:
        """Send a body of any kind; what is no text is written as JSON."""
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        return self._read(
            self.client.generic(method, path, text, content_type=kind, headers=self.headers)
        )

    def _read(self, response: Any) -> Answer:
        assert response["Content-Type"].startswith("application/json"), response["Content-Type"]
        return Answer(response.status_code, json.loads(response.content), response.headers)
