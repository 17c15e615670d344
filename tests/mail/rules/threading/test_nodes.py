"""What a message says about where it belongs."""

from __future__ import annotations

from kartotek.mail.rules.threading import NodeFacts, nodes_of
from kartotek.mail.rules.threading.nodes import MAX_NODE_CHARS, MAX_REFERENCES

GUID = "0123456789abcdef0123456789abcdef"


def test_a_mail_is_tied_to_everything_it_names_its_own_id_first() -> None:
    facts = NodeFacts(own_id="c@x", references=("a@x", "b@x"), in_reply_to=("b@x",))

    assert nodes_of(facts) == ("c@x", "a@x", "b@x")


def test_the_nearest_parent_comes_last() -> None:
    facts = NodeFacts(own_id="d@x", references=("a@x", "b@x", "c@x"), in_reply_to=("a@x",))

    assert nodes_of(facts) == ("d@x", "b@x", "c@x", "a@x")


def test_ids_are_tidied() -> None:
    facts = NodeFacts(own_id="<b@x>", references=(" <a@ x>", "", "<>"))

    assert nodes_of(facts) == ("b@x", "a@x")


def test_a_mail_that_names_itself_names_nothing() -> None:
    assert nodes_of(NodeFacts(own_id="a@x", references=("a@x",))) == ("a@x",)


def test_of_many_references_the_root_and_the_last_ones_count() -> None:
    references = tuple(f"{number}@x" for number in range(1000))

    nodes = nodes_of(NodeFacts(own_id="own@x", references=references))

    assert len(nodes) == 1 + MAX_REFERENCES
    assert (nodes[1], nodes[2], nodes[-1]) == ("0@x", "801@x", "999@x")


def test_as_many_references_as_are_allowed_all_count() -> None:
    references = tuple(f"{number}@x" for number in range(MAX_REFERENCES))

    assert nodes_of(NodeFacts(own_id="own@x", references=references))[1:] == references


def test_an_address_in_in_reply_to_is_not_a_mail() -> None:
    """Some old programs write: Message from <zeynep@…> of Monday."""
    facts = NodeFacts(
        own_id="b@x",
        in_reply_to=("Zeynep@marmara.example",),
        addresses=frozenset({"zeynep@marmara.example"}),
    )

    assert nodes_of(facts) == ("b@x",)


def test_two_outlook_mails_of_one_conversation_and_subject_share_a_node() -> None:
    one = NodeFacts(own_id="a@x", thread_index=GUID, base_subject="lobby lighting")
    other = NodeFacts(own_id="b@x", thread_index=GUID, base_subject="lobby lighting")

    assert set(nodes_of(one)) & set(nodes_of(other))


def test_an_outlook_mail_answered_about_another_matter_shares_none() -> None:
    one = NodeFacts(own_id="a@x", thread_index=GUID, base_subject="lobby lighting")
    other = NodeFacts(own_id="b@x", thread_index=GUID, base_subject="spa lighting")

    assert not set(nodes_of(one)) & set(nodes_of(other))


def test_mails_of_the_providers_thread_share_a_node() -> None:
    one = NodeFacts(own_id="a@x", provider_thread="gm:1:77")
    other = NodeFacts(own_id="b@x", provider_thread="gm:1:77")

    assert set(nodes_of(one)) & set(nodes_of(other))


def test_nobody_can_write_an_id_that_passes_for_another_kind_of_node() -> None:
    marked = NodeFacts(
        own_id="a@x", provider_thread="gm:1:77", thread_index=GUID, base_subject="offer"
    )
    marks = nodes_of(marked)[1:]
    forwarded = nodes_of(NodeFacts(own_id="a@x", is_forwarded_to_bcc=True))

    forged = NodeFacts(own_id="evil@x", references=(*marks, *forwarded))

    assert set(nodes_of(forged)).isdisjoint({*marks, *forwarded})


def test_a_node_fits_on_a_line_of_a_mail() -> None:
    facts = NodeFacts(
        own_id="a" * 5000, references=("b" * 5000,), thread_index=GUID, base_subject="c" * 5000
    )

    assert {len(node) for node in nodes_of(facts)} == {MAX_NODE_CHARS}
