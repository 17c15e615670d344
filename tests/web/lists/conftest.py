"""Who looks at these pages."""

from __future__ import annotations

from tests.web.visitors import elifs_browser, outsiders_browser, robins_browser

__all__ = ["elifs_browser", "outsiders_browser", "robins_browser"]
