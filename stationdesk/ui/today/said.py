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
    from stationdesk.domain.lending.flow import OutOnDay
    from stationdesk.domain.opening import Interval, OpeningException
    from stationdesk.services.today import DaySummary, Opening, TierStanding


WORST = 2
"""How many reasons a card names; the others stand in its tooltip."""


class Figure(NamedTuple):
    """What a card at the top shows; ``more`` is the whole of what ``delta`` says in short."""

    number: str
    unit: str
    delta: str
    tone: Tone
    more: str = ""


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
        day = short_day(tier.lost_on)
        more = _("{tier} will be lost on {day}").format(tier=number, day=day)
        return Figure(number, unit, _("Lost from {day}").format(day=day), Tone.WARNING, more)
    if tier.next_tier is None:
        return Figure(number, unit, _("The highest tier is held"), Tone.GOOD)
    words = _("{count} short of {tier}")
    delta = words.format(count=tier.missing, tier=tier_words(tier.next_tier))
    return Figure(number, unit, delta, Tone.BAD if tier.attained is None else Tone.INFO)


def waiting_figure(summary: DaySummary) -> Figure:
    """Return how much waits, and how much of it is late or of today."""
    number, unit = str(len(summary.reminders)), _("to do")
    if summary.overdue:
        told = [_("overdue {count}").format(count=summary.overdue)]
        if summary.due_today:
            told.append(_("today {count}").format(count=summary.due_today))
        words = _("{late} overdue, {today} for today")
        more = words.format(late=summary.overdue, today=summary.due_today)
        return Figure(number, unit, " · ".join(told), Tone.BAD, more)
    if summary.due_today:
        delta = _("{today} for today").format(today=summary.due_today)
        return Figure(number, unit, delta, Tone.WARNING)
    return Figure(number, unit, _("Nothing is overdue"), Tone.GOOD)


def lending_figure(out: OutOnDay) -> Figure:
    """Return how many pieces are on loan, and how many of them are late or due today."""
    number, unit = str(out.pieces), _("pcs on loan")
    if not out.pieces:
        return Figure(number, unit, _("Everything is back"), Tone.GOOD)
    told = _told((out.overdue, _("overdue {count}")), (out.due, _("due today {count}")))
    more = _("{pieces} pcs of {lines} loans are out: {late} overdue, {today} due today").format(
        pieces=out.pieces, lines=out.lines, late=out.overdue, today=out.due
    )
    if not told:
        return Figure(number, unit, _("Nothing is overdue"), Tone.GOOD, more)
    tone = Tone.BAD if out.overdue else Tone.WARNING
    return Figure(number, unit, " · ".join(told), tone, more)


def stock_figure(stock: StockWarnings) -> Figure:
    """Return how many goods need attention, and the two worst reasons; all are told as more."""
    number, unit = str(stock.concerned), _("of {count} goods").format(count=stock.items)
    if not stock.items:
        return Figure(number, unit, _("No goods are entered yet"), Tone.NEUTRAL)
    told = _told(
        (stock.expired, _("{count} expired")),
        (stock.out, _("{count} out")),
        (stock.low, _("{count} low")),
        (stock.expiring, _("{count} expiring")),
    )
    if not told:
        return Figure(number, unit, _("All goods are in order"), Tone.GOOD)
    tone = Tone.BAD if stock.expired or stock.out else Tone.WARNING
    return Figure(number, unit, " · ".join(told[:WORST]), tone, " · ".join(told))


def amenity_figure(amenities: AmenityCounts) -> Figure:
    """Return how many amenities can be used, and how many stand still or their availability."""
    number = f"{amenities.usable}/{amenities.in_service}"
    if not amenities.in_service:
        return Figure(number, _("usable"), _("No amenities are entered yet"), Tone.NEUTRAL)
    told = _told((amenities.stopped, _("{count} out of use")))
    if amenities.percent is not None:
        told.append(_("30 days: {percent}% usable").format(percent=f"{amenities.percent:.1f}"))
    tone = Tone.WARNING if amenities.stopped else Tone.GOOD
    return Figure(number, _("usable"), "".join(told[:1]), tone, " · ".join(told))


def book_figure(book: DayBook) -> Figure:
    """Return how many entries of the feedback book wait, and what is most pressing of them."""
    number, unit = str(book.waiting), _("to answer")
    counts = (book.overdue, book.due_today, book.ready, book.to_call_back, book.to_post)
    shorts = (
        *(_("late {count}"), _("today {count}"), _("ready {count}")),
        *(_("call back {count}"), _("post {count}")),
    )
    wholes = (
        *(_("{count} overdue"), _("{count} due today"), _("{count} ready to answer")),
        *(_("{count} to call back"), _("{count} to post")),
    )
    told = _told(*zip(map(len, counts), shorts, strict=True))
    if told:
        tone = Tone.BAD if book.overdue else Tone.WARNING
        more = " · ".join(_told(*zip(map(len, counts), wholes, strict=True)))
        return Figure(number, unit, " · ".join(told[:WORST]), tone, more)
    if book.waiting:
        return Figure(number, unit, _("Nothing is overdue"), Tone.GOOD)
    return Figure(number, unit, _("Every word is answered"), Tone.GOOD)


def _told(*counts: tuple[int, str]) -> list[str]:
    """Return the words of the counts that are not 0."""
    return [words.format(count=count) for count, words in counts if count]


def _spoken(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
