"""Messages that share a node are one conversation, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.mail.rules.threading import Arrival, Ground, Merge, join
from tests.mail.rules.threading.store import Store, grouped, header_graph

IDS = [f"{letter}@marmara.example" for letter in "abcdefgh"]
GHOSTS = [f"ghost-{letter}@marmara.example" for letter in "xy"]
MARKS = ["thread-index: 01 lobby", "provider: gm:1:77"]


def mail(name: str, *parents: str, joins: int | None = None) -> Arrival:
    return Arrival(name, (name, *parents), joins)


@st.composite
def mailboxes(draw: st.DrawFn) -> list[Arrival]:
    """Draw some messages, each naming some others, ghosts and marks."""
    named = st.lists(st.sampled_from([*IDS, *GHOSTS, *MARKS]), max_size=3, unique=True)
    return [mail(one, *draw(named)) for one in IDS[: draw(st.integers(1, len(IDS)))]]


@st.composite
def deliveries(draw: st.DrawFn) -> list[list[Arrival]]:
    """Draw the same kind of messages in any order, cut into batches anywhere."""
    arrivals = draw(mailboxes().flatmap(st.permutations))
    cuts = draw(st.sets(st.integers(1, len(arrivals)))) | {len(arrivals)}
    return list(_cut(arrivals, sorted(cuts)))


def _cut(arrivals: Sequence[Arrival], cuts: Sequence[int]) -> Iterator[list[Arrival]]:
    begin = 0
    for end in cuts:
        yield list(arrivals[begin:end])
        begin = end


@given(deliveries())
def test_any_order_and_any_batches_give_the_conversations_of_the_header_graph(
    batches: list[list[Arrival]],
) -> None:
    store = Store()

    for batch in batches:
        store.receive(batch)

    assert store.partition == header_graph([one for batch in batches for one in batch])


@given(deliveries())
def test_every_node_lies_with_the_messages_that_name_it(batches: list[list[Arrival]]) -> None:
    store = Store()

    for batch in batches:
        store.receive(batch)

    for arrival in (one for batch in batches for one in batch):
        assert {store.nodes[node] for node in arrival.nodes} == {store.messages[arrival.key]}


@given(deliveries())
def test_placing_mail_again_changes_nothing(batches: list[list[Arrival]]) -> None:
    store = Store()
    for batch in batches:
        store.receive(batch)
    before = dict(store.messages)

    plan = store.receive([one for batch in batches for one in batch])

    assert (plan.created, plan.merges, plan.nodes) == ((), (), {})
    assert store.messages == before


def test_a_mail_that_names_nothing_opens_a_conversation() -> None:
    plan = join([mail("a")], {}, {})

    assert plan.created == (-1,)
    assert plan.placed == {"a": -1}
    assert plan.nodes == {"a": -1}


def test_a_reply_enters_the_conversation_of_its_parent() -> None:
    plan = join([mail("b", "a")], {"a": 7}, {7: 1})

    assert plan.created == ()
    assert plan.placed == {"b": 7}
    assert plan.nodes == {"b": 7}


def test_two_replies_to_a_mail_nobody_has_find_each_other() -> None:
    plan = join([mail("b", "ghost"), mail("c", "ghost")], {}, {})

    assert plan.placed == {"b": -1, "c": -1}


def test_a_late_parent_joins_conversations() -> None:
    plan = join([mail("a", "b", "c")], {"b": 1, "c": 2}, {1: 1, 2: 1})

    assert plan.merges == (Merge(gone=2, stays=1),)
    assert plan.placed == {"a": 1}


def test_the_larger_conversation_stays() -> None:
    plan = join([mail("a", "b", "c")], {"b": 1, "c": 2}, {1: 3, 2: 4})

    assert plan.merges == (Merge(gone=1, stays=2),)


def test_of_two_equal_conversations_the_older_stays() -> None:
    plan = join([mail("a", "c", "b")], {"b": 5, "c": 2}, {})

    assert plan.merges == (Merge(gone=5, stays=2),)


def test_several_conversations_that_are_one_all_end_in_the_largest() -> None:
    known = {"b": 1, "c": 2, "d": 3}

    plan = join([mail("a", *known)], known, {1: 1, 2: 9, 3: 1})

    assert plan.merges == (Merge(1, 2), Merge(3, 2))


def test_a_parent_found_otherwise_joins_as_well() -> None:
    plan = join([mail("b", joins=7)], {"b": 9}, {7: 3, 9: 1})

    assert plan.merges == (Merge(gone=9, stays=7),)
    assert plan.placed == {"b": 7}


@pytest.mark.parametrize(
    ("arrival", "ground"),
    [
        pytest.param(mail("b", "a"), Ground.REFERENCES, id="names a known mail"),
        pytest.param(mail("a"), Ground.NEW, id="is only named by a known mail"),
        pytest.param(mail("b", MARKS[0]), Ground.THREAD_INDEX, id="Outlook's mark"),
        pytest.param(mail("b", MARKS[0], "a"), Ground.REFERENCES, id="an id before the mark"),
        pytest.param(mail("b", MARKS[1]), Ground.REFERENCES, id="the provider's thread"),
        pytest.param(mail("b", "c"), Ground.NEW, id="names what nobody knows"),
        pytest.param(mail("b"), Ground.NEW, id="names nothing"),
    ],
)
def test_a_plan_says_what_tied_a_mail_to_others(arrival: Arrival, ground: Ground) -> None:
    known = {"a": 1, MARKS[0]: 1, MARKS[1]: 1}

    assert join([arrival], known, {}).grounds == {arrival.key: ground}


def test_mails_of_one_batch_are_ground_for_each_other() -> None:
    plan = join([mail("a"), mail("b", "a"), mail("c", MARKS[0]), mail("d", MARKS[0])], {}, {})

    assert plan.grounds == {
        "a": Ground.NEW,
        "b": Ground.REFERENCES,
        "c": Ground.THREAD_INDEX,
        "d": Ground.THREAD_INDEX,
    }


class TestSeparated:
    """A user separated conversation 2 from conversation 1; no rule joins them again."""

    known = {"a": 1, "b": 2}
    sizes = {1: 5, 2: 1}
    blocked = frozenset({(1, 2)})

    def test_a_reply_that_names_both_halves_follows_the_last_it_names(self) -> None:
        plan = join([mail("c", "a", "b")], self.known, self.sizes, self.blocked)

        assert (plan.placed, plan.merges) == ({"c": 2}, ())

    def test_a_reply_to_the_other_half_follows_that_one(self) -> None:
        plan = join([mail("c", "b", "a")], self.known, self.sizes, self.blocked)

        assert (plan.placed, plan.merges) == ({"c": 1}, ())

    def test_a_chain_of_new_mails_does_not_tie_them_either(self) -> None:
        chain = [mail("c", "a"), mail("d", "b"), mail("e", "c", "d")]

        plan = join(chain, self.known, self.sizes, self.blocked)

        assert (plan.placed, plan.merges) == ({"c": 1, "d": 2, "e": 2}, ())

    def test_a_third_conversation_joins_one_half_only(self) -> None:
        known = {**self.known, "z": 3}

        plan = join([mail("c", "a", "b", "z")], known, {**self.sizes, 3: 1}, self.blocked)

        assert plan.merges == (Merge(gone=3, stays=2),)
        assert plan.placed == {"c": 2}

    def test_conversations_that_nobody_separated_still_join(self) -> None:
        known = {**self.known, "z": 3}

        plan = join([mail("c", "a", "z")], known, {**self.sizes, 3: 1}, self.blocked)

        assert plan.merges == (Merge(gone=3, stays=1),)


@given(deliveries(), st.sets(st.tuples(st.integers(1, 3), st.integers(4, 6))))
def test_what_was_separated_never_lies_together(
    batches: list[list[Arrival]], pairs: set[tuple[int, int]]
) -> None:
    """Conversations 1 to 6 hold a node each; whatever comes, blocked pairs stay apart."""
    homes = {IDS[number]: number for number in range(1, 7)}
    arrivals = [one for batch in batches for one in batch]
    known = {node: homes[node] for one in arrivals for node in one.nodes if node in homes}

    plan = join(arrivals, known, {}, frozenset(pairs))

    stays = {merge.gone: merge.stays for merge in plan.merges}
    for one, other in pairs:
        assert stays.get(one, one) != stays.get(other, other)


def test_the_walk_that_checks_the_rule_finds_components() -> None:
    """The oracle of this file, on a case one can see through."""
    mails = [mail("a", "x"), mail("b", "x"), mail("c"), mail("d", "c")]

    assert header_graph(mails) == grouped([("a", 1), ("b", 1), ("c", 2), ("d", 2)])


def test_a_pair_that_is_kept_apart_is_told_with_the_message_that_shows_it_to_be_one() -> None:
    plan = join([mail("c", "a", "b")], {"a": 1, "b": 2}, {}, frozenset({(1, 2)}))

    assert plan.placed == {"c": 2}
    assert [(one.first, one.second, one.key) for one in plan.apart] == [(1, 2, "c")]


def test_a_pair_that_nothing_shows_to_be_one_is_not_told() -> None:
    plan = join([mail("c", "a"), mail("d", "b")], {"a": 1, "b": 2}, {}, frozenset({(1, 2)}))

    assert plan.apart == ()


def test_a_pair_is_told_as_the_conversations_they_end_in() -> None:
    known = {"a": 1, "b": 2, "e": 3}

    plan = join([mail("d", "a", "e"), mail("c", "b", "a")], known, {3: 9}, frozenset({(1, 2)}))

    assert [(one.gone, one.stays) for one in plan.merges] == [(1, 3)]
    assert [(one.first, one.second) for one in plan.apart] == [(2, 3)]
