"""The PIN: what may be chosen, what is kept of it, and how often one may try."""

import pytest

from stationdesk.domain.pins import TRIES, WAIT_SECONDS, Tries, opens, pin_problems, sealed

SALT = bytes(range(16))


@pytest.mark.parametrize(
    ("pin", "again", "abouts"),
    [
        ("2580", "2580", []),
        ("19491001", "19491001", []),
        ("258", "258", ["pin"]),
        ("123456789", "123456789", ["pin"]),
        ("25a0", "25a0", ["pin"]),
        ("２５８０", "２５８０", ["pin"]),
        ("", "", ["pin"]),
        ("1111", "1111", ["pin"]),
        ("1234", "1234", ["pin"]),
        ("876543", "876543", ["pin"]),
        ("2580", "2508", ["again"]),
        ("12", "", ["pin", "again"]),
    ],
)
def test_a_pin_is_four_to_eight_digits_not_guessed_at_once_and_typed_twice(pin, again, abouts):
    assert [problem.about for problem in pin_problems(pin, again)] == abouts


def test_only_the_pin_itself_opens_its_seal_and_the_seal_does_not_tell_it():
    seal = sealed("2580", SALT)
    assert opens("2580", seal)
    assert not opens("2581", seal)
    assert "2580" not in seal.split("$")[2]


def test_one_pin_has_another_seal_with_another_salt():
    assert sealed("2580", SALT) != sealed("2580", SALT[::-1])


@pytest.mark.parametrize("spoiled", ["", "2580", "scrypt$zz$00", "md5$00$00", "scrypt$00", "$$"])
def test_a_spoiled_seal_is_opened_by_nothing(spoiled):
    assert not opens("2580", spoiled)
    assert not opens("", spoiled)


def test_five_wrong_pins_bar_the_next_one_for_a_minute():
    tries = Tries()
    for _wrong in range(TRIES - 1):
        tries = tries.after_wrong(100.0)
        assert tries.wait_seconds(100.0) == 0
    assert tries.left == 1
    tries = tries.after_wrong(100.0)
    assert tries.wait_seconds(100.0) == WAIT_SECONDS
    assert tries.wait_seconds(100.5) == WAIT_SECONDS
    assert tries.wait_seconds(159.5) == 1
    assert tries.wait_seconds(160.0) == 0
    assert tries.left == TRIES
