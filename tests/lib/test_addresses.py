"""Two spellings of one address are one address; two addresses are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.lib.addresses import (
    Address,
    address_key,
    domain_of,
    is_no_reply,
    is_role,
    is_well_formed,
)


@pytest.mark.parametrize(
    "spelling",
    [
        "ZEYNEP.KARACA@Marmara.Example",
        " <zeynep.karaca@marmara.example> ",
        "zeynep.karaca@marmara.example.",
        "zeynep.karaca@marmara。example",
    ],
)
def test_spellings_of_one_address_are_equal(spelling: str) -> None:
    assert address_key(spelling) == "zeynep.karaca@marmara.example"


@pytest.mark.parametrize("letter", ["İ", "I", "ı", "i", "i̇", "I\u0307"])
def test_the_turkish_i_never_breaks_a_match(letter: str) -> None:
    typed = f"el{letter}f@kuzey{letter}.example"

    assert address_key(typed) == "elif@kuzeyi.example"


def test_a_domain_in_letters_equals_its_ascii_form() -> None:
    assert address_key("a@gün.example") == address_key("a@XN--gn-xka.example")


def test_a_domain_is_kept_in_ascii() -> None:
    assert domain_of(address_key("a@gün.example")).isascii()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ali@a.example", "ali+teklif@a.example"),
        ("ali.veli@a.example", "aliveli@a.example"),
        ("öz@a.example", "oz@a.example"),
        ("a@straße.example", "a@strasse.example"),
    ],
)
def test_different_addresses_stay_different(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@given(st.text())
def test_a_key_is_made_of_anything_without_raising(text: str) -> None:
    assert isinstance(address_key(text), str)


@given(st.from_regex(r"[a-zıİçğöşü.+]{1,12}@[a-zIİıç]{1,8}\.example", fullmatch=True))
def test_the_key_of_a_key_is_itself(typed: str) -> None:
    assert address_key(address_key(typed)) == address_key(typed)


def test_an_address_knows_its_key() -> None:
    assert Address("Elif Aydın", "ELIF@kuzey.example").key == "elif@kuzey.example"


def test_what_has_no_at_sign_has_no_domain() -> None:
    assert domain_of("zeynep") == ""


@pytest.mark.parametrize(
    "addr_spec",
    [
        "a@b.example",
        "o'brien+x@b-c.example",
        '"two words"@b.example',
        "ışık@gün.example",
        "a" * 64 + "@b.example",
    ],
)
def test_an_address_that_can_be_written_to_is_well_formed(addr_spec: str) -> None:
    assert is_well_formed(addr_spec)


@pytest.mark.parametrize(
    "addr_spec",
    [
        "",
        "a",
        "a@",
        "@b.example",
        "a@localhost",
        "a b@c.example",
        "a..b@c.example",
        ".a@c.example",
        "a@-b.example",
        "a@b..example",
        "a@b.example.",
        "a@b.example, c@d.example",
        "<a@b.example>",
        "a" * 65 + "@b.example",
        "a@" + "b" * 64 + ".example",
        "a@" + "b." * 130 + "example",
        "a\n@b.example",
    ],
)
def test_an_address_that_cannot_be_written_to_is_not(addr_spec: str) -> None:
    assert not is_well_formed(addr_spec)


@pytest.mark.parametrize(
    "key", ["info@a.example", "sales@a.example", "satış@a.example", "satin.alma@a.example"]
)
def test_a_desk_is_no_person(key: str) -> None:
    assert is_role(key)


@pytest.mark.parametrize(
    "key", ["zeynep@a.example", "info.zeynep@a.example", "wholesales@a.example"]
)
def test_a_person_is_no_desk(key: str) -> None:
    assert not is_role(key)


@pytest.mark.parametrize(
    "key",
    [
        "no-reply@a.example",
        "orders-noreply@a.example",
        "noreply+412@a.example",
        "yanıtlamayın@a.example",
        "notifications@a.example",
        "someone-1234@reply.a.example",
    ],
)
def test_nobody_reads_answers_to_a_machine(key: str) -> None:
    assert is_no_reply(key)


@pytest.mark.parametrize("key", ["zeynep@a.example", "reply@a.example", "info@a.example"])
def test_people_and_desks_read_answers(key: str) -> None:
    assert not is_no_reply(key)
