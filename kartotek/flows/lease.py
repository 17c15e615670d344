"""One worker at a time: a named lease that ends by itself when its holder dies."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import Q

from kartotek.flows.models import Lease

LASTS = timedelta(minutes=5)
RENEWALS = 10


@contextmanager
def held(
    name: str, *, clock: Callable[[], datetime], lasts: timedelta = LASTS
) -> Iterator[Callable[[], bool]]:
    """Hold the lease `name`; yield what renews it and says whether it is still ours.

    The answer is False at once when another worker holds it.

    Args:
        name: of the work.
        clock: what tells the time.
        lasts: when the lease of a worker that died ends by itself.
    """
    renewed_at: datetime | None = None
    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    Lease.objects.get_or_create(name=name, defaults={"holder": "", "until": clock()})

    def is_ours() -> bool:
        nonlocal renewed_at
        now = clock()
        if renewed_at is not None and renewed_at <= now < renewed_at + lasts / RENEWALS:
            # Nobody takes a lease that has not run out.
            return True
        free = Q(holder=holder) | Q(holder="") | Q(until__lt=now)
        taken = Lease.objects.filter(free, name=name).update(holder=holder, until=now + lasts)
        renewed_at = now if taken else None
        return bool(taken)

    try:
        yield is_ours
    finally:
        Lease.objects.filter(name=name, holder=holder).update(holder="")
