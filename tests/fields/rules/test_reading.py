"""Reading what is typed into fields, in English and in Turkish formats."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartotek.fields.rules.reading import read
from kartotek.fields.rules.showing import Showing, kept, show, told, typed
from kartotek.fields.rules.types import FieldType
from kartotek.fields.rules.values import Option, Reading, Reason, Typed, Unreadable, Value

OPTIONS = (Option(7, "Gold"), Option(3, "Silver, polished"), Option(9, "İnce"))
ENGLISH = Reading(language="en", region="GB", currency="EUR", options=OPTIONS)
TURKISH = Reading(language="tr", region="TR", currency="TRY", options=OPTIONS)


@pytest.mark.parametrize(
    ("field_type", "text", "reading", "value"),
    [
        ("number", "1.234,56", TURKISH, Value(number=Decimal("1234.56"))),
        ("number", "1,234.56", ENGLISH, Value(number=Decimal("1234.56"))),
        ("number", "1.250", TURKISH, Value(number=Decimal(1250))),
        ("number", "1.250", ENGLISH, Value(number=Decimal("1.25"))),
        ("number", "-3", ENGLISH, Value(number=Decimal(-3))),
        ("money", "1.250,50 ₺", ENGLISH, Value(number=Decimal("1250.5"), currency="TRY")),
        ("money", "USD 12", ENGLISH, Value(number=Decimal(12), currency="USD")),
        ("money", "12", TURKISH, Value(number=Decimal(12), currency="TRY")),
        ("date", "31.12.2026", TURKISH, Value(from_on=date(2026, 12, 31))),
        ("date", "31/12/26", ENGLISH, Value(from_on=date(2026, 12, 31))),
        ("date", "3 Ağustos 2026", TURKISH, Value(from_on=date(2026, 8, 3))),
        ("date", "3 agustos 2026", TURKISH, Value(from_on=date(2026, 8, 3))),
        ("date", "Aug 3, 2026", ENGLISH, Value(from_on=date(2026, 8, 3))),
        ("date", "2026-08-03", TURKISH, Value(from_on=date(2026, 8, 3))),
        ("time", "9", ENGLISH, Value(from_time=time(9))),
        ("time", "9.30", TURKISH, Value(from_time=time(9, 30))),
        ("time", "9:30 pm", ENGLISH, Value(from_time=time(21, 30))),
        ("time", "12 am", ENGLISH, Value(from_time=time(0))),
        ("time-range", "9-17", ENGLISH, Value(from_time=time(9), until_time=time(17))),
        (
            "date-range",
            "1.6.2026 – 14.6.2026",
            TURKISH,
            Value(from_on=date(2026, 6, 1), until_on=date(2026, 6, 14)),
        ),
        (
            "date-range",
            "2026-06-01 - 2026-06-14",
            ENGLISH,
            Value(from_on=date(2026, 6, 1), until_on=date(2026, 6, 14)),
        ),
        ("phone", " 0212 555 01 42 ", TURKISH, Value(text="0212 555 01 42", key="+902125550142")),
        ("phone", "ask Ayşe", TURKISH, Value(text="ask Ayşe")),
        ("address", "Kale Sk. 1\nİzmir", TURKISH, Value(text="Kale Sk. 1 İzmir")),
        ("option", "gold", ENGLISH, Value(option_ids=(7,))),
        ("option", "INCE", TURKISH, Value(option_ids=(9,))),
        ("option", "3", ENGLISH, Value(option_ids=(3,))),
        ("options", "Silver, polished", ENGLISH, Value(option_ids=(3,))),
        ("options", "ince, gold", ENGLISH, Value(option_ids=(7, 9))),
        ("person", "42", ENGLISH, Value(ref_id=42)),
    ],
)
def test_a_text_is_read_as_its_reader_writes(
    field_type: str, text: str, reading: Reading, value: Value
) -> None:
    assert read(FieldType(field_type), Typed(value=text), reading) == value


@pytest.mark.parametrize(
    ("field_type", "given_", "reason"),
    [
        ("number", Typed("lots"), Reason.NO_NUMBER),
        ("number", Typed("0.1234567"), Reason.TOO_FINE),
        ("money", Typed("5", currency="ZZZ"), Reason.NO_CURRENCY),
        ("date", Typed("31.02.2026"), Reason.NO_DATE),
        ("date", Typed("tomorrow"), Reason.NO_DATE),
        ("time", Typed("25:00"), Reason.NO_TIME),
        ("time", Typed("13 pm"), Reason.NO_TIME),
        ("date-range", Typed("1.6.2026"), Reason.NO_END),
        ("date-range", Typed("", until="1.6.2026"), Reason.NO_END),
        ("date-range", Typed("2.6.2026", until="1.6.2026"), Reason.ENDS_FIRST),
        ("option", Typed("Bronze"), Reason.NO_OPTION),
        ("option", Typed(chosen=("7", "3")), Reason.ONE_OPTION),
        ("text", Typed("x" * 501), Reason.TOO_LONG),
        ("large-text", Typed("x" * 100_001), Reason.TOO_LONG),
        ("person", Typed("somebody"), Reason.NO_REFERENCE),
        ("user", Typed(str(2**63)), Reason.NO_REFERENCE),
    ],
)
def test_what_does_not_fit_says_why(field_type: str, given_: Typed, reason: Reason) -> None:
    with pytest.raises(Unreadable) as refused:
        read(FieldType(field_type), given_, ENGLISH)

    assert refused.value.reason is reason


@pytest.mark.parametrize("field_type", list(FieldType))
def test_nothing_typed_is_nothing_kept(field_type: FieldType) -> None:
    assert read(field_type, Typed(value=" \t", chosen=("",)), ENGLISH) is None


def test_a_night_shift_may_end_before_it_starts() -> None:
    value = read(FieldType.TIME_RANGE, Typed("22:00", until="06:00"), ENGLISH)

    assert value == Value(from_time=time(22), until_time=time(6))


amounts = st.decimals(
    min_value=-(10**8), max_value=10**8, places=6, allow_nan=False, allow_infinity=False
)
days = st.dates(min_value=date(1000, 1, 1))
clocks = st.times().map(lambda one: one.replace(microsecond=0))
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
ids = st.sampled_from([7, 3, 9])


refs = st.integers(1, 2**63 - 1).map(lambda one: Value(ref_id=one))
words = texts.map(lambda one: " ".join(one.split())).filter(bool).map(lambda t: Value(text=t))
spans = st.lists(days, min_size=2, max_size=2).map(sorted)
some = st.sets(ids, min_size=1)
VALUES: dict[FieldType, st.SearchStrategy[Value]] = {
    **dict.fromkeys(FieldType, words),
    FieldType.NUMBER: amounts.map(lambda one: Value(number=one)),
    FieldType.MONEY: st.builds(
        lambda one, code: Value(number=one, currency=code),
        amounts,
        st.sampled_from(["TRY", "EUR", "USD"]),
    ),
    FieldType.DATE: days.map(lambda one: Value(from_on=one)),
    FieldType.DATE_RANGE: spans.map(lambda ends: Value(from_on=ends[0], until_on=ends[1])),
    FieldType.TIME: clocks.map(lambda one: Value(from_time=one)),
    FieldType.TIME_RANGE: st.builds(
        lambda first, last: Value(from_time=first, until_time=last), clocks, clocks
    ),
    FieldType.OPTION: ids.map(lambda one: Value(option_ids=(one,))),
    FieldType.OPTIONS: some.map(
        lambda held: Value(option_ids=tuple(one for one in (7, 3, 9) if one in held))
    ),
    FieldType.USER: refs,
    FieldType.PERSON: refs,
    FieldType.ORGANIZATION: refs,
}


@pytest.mark.parametrize("reading", [ENGLISH, TURKISH], ids=["english", "turkish"])
@pytest.mark.parametrize("field_type", list(FieldType))
@given(data=st.data())
def test_what_a_form_shows_is_read_back_the_same(
    field_type: FieldType, reading: Reading, data: Any
) -> None:
    value = data.draw(VALUES[field_type])

    again = read(field_type, typed(field_type, value, reading.language), reading)

    assert again is not None
    # A number that can be dialled gets its key by being read.
    assert Value(**{**vars(again), "key": ""}) == value


@pytest.mark.parametrize("field_type", list(FieldType))
@given(data=st.data())
def test_what_history_keeps_is_told_as_it_was_shown(field_type: FieldType, data: Any) -> None:
    value = data.draw(VALUES[field_type])
    showing = Showing(language="tr", options={one.id: one.name for one in OPTIONS})

    kept_value = kept(field_type, value, showing.options)

    assert told(field_type, kept_value, showing) == show(field_type, value, showing)


@pytest.mark.parametrize(
    ("field_type", "value", "english", "turkish"),
    [
        ("number", Value(number=Decimal("1234.5")), "1,234.5", "1.234,5"),
        ("date", Value(from_on=date(2026, 8, 3)), "3 Aug 2026", "3 Ağu 2026"),
        ("money", Value(number=Decimal(5), currency="EUR"), "€5", "€5"),
        ("options", Value(option_ids=(7, 9)), "Gold, İnce", "Gold, İnce"),
    ],
)
def test_a_value_is_shown_in_the_readers_language(
    field_type: str, value: Value, english: str, turkish: str
) -> None:
    options = {one.id: one.name for one in OPTIONS}

    shown = [
        show(FieldType(field_type), value, Showing(language=language, options=options))
        for language in ("en", "tr")
    ]

    assert shown == [english, turkish]


def test_somebody_unknown_is_not_named() -> None:
    showing = Showing(names={("person", 5): "Zeynep Karaca"}, unknown="somebody")

    named, unnamed = (show(FieldType.PERSON, Value(ref_id=pk), showing) for pk in (5, 6))

    assert (named, unnamed) == ("Zeynep Karaca", "somebody")
