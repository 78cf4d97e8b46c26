import pytest

from stationdesk.domain.phones import is_whole_phone, phone_problems, plain_phone, tail_of


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("００８６１３８１２３４５６７８", "13812345678"),
        ("(029) 8555 0118", "02985550118"),
        (" 5678 ", "5678"),
        ("0086", "0086"),
        ("", ""),
    ],
)
def test_blanks_hyphens_wide_digits_and_the_country_do_not_count(written, plain):
    assert plain_phone(written) == plain


@pytest.mark.parametrize(
    ("phone", "tail", "whole"),
    [
        ("13812345678", "5678", True),
        ("029-85550118", "0118", True),
        ("85550118", "0118", True),
        ("5678", "5678", False),
        ("567", "", False),
        ("12812345678", "5678", False),
        ("电话", "", False),
        ("", "", False),
    ],
)
def test_the_last_four_digits_are_known_of_whole_numbers_and_of_themselves(phone, tail, whole):
    assert tail_of(phone) == tail
    assert is_whole_phone(phone) is whole


@pytest.mark.parametrize("phone", ["13812345678", "5678", "", "029 8555 0118"])
def test_a_whole_number_its_tail_and_none_are_accepted(phone):
    assert list(phone_problems("phone", phone)) == []


@pytest.mark.parametrize("phone", ["567", "56789", "138123456789", "五六七八", "a5678"])
def test_anything_else_is_refused(phone):
    (problem,) = phone_problems("owner_phone", phone)
    assert problem.about == "owner_phone"
