"""The rows about one person: what excludes what, limits over the horizon, tallies."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from stationdesk.planner.cliques import largest_groups, successions
from stationdesk.planner.model import Expression
from stationdesk.planner.problem import Counting, Limit, Place, Price
from stationdesk.planner.rows import bands_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.planner.draft import Draft
    from stationdesk.planner.problem import Member, Slot, Tally
    from stationdesk.planner.rows import Band


def add_exclusions(draft: Draft, member: Member) -> None:
    """Keep to the shifts of a day, to what overlaps, and to what may follow."""
    for day in range(draft.problem.days):
        today, tomorrow = (draft.columns_on(member.key, each) for each in (day, day + 1))
        _add_day(draft, member, day)
        for group in successions(today, tomorrow, draft.forbids, draft.excludes):
            draft.keep(_columns(group).row(most=1))


def add_limits(draft: Draft, member: Member) -> None:
    """Keep to what the person may work over the horizon."""
    limits, slots = member.limits, draft.problem.all_slots
    for key, most in limits.most_of_type.items():
        total = draft.sum_of(Place(member.key, *slot) for slot in slots if slot.shift == key)
        _limit(draft, member, Limit.MOST_OF_TYPE, total, most)
    if limits.least_minutes is not None:
        minutes = _counted(draft, member.key, slots, Counting.MINUTES)
        _limit(draft, member, Limit.LEAST_MINUTES, minutes, limits.least_minutes)
    if limits.most_minutes is not None:
        minutes = _counted(draft, member.key, slots, Counting.MINUTES)
        _limit(draft, member, Limit.MOST_MINUTES, minutes, limits.most_minutes)
    if limits.most_weekends is not None:
        days = [slot for slot in slots if draft.problem.is_weekend(slot.day)]
        weekends = _counted(draft, member.key, days, Counting.WEEKS)
        _limit(draft, member, Limit.MOST_WEEKENDS, weekends, limits.most_weekends)
    _add_runs(draft, member)


def add_tally(draft: Draft, tally: Tally) -> None:
    """Keep to a limit or a target of some slots."""
    total = _counted(draft, tally.person, sorted(tally.slots), tally.counting)
    bands = None if tally.price is None else bands_of(tally.price, tally.steeper)
    level = 0 if tally.price is None else tally.price.level
    draft.keep(
        total.row(least=tally.least or None, most=tally.most, under=bands, over=bands, level=level)
    )


def _add_day(draft: Draft, member: Member, day: int) -> None:
    columns, most = draft.columns_on(member.key, day), draft.problem.shifts_a_day
    if most is not None:
        total = draft.sum_of(Place(member.key, *slot) for slot in draft.slots_on(day))
        draft.keep(total.row(most=most))
    if most != 1:
        for group in largest_groups(columns, draft.excludes):
            draft.keep(_columns(group).row(most=1))


def _columns(group: Iterable[int]) -> Expression:
    total = Expression()
    for column in group:
        total.plus(column)
    return total


def _counted(draft: Draft, person: str, slots: Iterable[Slot], counting: Counting) -> Expression:
    """Return what ``person`` works on ``slots``, in the unit of ``counting``."""
    problem, total = draft.problem, Expression()
    if counting in (Counting.SHIFTS, Counting.MINUTES):
        for slot in slots:
            times = problem.types[slot.shift].minutes if counting is Counting.MINUTES else 1
            total.add(draft.taken(person, slot), times)
        return total
    unit = problem.week_of if counting is Counting.WEEKS else int
    for _, found in groupby(slots, key=lambda slot: unit(slot.day)):
        total.add(draft.any_of(person, found))
    return total


def _limit(draft: Draft, member: Member, limit: Limit, total: Expression, amount: int) -> None:
    """Keep the row of a limit: hard, or for its price."""
    price = member.limits.priced.get(limit)
    bands = None if price is None else bands_of(price)
    level = 0 if price is None else price.level
    if limit is Limit.LEAST_MINUTES:
        draft.keep(total.row(least=amount, under=bands, level=level))
    else:
        draft.keep(total.row(most=amount, over=bands, level=level))


def _add_runs(draft: Draft, member: Member) -> None:
    limits = member.limits
    if limits.most_consecutive is not None:
        for window in _windows(draft, limits.most_consecutive + 1):
            total = Expression()
            for day in window:
                total.add(_worked(draft, member, day))
            _limit(draft, member, Limit.MOST_CONSECUTIVE, total, limits.most_consecutive)
    for limit, least in (
        (Limit.LEAST_CONSECUTIVE, limits.least_consecutive),
        (Limit.LEAST_DAYS_OFF, limits.least_days_off),
    ):
        for length in range(1, least or 0):
            for window in _windows(draft, length + 2):
                _forbid_run(draft, member, limit, window, (least or 0) - length)


def _windows(draft: Draft, length: int) -> Iterator[range]:
    """Give the stretches of ``length`` known days that end within the horizon."""
    first = max(-draft.problem.history_days, 1 - length)
    return (range(day, day + length) for day in range(first, draft.problem.days - length + 1))


def _forbid_run(draft: Draft, member: Member, limit: Limit, window: range, missing: int) -> None:
    """Keep the inner days of ``window`` from being a run of their own, ``missing`` too short."""
    works, total = limit is Limit.LEAST_CONSECUTIVE, Expression()
    for day in window:
        inner = day not in (window[0], window[-1])
        total.add(_worked(draft, member, day), 1 if inner == works else -1)
    most = len(window) - 3 if works else 1
    price: Price | None = member.limits.priced.get(limit)
    bands: tuple[Band, ...] | None = None
    if price is not None:
        bands = bands_of(Price(price.weight * missing, price.level))
    draft.keep(total.row(most=most, over=bands, level=0 if price is None else price.level))


def _worked(draft: Draft, member: Member, day: int) -> Expression:
    """Return 1 where the person works on ``day``, which may lie in the history."""
    return draft.any_of(member.key, draft.slots_on(day))
