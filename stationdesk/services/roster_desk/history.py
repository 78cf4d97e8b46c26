"""Rosters that were kept by hand: brought in under all rules, and taken out again as one."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.imported_duties import shift_as_made, shift_place
from stationdesk.domain.problems import Problem, Refused
from stationdesk.domain.roster.assignments import AssignmentSource, AssignmentState
from stationdesk.domain.roster.period_rules import MOST_DAYS
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.rules import Rule
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.periods import PERIOD, SHIFT, shift_told
from stationdesk.services.roster_desk.places import Place
from stationdesk.services.roster_desk.publishing import Publishing
from stationdesk.services.roster_desk.rows import PLANNED
from stationdesk.store import assignments, roster_imports, rosters
from stationdesk.store import shifts as shift_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, ImportId, PeriodId, ShiftId
    from stationdesk.domain.imported_duties import NewDuty
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.shifts import Shift

GONE_ON = N_("Duties of this roster were served, swapped or excused since; it stays.")
LONGEST_GAP = timedelta(days=7)
"""Days further apart than this belong to two rosters."""


@dataclass(frozen=True, slots=True)
class BroughtDuties:
    """What a roster became: a row for each duty, in their order, and the rosters opened for it."""

    assignment_ids: tuple[AssignmentId, ...]
    opened: tuple[PeriodId, ...]


class History(Publishing):
    """What lies before today is published at once, so that history and fairness know it."""

    def bring_in_duties(
        self, duties: Sequence[NewDuty], import_id: ImportId, reason: str
    ) -> BroughtDuties:
        """Keep the duties of a hand-kept roster; call it inside the deed of the import.

        Days without a roster get one: for days before today one that is published, else a draft.
        ``reason`` is kept for every warning that a duty passes; what blocks refuses the whole.

        Raises:
            Refused: naming every rule that forbids a duty.
        """
        if not duties:
            return BroughtDuties((), ())
        with self._context.deed(*TOPICS):
            opened = self._open_for(duties)
            shifts = self._shifts_for(duties, import_id)
            places = [
                Place(
                    shift=shift,
                    volunteer_id=duty.volunteer_id,
                    source=AssignmentSource.IMPORT,
                    import_id=import_id,
                )
                for duty, shift in zip(duties, shifts, strict=True)
            ]
            done = self._exchange(places, {}, passing=dict.fromkeys(Rule, reason))
            for period_id in opened:
                if self.period(period_id).last_day < self._context.today():
                    self.publish(period_id)
        return BroughtDuties(done.added, tuple(opened))

    def undo_imported(self, import_id: ImportId, opened: Iterable[PeriodId], reason: str) -> None:
        """Take the duties of one import out, with shifts and rosters that nothing else needs.

        Raises:
            Refused: when somebody served, was missed, swapped or is excused since.
        """
        rows = list(assignments.by_ids(roster_imports.assignments_of(import_id)).values())
        gone_on = [row for row in rows if row.is_live and row.state not in PLANNED]
        gone_on += [row for row in rows if row.state in _SETTLED]
        if gone_on:
            raise Refused([Problem("import", GONE_ON)])
        with self._context.deed(*TOPICS):
            planned = [row for row in rows if row.state in PLANNED]
            self._leave_reasons(planned)
            for row in planned:
                self._set_state(row, AssignmentState.CANCELLED, reason, "take out")
            self._void_empty(roster_imports.shifts_of(import_id), reason)
            for period_id in opened:
                self._void_without_shifts(self.period(period_id), reason)

    def _open_for(self, duties: Sequence[NewDuty]) -> list[PeriodId]:
        """Open rosters for days that have none, those before today apart from the others."""
        today = self._context.today()
        shifts = {shift_place(duty.shift) for duty in duties}
        missing = [day for day in sorted({place[0] for place in shifts}) if self._is_free(day)]
        opened = []
        for first, last in _stretches(missing, today, self._is_free):
            start = self._stretched(first, _start_of_week(first), today)
            end = self._stretched(last, _end_of_week(last), today)
            count = sum(start <= place[0] <= end for place in shifts)
            opened.append(self._add_period(start, end, count))
        return opened

    def _is_free(self, day: date) -> bool:
        return self.period_on(day) is None

    def _stretched(self, day: date, bound: date, today: date) -> date:
        """Return the last free day on the way from ``day`` to ``bound``, on its side of today."""
        step = timedelta(days=1 if bound > day else -1)
        while day != bound:
            beyond = day + step
            if not self._is_free(beyond) or (beyond < today) != (day < today):
                break
            day = beyond
        return day

    def _shifts_for(self, duties: Sequence[NewDuty], import_id: ImportId) -> list[Shift]:
        """Return the shift of every duty; those that are not on record are made."""
        people = Counter(shift_place(duty.shift) for duty in duties if duty.shift_id is None)
        made: dict[tuple[object, ...], ShiftId] = {}
        shifts = []
        for duty in duties:
            shift_id = duty.shift_id
            if shift_id is None:
                place = shift_place(duty.shift)
                if place not in made:
                    made[place] = self._make_shift(duty, people[place], import_id)
                shift_id = made[place]
            shifts.append(self.shift(shift_id))
        return shifts

    def _make_shift(self, duty: NewDuty, people: int, import_id: ImportId) -> ShiftId:
        period = self.period_on(duty.shift.day)
        assert period is not None
        shift_id = shift_store.add(
            period.id,
            shift_as_made(duty.shift, people),
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
            import_id=import_id,
        )
        shift = self.shift(shift_id)
        self._context.note(SHIFT, shift.uid, "add", after=shift_told(shift))
        return shift_id

    def _void_empty(self, shift_ids: Sequence[ShiftId], reason: str) -> None:
        """Take shifts out on which nobody is."""
        taken = {row.shift_id for row in assignments.of_shifts(shift_ids, only_live=True)}
        empty = [each for each in shift_ids if each not in taken]
        at, by = self._context.recorded_at(), self._context.who()
        for shift_id in empty:
            note = {"reason": self._without_names(reason)}
            self._context.note(SHIFT, self.shift(shift_id).uid, "drop", after=note)
        shift_store.set_voided(empty, at, by)

    def _void_without_shifts(self, period: Period, reason: str) -> None:
        """Take a roster out that was opened for an import and holds nothing else."""
        if period.state is PeriodState.CLOSED or shift_store.of_period(period.id):
            return
        at, by = self._context.recorded_at(), self._context.who()
        rosters.set_voided(period.id, at, by)
        told = {"reason": self._without_names(reason)}
        self._context.note(PERIOD, period.uid, "void", after=told)


_SETTLED = frozenset({AssignmentState.ABSENT, AssignmentState.EXCUSED, AssignmentState.SWAPPED})


def _stretches(
    days: Sequence[date], today: date, is_free: Callable[[date], bool]
) -> list[tuple[date, date]]:
    """Return stretches of days close together, parted where today begins; a quarter at most."""
    found: list[tuple[date, date]] = []
    for day in days:
        first, last = found[-1] if found else (day, day)
        near = day - last <= LONGEST_GAP and (day - first).days < MOST_DAYS - LONGEST_GAP.days
        same_side = (first < today) == (day < today)
        between = [last + timedelta(days=ahead) for ahead in range(1, (day - last).days)]
        if found and near and same_side and all(map(is_free, between)):
            found[-1] = (first, day)
        else:
            found.append((day, day))
    return found


def _start_of_week(day: date) -> date:
    """Return the Monday of a day's week, or the first of its month where that is later."""
    return max(day - timedelta(days=day.weekday()), day.replace(day=1))


def _end_of_week(day: date) -> date:
    """Return the Sunday of a day's week, or the last of its month where that is sooner."""
    last = calendar.monthrange(day.year, day.month)[1]
    return min(day + timedelta(days=6 - day.weekday()), day.replace(day=last))
