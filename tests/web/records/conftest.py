"""Who looks at these pages, and the deal they look at."""

from __future__ import annotations

from tests.activities.conftest import lobby_deal
from tests.web.visitors import elifs_browser, outsiders_browser, robins_browser

__all__ = ["elifs_browser", "lobby_deal", "outsiders_browser", "robins_browser"]
