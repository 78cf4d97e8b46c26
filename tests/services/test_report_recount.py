"""The figures of random months of the demo equal a recount straight from its tables."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stationdesk.domain.reporting.figures import among_of, amount_of
from stationdesk.domain.reporting.spans import Beside, Span, days_beside, days_of, spans_between
from stationdesk.domain.roster.cover import covered_share
from stationdesk.services.demo.making import live_through
from stationdesk.services.desk import open_desk

from .recount import Recount

LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=125)
SEEN_BY_RULES = ("tiers.", "volunteers.cover")
"""What the rules of tiers and of cover say; they are held against these rules' own answers."""


@pytest.fixture(scope="module")
def desk():
    opened = open_desk(":memory:", today=LAST)
    live_through(opened, FIRST, LAST, seed=6)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def recount(desk):
    return Recount(desk)


def told(desk, first, last):
    """Return what the figures of days add up to, and of what, by section and figure."""
    return {
        f"{section.key}.{figure.key}": (figure.traced, figure.whole)
        for section in desk.month_report.sections(first, last)
        for figure in section.figures
    }


def without_reopened(desk, recount, figures, first, last):
    """Leave out entries that were opened again: their rounds stand in their events alone."""
    for name in [each for each in figures if each.startswith("feedback.")]:
        lines = [
            line
            for line in desk.month_report.trace_days(*name.split(".", 1), first, last)
            if line.record.id in recount.single
        ]
        whole = None if figures[name][1] is None else among_of(lines)
        figures[name] = (amount_of(lines), whole)
    return figures


@pytest.mark.parametrize(
    "day", random.Random(11).sample(list(spans_between(Span.MONTH, FIRST, LAST)), 3)
)
def test_figures_of_a_month_equal_the_recount(desk, recount, day):
    days = days_of(Span.MONTH, day)
    last = min(days.last, LAST)
    counted = recount.figures(days.first, last)
    figures = without_reopened(desk, recount, told(desk, days.first, last), days.first, last)
    assert {name: figures[name] for name in counted} == counted
    unseen = [
        name for name in figures.keys() - counted.keys() if not name.startswith(SEEN_BY_RULES)
    ]
    assert all(figures[name][0] == 0 for name in unseen), unseen
    assert all(name.startswith("visits.") for name in unseen), "only who never came is not counted"


def test_figures_of_the_year_equal_the_recount(desk, recount):
    first = date(2026, 1, 1)
    counted = recount.figures(first, LAST)
    figures = without_reopened(desk, recount, told(desk, first, LAST), first, LAST)
    assert {name: figures[name] for name in counted} == counted


@pytest.mark.parametrize("month", [7, 10])
def test_figures_are_those_of_the_pages_themselves(desk, month):
    days = days_of(Span.MONTH, date(2026, month, 1))
    asked = (days.first, days.last)
    figures = told(desk, *asked)
    lent = desk.lending.figures(*asked).total
    for key in (
        "loans",
        "pieces",
        "extended",
        "on_time",
        "late",
        "damaged",
        "lost",
        "out",
        "overdue",
    ):
        assert figures[f"lending.{key}"][0] == getattr(lent, key), key
    served = desk.attendance.figures(*asked)
    assert figures["volunteers.people"][0] == served.people
    assert figures["volunteers.services"][0] == served.services
    assert figures["volunteers.hours"][0] == served.minutes
    rates = desk.feedback.rates(*asked)
    assert figures["feedback.registered"][0] == rates.registered
    assert figures["feedback.closed"][0] == rates.closed
    for rate in rates.rates:
        assert figures[f"feedback.rate.{rate.key.value}"] == (rate.counted, rate.among)
    assessment = desk.tiers.assess(on=days.last)
    for tier in (1, 2, 3):
        assert figures[f"tiers.offered.{tier}"] == assessment.counts(tier)
    assert figures["tiers.attained"][0] == (assessment.attained or 0)
    cover = covered_share(desk.roster.facts(*asked), *asked)
    assert figures["volunteers.cover"] == (cover.minutes_kept, cover.minutes_wanted)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.integers(-40, 125), length=st.integers(0, 70))
def test_every_trace_adds_up_to_its_figure(desk, start, length):
    first = min(FIRST + timedelta(days=start), LAST)
    last = min(first + timedelta(days=length), LAST)
    for section in desk.month_report.sections(first, last):
        for figure in section.figures:
            lines = desk.month_report.trace_days(section.key, figure.key, first, last)
            assert amount_of(lines) == figure.traced, (section.key, figure.key)
            assert among_of(lines) == (figure.whole or 0), (section.key, figure.key)
            assert all(str(line.what) and line.page_key for line in lines)
            standing = figure.at_end or section.key == "tiers"
            assert all(line.day <= last and (standing or line.day >= first) for line in lines)


@pytest.mark.parametrize("span", list(Span))
def test_what_stands_beside_a_figure_is_the_same_figure_of_those_days(desk, span):
    day = date(2026, 9, 30)
    report = desk.month_report.report(span, day)
    for which in Beside:
        beside = [line.beside(which) for each in report.sections for line in each.lines]
        if beside[0] is None:
            assert span is Span.YEAR
            continue
        days = days_beside(span, day, which)
        assert beside == [
            figure
            for section in desk.month_report.sections(days.first, days.last)
            for figure in section.figures
        ]


def test_a_month_before_the_station_kept_records_says_nothing(desk):
    report = desk.month_report.report(Span.MONTH, date(2020, 2, 1))
    silent = {section.key for section in report.sections if section.says_nothing}
    assert silent == {section.key for section in report.sections}
    values = [line.now.value for section in report.sections for line in section.lines]
    assert {value for value in values if value} == set()


def test_a_month_that_is_not_over_tells_the_days_so_far(desk):
    report = desk.month_report.report(Span.MONTH, LAST)
    assert (report.last, report.is_over) == (date(2026, 11, 30), False)
    assert report.figure("opening", "days_published").value <= LAST.day
    assert desk.month_report.report(Span.MONTH, date(2026, 10, 9)).is_over
