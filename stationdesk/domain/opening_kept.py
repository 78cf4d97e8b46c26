"""Opening as it was: what the door's log says, held against the hours that hang on it (履约率).

Minutes kept are those of the log that lie within published hours. A published day without a line in
the log is “not recorded”: it is told as such and never counts as open. Of a line whose closing was
not noted only the day counts, as nobody knows until when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stationdesk.domain.ids import OpeningLogId
    from stationdesk.domain.opening import Interval

LONGEST_OPENING = timedelta(days=1)
"""A line may run past midnight; a station open around the clock writes one a day."""
LONGEST_REASON = 200
LONGEST_NAME = 60

Opening = tuple[date, "tuple[Interval, ...]"]
"""A day with its published hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOpening:
    """When the station was open, as it is entered; ``closed_at`` is None while it still is.

    Moments are local minutes. ``reason`` says why it opened late or closed early.
    """

    opened_at: datetime
    closed_at: datetime | None = None
    opened_by: str = ""
    closed_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLine:
    """One line of the log: the station was open from ``opened_at`` up to ``closed_at``."""

    id: OpeningLogId
    uid: str
    day: date
    opened_at: datetime
    closed_at: datetime | None
    opened_by: str
    closed_by: str
    reason: str
    version: int
    is_void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayKept:
    """A day's hours as published and as kept; ``lines`` of the log touch it.

    ``unclosed`` tells that a line of the day has no end, so that its minutes are not known.
    """

    day: date
    published: tuple[Interval, ...]
    minutes_published: int
    minutes_kept: int
    minutes_open: int
    lines: int
    unclosed: bool = False

    @property
    def recorded(self) -> bool:
        """Whether the log says anything of the day."""
        return self.lines > 0

    @property
    def unrecorded(self) -> bool:
        """Whether the station should have been open and the log says nothing."""
        return self.minutes_published > 0 and not self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningKept:
    """How a station kept its hours on some days.

    ``days_published`` are days with hours, ``days_open`` days of which the log tells an opening,
    ``days_unrecorded`` published days of which it tells nothing, ``days_unclosed`` those whose
    closing was not noted. ``minutes_open`` count whatever the hours were.
    """

    days_published: int
    days_open: int
    minutes_published: int
    minutes_kept: int
    minutes_open: int
    days_unrecorded: int
    days_unclosed: int

    @property
    def percent(self) -> float | None:
        """The share of published time that was kept, 0 to 100.

        None where nothing was published, or where the log tells nothing of any of the days.
        """
        if not self.minutes_published or not self.days_open:
            return None
        return 100.0 * self.minutes_kept / self.minutes_published


def days_kept(
    opening: Iterable[Opening], lines: Sequence[OpeningLine], now: datetime
) -> tuple[DayKept, ...]:
    """Return each day of ``opening`` as it was kept up to the minute ``now``.

    Hours that are still to come at ``now`` were not published for keeping yet, and days after it
    are left out. ``lines`` are all that touch the days; a line without an end lasts while it is
    of ``now``'s own day.
    """
    by_day = _stretches(lines, now)
    return tuple(
        _day_kept(day, intervals, by_day.get(day, ()), now)
        for day, intervals in opening
        if day <= now.date()
    )


def kept_of(days: Iterable[DayKept]) -> OpeningKept:
    """Return how all ``days`` together were kept."""
    told = list(days)
    return OpeningKept(
        days_published=sum(each.minutes_published > 0 for each in told),
        days_open=sum(each.recorded for each in told),
        minutes_published=sum(each.minutes_published for each in told),
        minutes_kept=sum(each.minutes_kept for each in told),
        minutes_open=sum(each.minutes_open for each in told),
        days_unrecorded=sum(each.unrecorded for each in told),
        days_unclosed=sum(each.unclosed for each in told),
    )


def opening_log_problems(
    wish: NewOpening, others: Iterable[OpeningLine], now: datetime
) -> Iterator[Problem]:
    """Yield every reason why a line cannot stand beside the ``others`` at the minute ``now``."""
    if wish.opened_at > now or (wish.closed_at is not None and wish.closed_at > now):
        yield Problem("opened_at", N_("The log tells what was; this is still to come."))
    if wish.closed_at is not None:
        yield from _length_problems(wish.opened_at, wish.closed_at)
    for other in others:
        if _overlap(wish, other):
            values = {"from": f"{other.opened_at:%H:%M}", "day": other.day}
            phrase = N_("The log says already that the station opened at {from} on {day}.")
            yield Problem("opened_at", phrase, values)
    for about, text, most in (
        ("reason", wish.reason, LONGEST_REASON),
        ("opened_by", wish.opened_by, LONGEST_NAME),
        ("closed_by", wish.closed_by, LONGEST_NAME),
    ):
        if len(text.strip()) > most:
            phrase = N_("This has at most {most} characters.")
            yield Problem(about, phrase, {"most": most})


def _length_problems(opened_at: datetime, closed_at: datetime) -> Iterator[Problem]:
    if closed_at <= opened_at:
        yield Problem("closed_at", N_("The station closed before it opened."))
    elif closed_at - opened_at > LONGEST_OPENING:
        yield Problem("closed_at", N_("A line of the log holds one day at most."))


def _overlap(wish: NewOpening, other: OpeningLine) -> bool:
    """Tell whether both say of a same minute that the station was open.

    A line without an end is taken as a minute: nobody knows how long it lasted.
    """
    end = wish.closed_at or wish.opened_at + timedelta(minutes=1)
    other_end = other.closed_at or other.opened_at + timedelta(minutes=1)
    return wish.opened_at < other_end and other.opened_at < end


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one line says of one day: minutes of it, and whether its end is not known."""

    opens: int
    closes: int
    unclosed: bool = False


def _stretches(lines: Sequence[OpeningLine], now: datetime) -> Mapping[date, Sequence[_Stretch]]:
    found: dict[date, list[_Stretch]] = {}
    for line in lines:
        for day, stretch in _stretches_of(line, now):
            found.setdefault(day, []).append(stretch)
    return found


def _stretches_of(line: OpeningLine, now: datetime) -> Iterator[tuple[date, _Stretch]]:
    end = line.closed_at
    if end is None and line.day == now.date():
        end = max(now, line.opened_at)
    if end is None:
        minute = _minute_of(line.day, line.opened_at)
        yield line.day, _Stretch(minute, minute, unclosed=True)
        return
    day = line.opened_at.date()
    yield day, _Stretch(_minute_of(day, line.opened_at), min(_minute_of(day, end), DAY_MINUTES))
    if (after := _minute_of(day, end) - DAY_MINUTES) > 0:
        yield day + timedelta(days=1), _Stretch(0, after)


def _day_kept(
    day: date, intervals: tuple[Interval, ...], stretches: Sequence[_Stretch], now: datetime
) -> DayKept:
    until = _minute_of(day, now) if day == now.date() else DAY_MINUTES
    held = [(each.opens_minute, min(each.closes_minute, until)) for each in intervals]
    kept = sum(
        max(0, min(closes, each.closes) - max(opens, each.opens))
        for opens, closes in held
        for each in stretches
    )
    return DayKept(
        day=day,
        published=intervals,
        minutes_published=sum(max(0, closes - opens) for opens, closes in held),
        minutes_kept=kept,
        minutes_open=sum(each.closes - each.opens for each in stretches),
        lines=len(stretches),
        unclosed=any(each.unclosed for each in stretches),
    )


def _minute_of(day: date, moment: datetime) -> int:
    """Return how many minutes lie between the start of ``day`` and ``moment``."""
    return (moment - datetime.combine(day, time())) // timedelta(minutes=1)
