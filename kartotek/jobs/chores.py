"""The chores of the schedule that need more than one call."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from kartotek.flows import find_duplicates, waiting_mail


def go_on_with_mail(at: datetime) -> None:
    """Take stored mail through its stages, and held mail whose next try has come."""
    waiting_mail.go_on(at=at, clock=timezone.now)


def go_on_with_duplicates(_at: datetime) -> None:
    """Go on with searches for duplicates and the merging of certain pairs."""
    find_duplicates.go_on(clock=timezone.now)


def drop_ended_sessions(_at: datetime) -> None:
    """Drop the sessions that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def drop_finished_jobs(_at: datetime) -> None:
    """Drop what is known of jobs that ended two weeks ago."""
    call_command("prune_db_task_results", verbosity=0)
