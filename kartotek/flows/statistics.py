"""What the database knows of its own tables, without which it guesses how to find things."""

from __future__ import annotations

from django.db import connection

ROWS_LOOKED_AT = 1_000
"""Of each index, so that looking takes a moment however much there is."""


def keep_statistics() -> bool:
    """Let SQLite look at its indexes anew; return whether it had to. PostgreSQL does so by itself.

    Without statistics it takes any index of a table for as good as another: of a million people
    that is the difference between a page and a wait.

    Source: https://www.sqlite.org/lang_analyze.html, section 4 (approximate ANALYZE).
    """
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
    return True
