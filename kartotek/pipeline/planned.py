"""What is planned and done on a deal, lead or project, kept beside it for boards and lists."""

from __future__ import annotations

from django.db import models


class Planned(models.Model):
    """Counters of the activities on an item, kept by `flows/counters.py`; nothing else writes them.

    They count what hangs on the item itself, for whoever may see the item. The next activity is
    the soonest open one that has a day.
    """

    to_do_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    next_activity_on = models.DateField(null=True, blank=True)
    next_activity_id = models.BigIntegerField(null=True, blank=True)
    last_activity_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True
