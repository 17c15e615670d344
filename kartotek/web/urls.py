"""Every page's address, area by area."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from kartotek.web.health import health

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="inbox:inbox"), name="home"),
    path("health/", health, name="health"),
    path("live/", include("kartotek.web.live.urls")),
    path("", include("kartotek.web.login.urls")),
    path("inbox/", include("kartotek.web.inbox.urls")),
    path("people/", include("kartotek.web.people.urls")),
    path("organizations/", include("kartotek.web.organizations.urls")),
    path("duplicates/", include("kartotek.web.duplicates.urls")),
    path("timeline/", include("kartotek.web.timeline.urls")),
    path("lists/", include("kartotek.web.lists.urls")),
    path("cells/", include("kartotek.web.cells.urls")),
    path("bulk/", include("kartotek.web.bulk.urls")),
    path("items/", include("kartotek.web.items.urls")),
    path("deals/", include("kartotek.web.deals.urls")),
    path("leads/", include("kartotek.web.leads.urls")),
    path("projects/", include("kartotek.web.projects.urls")),
    path("activities/", include("kartotek.web.activities.urls")),
    path("records/", include("kartotek.web.records.urls")),
    path("notifications/", include("kartotek.web.notifications.urls")),
    path("search/", include("kartotek.web.search.urls")),
    path("help/", include("kartotek.web.help.urls")),
    path("settings/", include("kartotek.web.settings.urls")),
]
