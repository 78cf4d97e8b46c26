import pytest

from stationdesk.domain.reporting import figures as made
from stationdesk.domain.reporting.comparing import Compared, alone, differences, put_beside
from stationdesk.domain.reporting.spans import Beside, Span


def of(number, key="people"):
    return made.section("visits", "Visits", [made.count(key, "Visits", "visits", number)])


def test_each_figure_stands_beside_the_same_one_of_other_days():
    others = {Beside.LAST: of(80), Beside.YEAR_AGO: of(50), Beside.TO_DATE: of(400)}
    line = put_beside(Span.MONTH, of(100), others).line("people")
    assert [line.beside(which).value for which in Beside] == [80, 50, 400]
    assert (line.change(), line.growth()) == (20, 25)
    assert line.growth(Beside.YEAR_AGO) == 100


def test_what_the_other_days_do_not_tell_is_left_open():
    line = put_beside(Span.YEAR, of(100), {Beside.LAST: of(80, "others")}).line("people")
    assert (line.last, line.year_ago, line.change(), line.growth()) == (None, None, None, None)


def test_nothing_grows_from_nothing():
    line = Compared(now=made.count("a", "A", "days", 4), last=made.count("a", "A", "days", 0))
    assert (line.change(), line.growth()) == (4, None)
    unknown = Compared(now=made.rate("a", "A", 0, 0), last=made.rate("a", "A", 1, 2))
    assert unknown.change() is None


def test_a_line_tells_something_where_any_of_its_figures_does():
    quiet, loud = of(0), of(3)
    others = {Beside.LAST: quiet, Beside.YEAR_AGO: quiet, Beside.TO_DATE: quiet}
    assert not put_beside(Span.MONTH, quiet, others).telling
    assert put_beside(Span.MONTH, quiet, {**others, Beside.TO_DATE: loud}).telling


def test_differences_name_what_changed_came_and_went():
    def section(*figures):
        return [alone(made.section("s", "S", figures))]

    same, rate = made.count("same", "Same", "days", 5), made.rate("rate", "Rate", 1, 2)
    was = section(same, rate, made.count("gone", "Gone", "days", 1))
    now = section(same, made.rate("rate", "Rate", 2, 4), made.count("new", "New", "days", 2))
    told = differences(was, now)
    assert [(each.figure.key, each.was is None, each.now is None) for each in told] == [
        ("rate", False, False),
        ("new", True, False),
        ("gone", False, True),
    ]
    assert told[0].section_title == "S"
    assert not differences(was, was)


@pytest.mark.parametrize(("one", "other", "same"), [(60, 60, True), (60, 61, False)])
def test_hours_differ_by_their_minutes(one, other, same):
    def told(minutes):
        return [alone(made.section("s", "S", [made.hours("h", "Hours", minutes)]))]

    assert (not differences(told(one), told(other))) is same
