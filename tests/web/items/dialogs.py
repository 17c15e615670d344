"""The dialogs that add a deal, a lead or a project, for tests that mean all three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kartotek.pipeline.deals.models import Deal
from kartotek.pipeline.leads.models import Lead
from kartotek.pipeline.projects.models import Project
from tests.web.visitors import HTMX, text_of

MODELS: Mapping[str, Any] = {"deal": Deal, "lead": Lead, "project": Project}
KINDS = tuple(MODELS)


@dataclass(frozen=True)
class Dialog:
    """One of the dialogs, as somebody in a browser works with it."""

    browser: Any
    kind: str

    @property
    def url(self) -> str:
        """Where it is."""
        return f"/{self.kind}s/add/"

    def opened(self, **asked: Any) -> str:
        """Return what stands in it when it opens."""
        return text_of(self.browser.get(self.url, asked, headers=HTMX))

    def sent(self, **typed: Any) -> Any:
        """Return the answer to what was typed; it has a title, unless told otherwise."""
        return self.browser.post(self.url, {"title": "Corridors", **typed}, headers=HTMX)

    def made(self) -> Any:
        """Return the one item there is."""
        return MODELS[self.kind].objects.get()

    @property
    def count(self) -> int:
        """How many items of its kind there are."""
        return int(MODELS[self.kind].objects.count())
