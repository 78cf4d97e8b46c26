"""A label's digits name one record, and a spoilt label names none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.labels import (
    KINDS_WITH_DIGITS,
    LARGEST_NUMBER,
    LabelKind,
    Labelled,
    label_digits,
    plain_code,
    read_label,
)

KINDS = st.sampled_from(sorted(KINDS_WITH_DIGITS))
NUMBERS = st.integers(1, LARGEST_NUMBER)


@given(KINDS, NUMBERS)
def test_a_label_reads_back_as_what_it_names(kind, number):
    digits = label_digits(kind, number)
    assert len(digits) == 8
    assert digits.isascii()
    assert digits.isdigit()
    assert read_label(digits) == (kind, number)


@given(KINDS, NUMBERS, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(kind, number, place, shift):
    digits = label_digits(kind, number)
    wrong = str((int(digits[place]) + shift) % 10)
    assert read_label(digits[:place] + wrong + digits[place + 1 :]) is None


@given(KINDS, NUMBERS, st.integers(0, 6))
def test_two_digits_that_changed_places_are_noticed(kind, number, place):
    digits = label_digits(kind, number)
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    # Luhn cannot tell 09 from 90; every other pair it can.
    if swapped != digits and {digits[place], digits[place + 1]} != {"0", "9"}:
        assert read_label(swapped) is None


@pytest.mark.parametrize(
    "typed", ["１００００３２", "10000032\r\n", " 1000 0032 ", "1000-0032", "１０００００３２"]
)
def test_what_an_input_method_makes_of_digits_is_read(typed):
    expected = (LabelKind.PIECE, 3) if len(plain_code(typed)) == 8 else None
    assert read_label(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "LY-003", "1000003", "100000320", "50000038", "10000008", "١٠٠٠٠٠٣٢", "10000033"]
)
def test_anything_else_is_no_label(typed):
    assert read_label(typed) is None


@pytest.mark.parametrize("number", [0, -1, LARGEST_NUMBER + 1])
def test_a_number_that_does_not_fit_is_an_error(number):
    with pytest.raises(ValueError, match=str(number)):
        label_digits(LabelKind.ITEM, number)


@pytest.mark.parametrize("typed", ["LY-003", "ly 003", "ＬＹ－００３", "ly003", "Ly_003", "LY–003"])
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert plain_code(typed) == "LY003"


def test_a_thing_knows_its_digits():
    thing = Labelled(kind=LabelKind.PIECE, id=3, code="LY-003", name="轮椅", english="Wheelchair")
    assert thing.square_text == "10000032"
