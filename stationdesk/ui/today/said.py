"""How the first page says days, hours and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PyQt6.QtCore import QDate, QLocale

from stationdesk.domain.opening import AROUND_THE_CLOCK, clock
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.listings.tiers import tier_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.day_figures import AmenityCounts, StockWarnings
    from stationdesk.domain.feedback.day_book import DayBook
    from stationdesk.domain.lending.figures import FigureLine
    from stationdesk.domain.opening import Interval, OpeningException
    from stationdesk.services.today import DaySummary, Opening, TierStanding


class Figure(NamedTuple):
    """What a card at the top shows."""

    number: str
    unit: str
    delta: str
    tone: Tone


def long_day(day: date) -> str:
    """Return a day with its year and weekday."""
    return _spoken(day, _("dddd, d MMMM yyyy"))


def short_day(day: date) -> str:
    """Return month and day."""
    return _spoken(day, _("d MMM"))


def span_of_days(exception: OpeningException) -> str:
    """Return the days of an exception."""
    first, last = exception.first_day, exception.last_day
    if first == last:
        return short_day(first)
    return _("{first} to {last}").format(first=short_day(first), last=short_day(last))


def hours_words(hours: Sequence[Interval]) -> str:
    """Return the hours of a day in a row; closed where there are none."""
    if not hours:
        return _("closed")
    if tuple(hours) == (AROUND_THE_CLOCK,):
        return _("open around the clock")
    return _(", ").join(f"{clock(each.opens_minute)}–{clock(each.closes_minute)}" for each in hours)


def open_today(opening: Opening) -> str:
    """Return in a few words when the station is open today."""
    if not opening.known:
        return ""
    if opening.hours:
        return _("open {hours}").format(hours=hours_words(opening.hours))
    if opening.reason:
        return _("closed today: {reason}").format(reason=opening.reason)
    return _("closed today")


def length_words(hours: Sequence[Interval]) -> str:
    """Return how long the station is open on a day."""
    minutes = sum(each.minutes for each in hours)
    if minutes % 60 == 0:
        return _("{hours} hours").format(hours=minutes // 60)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def tier_figure(tier: TierStanding) -> Figure:
    """Return the tier, how many services are offered, and what threatens or is missing."""
    number = tier_words(tier.attained)
    unit = _("{met}/{services} met").format(met=tier.met, services=tier.services)
    if tier.lost_on is not None:
        words = _("{tier} will be lost on {day}")
        delta = words.format(tier=number, day=short_day(tier.lost_on))
        return Figure(number, unit, delta, Tone.WARNING)
    if tier.next_tier is None:
        return Figure(number, unit, _("The highest tier is held"), Tone.GOOD)
    words = _("{count} short of {tier}")
    delta = words.format(count=tier.missing, tier=tier_words(tier.next_tier))
    return Figure(number, unit, delta, Tone.BAD if tier.attained is None else Tone.INFO)


def waiting_figure(summary: DaySummary) -> Figure:
    """Return how much waits, and how much of it is late or of today."""
    number, unit = str(len(summary.reminders)), _("to do")
    if summary.overdue:
        words = _("{late} overdue, {today} for today")
        delta = words.format(late=summary.overdue, today=summary.due_today)
        return Figure(number, unit, delta, Tone.BAD)
    if summary.due_today:
        delta = _("{today} for today").format(today=summary.due_today)
        return Figure(number, unit, delta, Tone.WARNING)
    return Figure(number, unit, _("Nothing is overdue"), Tone.GOOD)


def stock_figure(stock: StockWarnings) -> Figure:
    """Return how many goods need attention, and why."""
    number, unit = str(stock.concerned), _("of {count} goods").format(count=stock.items)
    if not stock.items:
        return Figure(number, unit, _("No goods are entered yet"), Tone.NEUTRAL)
    told = [
        words.format(count=count)
        for count, words in (
            (stock.expired, _("{count} expired")),
            (stock.out, _("{count} out")),
            (stock.low, _("{count} low")),
            (stock.expiring, _("{count} expiring")),
        )
        if count
    ]
    if not told:
        return Figure(number, unit, _("All goods are in order"), Tone.GOOD)
    bad = stock.expired or stock.out
    return Figure(number, unit, " · ".join(told), Tone.BAD if bad else Tone.WARNING)


def amenity_figure(amenities: AmenityCounts) -> Figure:
    """Return how many amenities can be used, how many stand still, and their availability."""
    number = f"{amenities.usable}/{amenities.in_service}"
    if not amenities.in_service:
        return Figure(number, _("usable"), _("No amenities are entered yet"), Tone.NEUTRAL)
    told = []
    if amenities.stopped:
        told.append(_("{count} out of use").format(count=amenities.stopped))
    if amenities.percent is not None:
        told.append(_("30 days: {percent}% usable").format(percent=f"{amenities.percent:.1f}"))
    tone = Tone.WARNING if amenities.stopped else Tone.GOOD
    return Figure(number, _("usable"), " · ".join(told), tone)


def lent_words(lent: FigureLine) -> str:
    """Return what is out, and how the lending of the month goes: loans, in time, lost."""
    told = [_("pieces out: {count}").format(count=lent.out)]
    if lent.overdue:
        told.append(_("pieces overdue: {count}").format(count=lent.overdue))
    told.append(_("loans this month: {count}").format(count=lent.loans))
    if lent.on_time_percent is not None:
        told.append(_("{percent}% back in time").format(percent=f"{lent.on_time_percent:.0f}"))
    if lent.lost:
        told.append(_("pieces lost: {count}").format(count=lent.lost))
    return " · ".join(told)


def book_figure(book: DayBook) -> Figure:
    """Return how many entries of the feedback book wait, and what is most pressing of them."""
    number, unit = str(book.waiting), _("to answer")
    if book.overdue:
        words = _("{late} overdue, {today} for today")
        delta = words.format(late=len(book.overdue), today=len(book.due_today))
        return Figure(number, unit, delta, Tone.BAD)
    told = [
        words.format(count=count)
        for count, words in (
            (len(book.due_today), _("{count} due today")),
            (len(book.ready), _("{count} ready to answer")),
            (len(book.to_call_back), _("{count} to call back")),
            (len(book.to_post), _("{count} to post")),
        )
        if count
    ]
    if told:
        return Figure(number, unit, " · ".join(told[:2]), Tone.WARNING)
    if book.waiting:
        return Figure(number, unit, _("Nothing is overdue"), Tone.GOOD)
    return Figure(number, unit, _("Every word has its answer"), Tone.GOOD)


def _spoken(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
