"""Sets of UIDs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.mail.imap import uids

any_uids = st.sets(st.integers(1, uids.LARGEST_UID))


@given(any_uids)
def test_a_set_reads_back_as_it_was_written(numbers: set[int]) -> None:
    assert uids.read(uids.written(numbers)) == sorted(numbers)


@given(st.lists(st.integers(1, uids.LARGEST_UID), unique=True, max_size=700))
def test_batches_keep_every_uid_in_order_and_commands_short(numbers: list[int]) -> None:
    batches = list(uids.batches(numbers))

    assert [uid for batch in batches for uid in batch] == numbers
    assert all(len(uids.written(batch)) <= uids.LONGEST_SET for batch in batches)
    assert all(0 < len(batch) <= uids.LARGEST_BATCH for batch in batches)


def test_runs_are_joined() -> None:
    assert uids.written([5, 4, 7, 1, 2, 3, 7]) == "1:5,7"


@pytest.mark.parametrize("text", ["0", "1:4294967296", "x", "1:2:3", "1:4000000000"])
def test_what_no_folder_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"UIDs|invalid"):
        uids.read(text)
