import pytest

from stationdesk.domain.reporting import figures as made


def test_a_rate_carries_its_numerator_and_denominator():
    told = made.rate("kept", "Rate", 3, 8)
    assert (told.value, told.part, told.whole, told.places) == (37.5, 3, 8, 1)
    assert (told.traced, told.says_nothing) == (3, False)


def test_a_rate_without_a_denominator_is_not_a_hundred_percent_but_nothing():
    told = made.rate("kept", "Rate", 0, 0)
    assert (told.value, told.says_nothing) == (None, True)


def test_a_rate_of_what_is_not_known_is_nothing_though_its_denominator_is():
    assert made.rate("kept", "Rate", 0, 8, known=False).value is None


def test_hours_are_kept_as_minutes_and_money_as_fen():
    assert (made.hours("h", "Hours", 90).value, made.hours("h", "Hours", 90).traced) == (1.5, 90)
    assert (made.money("m", "Cost", 1250).value, made.money("m", "Cost", 1250).traced) == (
        12.5,
        1250,
    )


def test_an_average_of_no_days_is_nothing():
    assert made.average("a", "A day", "visits", 0, 0).value is None
    assert made.average("a", "A day", "visits", 7, 2).value == 3.5


def test_so_many_of_so_many_show_the_first_and_carry_both():
    told = made.count_of("met", "Met", "services", 13, 16)
    assert (told.value, told.part, told.whole) == (13, 13, 16)
    assert made.count_of("met", "Met", "services", 0, 0).value is None


def test_a_section_says_nothing_where_none_of_its_figures_does():
    empty = [made.count("a", "A", "days", 0), made.rate("b", "B", 0, 0)]
    assert made.section("s", "S", empty).says_nothing
    told = made.section("s", "S", [*empty, made.rate("c", "C", 0, 4)])
    assert not told.says_nothing, "none of four is something"
    assert told.figure("c").whole == 4
    with pytest.raises(KeyError):
        told.figure("d")
