from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.volunteers.identity_numbers import (
    RESIDENT_CARD,
    birth_of,
    check_digit,
    disagreements,
    is_sound,
    masked_identity,
    number_problems,
    plain_identity,
    sex_of,
)
from stationdesk.domain.volunteers.people import Sex

PROVINCES = ["11", "15", "23", "37", "46", "54", "61", "65", "71", "81", "82", "83"]
births = st.dates(date(1930, 1, 1), date(2020, 12, 31))
SOUND = "11010519491231002X"
"""The example of the standard itself (GB 11643)."""


@st.composite
def numbers(draw):
    head = draw(st.sampled_from(PROVINCES)) + f"{draw(st.integers(0, 9999)):04d}"
    first = head + draw(births).strftime("%Y%m%d") + f"{draw(st.integers(0, 999)):03d}"
    return first + check_digit(first)


def reasons(number, document=RESIDENT_CARD):
    return [str(problem) for problem in number_problems(document, number)]


def test_the_example_of_the_standard_is_sound():
    assert check_digit(SOUND[:17]) == "X"
    assert reasons(SOUND) == []
    assert birth_of(SOUND) == date(1949, 12, 31)
    assert sex_of(SOUND) is Sex.FEMALE


@given(numbers())
def test_a_number_that_follows_the_standard_is_sound(number):
    assert is_sound(RESIDENT_CARD, number)
    birth = birth_of(number)
    assert not list(disagreements(RESIDENT_CARD, number, birth.isoformat(), sex_of(number)))


@given(numbers(), st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_gets_by(number, place, more):
    digit = (int(number[place]) + more) % 10
    assert reasons(number[:place] + str(digit) + number[place + 1 :])


@given(numbers(), st.integers(0, 15))
def test_no_two_digits_in_the_wrong_order_get_by(number, place):
    one, other = number[place], number[place + 1]
    swapped = number[:place] + other + one + number[place + 2 :]
    assert (reasons(swapped) == []) is (one == other)


@given(numbers())
def test_birth_and_sex_beside_a_number_must_agree_with_it(number):
    birth = birth_of(number)
    other_sex = Sex.MALE if sex_of(number) is Sex.FEMALE else Sex.FEMALE
    for known in ("", birth.isoformat()[:4], birth.isoformat()[:7], birth.isoformat()):
        assert not list(disagreements(RESIDENT_CARD, number, known, Sex.NOT_TOLD))
    wrong = list(disagreements(RESIDENT_CARD, number, str(birth.year + 1), other_sex))
    assert [problem.about for problem in wrong] == ["born", "sex"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("6101131990052348", "18 digits"),
        ("6101131990052348９6X", "18 digits"),
        ("001019199005234896", "place"),
        ("610113199013234896", "calendar"),
        ("610113199005234897", "check digit"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_reason(number, reason):
    (told,) = reasons(number)
    assert reason in told


def test_an_empty_number_is_none_and_other_documents_are_not_checked():
    assert reasons("") == []
    assert reasons("E12345678", "passport") == []
    assert reasons("1" * 31, "passport") != []
    assert reasons("E12345678", "library card") != []
    assert not list(disagreements("passport", "E12345678", "1990", Sex.MALE))


@pytest.mark.parametrize(
    "typed", ["61011319950613528x", " 610113 19950613 528Ｘ", "\u202d61011319950613528X\u202c"]
)
def test_a_number_is_kept_in_one_form(typed):
    assert plain_identity(typed) == "61011319950613528X"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("610113199005234896", "610113********4896"),
        ("E12345678", "*******78"),
        ("E1234567890", "E12345*7890"),
        ("7", "7"),
        ("", ""),
    ],
)
def test_a_number_is_shown_without_its_middle(number, shown):
    assert masked_identity(number) == shown
