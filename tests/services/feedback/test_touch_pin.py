"""Setting the PIN, and asking for it."""

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.services.touch_pin import KEY, TouchPin
from stationdesk.store import audit, settings


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pin(context, clock):
    return TouchPin(context, clock)


def test_a_pin_is_kept_sealed_and_told_to_no_record(pin):
    pin.keep("2580", "2580")
    assert pin.is_set()
    pin.check("2580")
    assert "2580" not in settings.stored()[KEY]
    events = audit.events_of("setting", KEY)
    assert [event.after for event in events] == [{"set": True}]


def test_a_pin_is_taken_back_to_the_former_one(pin, undos):
    pin.keep("2580", "2580")
    pin.keep("9071", "9071")
    undos[-1].take_back()
    pin.check("2580")
    pin.forget()
    assert not pin.is_set()
    undos[-1].take_back()
    pin.check("2580")


def test_a_bad_pin_is_refused_and_nothing_changes(pin, announced):
    with pytest.raises(Refused, match="4 to 8 digits"):
        pin.keep("12", "12")
    assert not pin.is_set()
    assert announced == []


def test_without_a_pin_none_opens(pin):
    with pytest.raises(Refused, match="wrong"):
        pin.check("")


def test_after_five_wrong_pins_even_the_right_one_waits_a_minute(pin, clock):
    pin.keep("2580", "2580")
    for left in (4, 3, 2, 1):
        with pytest.raises(Refused, match=f"left: {left}"):
            pin.check("0000")
    with pytest.raises(Refused, match="wait 60 seconds"):
        pin.check("0000")
    clock.now += 59
    assert pin.wait_seconds() == 1
    with pytest.raises(Refused, match="wait 1 seconds"):
        pin.check("2580")
    clock.now += 1
    pin.check("2580")


def test_a_right_pin_forgives_the_wrong_ones(pin):
    pin.keep("2580", "2580")
    for _wrong in range(4):
        with pytest.raises(Refused):
            pin.check("0000")
    pin.check("2580")
    with pytest.raises(Refused, match="left: 4"):
        pin.check("0000")
