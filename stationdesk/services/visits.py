"""Counting visits: a click for each, the sheet of a day, and the sums."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.outages import end_of
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.visits import (
    Counting,
    DayCounts,
    NewVisit,
    sheet_problems,
    visit_problems,
    visits_of_sheet,
)
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.store import visits as store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from stationdesk.domain.ids import VisitId
    from stationdesk.domain.visits import DaySheet, DayTally, Visit
    from stationdesk.services.context import Context

ENTITY = "visit"
HALF_PAST = 30
"""The minute of an hour that stands for the hour, where a sheet tells no more."""


class Visits:
    """How many came; nothing here tells who."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def tap(self, group: str, service: str, people: int = 1, request_key: str = "") -> VisitId:
        """Count people who are here this minute; twice with one key is once.

        Raises:
            Refused: naming every reason.
        """
        known = store.find_by_key(request_key) if request_key else None
        if known is not None:
            return known
        moment = self._this_minute()
        wish = NewVisit(
            day=moment.date(),
            group=group,
            service=service,
            people=people,
            counted_at=moment,
            request_key=request_key,
        )
        refuse_if_any(visit_problems(wish, self._context.today()))
        (visit_id,) = self._keep([wish], "tap")
        self._offer(N_("A visit was counted."), {}, partial(self._void, [visit_id]))
        return visit_id

    def write_down(self, sheet: DaySheet) -> list[VisitId]:
        """Keep a day's tally sheet; twice with one key is once, and keeps the first.

        Raises:
            Refused: naming every reason.
        """
        if sheet.request_key and store.find_by_key(f"{sheet.request_key}/0") is not None:
            return []
        refuse_if_any(sheet_problems(sheet, self._context.today()))
        minutes = {hour: _half_past(sheet.day, hour) for hour in range(24)}
        replaced = self._of_sheets(sheet.day) if sheet.instead else []
        with self._context.deed(Topic.VISITS):
            self._set_voided(replaced, void=True)
            ids = self._keep(visits_of_sheet(sheet, minutes), "write down")
        self._offer(
            N_("The tally sheet of {day} was entered."),
            {"day": sheet.day},
            partial(self._put_back, ids, replaced),
        )
        return ids

    def count_many(self, wishes: Sequence[NewVisit]) -> list[VisitId]:
        """Keep many counts at once, as a list of somebody else's has them.

        Raises:
            Refused: naming every reason, each once.
        """
        today = self._context.today()
        problems = (problem for wish in wishes for problem in visit_problems(wish, today))
        refuse_if_any({str(problem): problem for problem in problems}.values())
        return self._keep(wishes, "count") if wishes else []

    def undo(self, visit_id: VisitId) -> None:
        """Take one count back; it stays in the file as taken back.

        Raises:
            Refused: where there is none, or it was taken back already.
        """
        visit = store.get(visit_id)
        if visit is None or visit.is_void:
            raise Refused([Problem("visit", N_("This count does not stand any more."))])
        self._void([visit_id])
        self._offer(N_("A count was taken back."), {}, partial(self._let_stand, [visit_id]))

    def undo_last(self) -> Visit | None:
        """Take back the last click of today; return it, None where none stands."""
        last = store.last_tap(self._context.today())
        if last is not None:
            self.undo(last.id)
        return last

    def counts_of(self, day: date) -> list[Visit]:
        """Return a day's counts that stand, in the order in which they were kept."""
        return store.on_day(day)

    def day_counts(self, day: date | None = None) -> DayCounts:
        """Return a day's visits by group and by service; None is today."""
        on = day or self._context.today()
        return DayCounts(on, store.by_group(on, on), store.by_service(on, on))

    def by_group(self, first: date, last: date) -> dict[str, int]:
        """Return how many came on days, by the key of the group; only those that came."""
        return store.by_group(first, last)

    def by_service(self, first: date, last: date) -> dict[str, int]:
        """Return how many came on days, by the key of the service."""
        return store.by_service(first, last)

    def by_day(self, first: date, last: date) -> dict[date, int]:
        """Return how many came on each day on which somebody did, in order."""
        return store.by_day(first, last)

    def by_month(self, first: date, last: date) -> dict[str, int]:
        """Return how many came by month (``2026-06``), in order."""
        return store.by_month(first, last)

    def by_month_and_group(self, first: date, last: date) -> list[tuple[str, str, int]]:
        """Return month, group and how many came, in the order of the months."""
        return store.by_month_and_group(first, last)

    def by_hour(self, first: date, last: date) -> dict[int | None, int]:
        """Return how many came by hour (0 to 23); under None those of whom no hour is known."""
        return store.by_hour(first, last)

    def by_weekday_and_hour(self, first: date, last: date) -> dict[tuple[int, int], int]:
        """Return how many came by ISO weekday and hour, of those of whom the hour is known."""
        found: dict[tuple[int, int], int] = {}
        for day, hour, people in store.by_day_and_hour(first, last):
            key = (day.isoweekday(), hour)
            found[key] = found.get(key, 0) + people
        return found

    def tallies(
        self, first: date, last: date, group: str = "", service: str = ""
    ) -> list[DayTally]:
        """Return what was counted by day, group and service, in order; "" is every one."""
        return store.day_tallies(first, last, group, service)

    def days_counted(self, first: date, last: date) -> int:
        """Return on how many days anybody was counted."""
        return store.days_counted(first, last)

    def first_day(self) -> date | None:
        """Return the first day with a count; None before anybody counted."""
        return store.first_day()

    def _keep(self, wishes: Sequence[NewVisit], action: str) -> list[VisitId]:
        with self._context.deed(Topic.VISITS):
            ids = store.add(
                wishes,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            self._note(ids, action)
        return ids

    def _note(self, ids: Sequence[VisitId], action: str) -> None:
        """Write the audit line of some counts: under the first one's name, with their sum."""
        found = [visit for each in ids[:1] if (visit := store.get(each)) is not None]
        for first in found:
            people = first.people if len(ids) == 1 else store.people_of(ids)
            after = {"day": first.day, "counts": len(ids), "people": people}
            self._context.note(ENTITY, first.uid, action, after=after)

    def _of_sheets(self, day: date) -> list[VisitId]:
        return [each.id for each in store.on_day(day) if each.counting is Counting.SHEET]

    def _void(self, ids: Sequence[VisitId]) -> None:
        with self._context.deed(Topic.VISITS):
            self._set_voided(ids, void=True)

    def _let_stand(self, ids: Sequence[VisitId]) -> None:
        with self._context.deed(Topic.VISITS):
            self._set_voided(ids, void=False)

    def _put_back(self, entered: Sequence[VisitId], replaced: Sequence[VisitId]) -> None:
        with self._context.deed(Topic.VISITS):
            self._set_voided(entered, void=True)
            self._set_voided(replaced, void=False)

    def _set_voided(self, ids: Sequence[VisitId], *, void: bool) -> None:
        if ids:
            at, by = (self._context.recorded_at(), self._context.who()) if void else (None, None)
            store.set_voided(ids, at, by)
            self._note(ids, "take back" if void else "let stand")

    def _this_minute(self) -> datetime:
        now = self._context.now().replace(tzinfo=None, second=0, microsecond=0)
        today = self._context.today()
        return now if now.date() == today else end_of(today)

    def _offer(
        self, phrase: str, values: dict[str, object], take_back: Callable[[], object]
    ) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))


def _half_past(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, HALF_PAST))
