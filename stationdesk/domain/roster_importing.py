"""What the rows of hand-kept rosters and sign-in sheets become: duties, services, or nothing.

Each name of a row is decided about by itself: one that nobody on record has, or that two people
have, is left and told with its cell; nobody is guessed. Rows that tell when somebody came and left
are services, all others duties of a roster, which are judged by the rules that hold for edits.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.fingerprints import Fingerprints
from stationdesk.domain.imported_duties import NewDuty, served_told
from stationdesk.domain.imported_shifts import ShiftBook
from stationdesk.domain.importing import Identity, Outcome, PlannedRow, plain
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.roster_duties import LONGEST_VALUE, NO_NAME
from stationdesk.domain.ledgers.tables import day_in, text_in
from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.checking import Candidate, breaches_after
from stationdesk.domain.roster.period_rules import edit_problems
from stationdesk.domain.roster.rules import RULE_WORDS, Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.roster.template_rules import LONGEST_POST
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from stationdesk.domain.attendance.presence import Attendance
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.imported_duties import Served
    from stationdesk.domain.ledgers.tables import LedgerRow
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import ShiftTemplate
    from stationdesk.domain.volunteers.people import Volunteer

NO_DAY = N_("No day can be read for {cell}.")
UNKNOWN_NAME = N_("“{name}” at {cell} is no volunteer on record; enter or bring in the list first.")
SEVERAL_OF_NAME = N_("“{name}” at {cell} may be {numbers}; the roster does not say who.")
BROKEN = N_("{name} at {cell}: {what} ({rule}).")
TWICE_HERE = N_("{name} at {cell} is on this shift already.")
POST_LEFT_OUT = N_("The post at {cell} is too long; it was left out.")
NOT_YET = N_("{day} has not come yet; nobody can have served at {cell}.")
NO_LEAVING = N_("Who came at {cell} never left: no time of leaving, and no length.")
OVERLAPS = N_("{name} at {cell} served at that time already.")


@dataclass(frozen=True, slots=True)
class PlannedDuty(PlannedRow):
    """One name of a row and what it becomes; neither duty nor service for one that is left."""

    duty: NewDuty | None = None
    served: Served | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRecords:
    """What is on record where a roster comes in.

    ``people`` are all volunteers by their names in plain form; ``facts`` reach over the days of
    the roster; ``attendances`` are those of its days.
    """

    people: Mapping[str, Sequence[Volunteer]]
    facts: RosterFacts
    templates: Sequence[ShiftTemplate]
    periods: Sequence[Period]
    attendances: Sequence[Attendance]
    known_fingerprints: frozenset[str]
    now: datetime


class RosterPlanner:
    """Plans roster after roster; what one brings is on record for the next."""

    def __init__(self, records: RosterRecords) -> None:
        self._records = records
        self._facts = records.facts
        self._today = records.facts.today
        self._fingerprints = Fingerprints()
        self._shifts = ShiftBook(records.facts, records.templates)
        self._thought: list[Candidate] = []
        """Duties of rosters planned before."""
        self._on_duty = {
            (row.volunteer_id, row.starts, row.ends)
            for row in records.facts.assignments
            if row.is_live
        }
        self._served: dict[VolunteerId, list[tuple[datetime, datetime]]] = defaultdict(list)
        for each in records.attendances:
            if each.left_at is not None and not each.is_void:
                self._served[each.volunteer_id].append((each.came_at, each.left_at))

    def plan(self, rows: Iterable[LedgerRow]) -> list[PlannedDuty]:
        """Return what each name of each row becomes, in the order of the rows."""
        return self._judged([planned for row in rows for planned in self._of_row(row)])

    def _of_row(self, row: LedgerRow) -> Iterator[PlannedDuty]:
        names, odd = row.values.get("names"), row.values.get("odd")
        for name in names if isinstance(names, tuple) else ():
            yield self._planned(row, name)
        for word in odd if isinstance(odd, tuple) else ():
            told = {"value": word[:LONGEST_VALUE], "cell": text_in(row.values, "cell")}
            why = Problem("names", NO_NAME, told)
            yield PlannedDuty(row, Outcome.LEFT, "", Identity(plain(word), "", ""), why=why)

    def _planned(self, row: LedgerRow, name: str) -> PlannedDuty:
        identity = Identity(plain(name), "", "")
        planned = PlannedDuty(row, Outcome.LEFT, "", identity)
        cell, day = text_in(row.values, "cell"), day_in(row.values, "date")
        if day is None:
            return replace(planned, why=Problem("date", NO_DAY, {"cell": cell}))
        found = self._records.people.get(plain(name), ())
        if len(found) != 1:
            return replace(planned, why=_who(name, cell, found))
        if row.values.keys() & {"came", "left", "minutes"}:
            return self._service(planned, found[0], day)
        return self._duty(planned, found[0], day)

    def _duty(self, planned: PlannedDuty, who: Volunteer, day: date) -> PlannedDuty:
        told = self._shifts.told(planned.row, day)
        if isinstance(told, Problem):
            return replace(planned, why=told)
        shift, shift_id = told
        times = f"{shift.from_minute}-{shift.to_minute}"
        content = (LedgerKind.ROSTER, day.isoformat(), times, who.uid)
        kept = replace(planned, fingerprint=self._fingerprints.next_of("\n".join(content)))
        starts, ends = absolute(day, shift.from_minute), absolute(day, shift.to_minute)
        if (
            kept.fingerprint in self._records.known_fingerprints
            or (who.id, starts, ends) in self._on_duty
        ):
            return replace(kept, outcome=Outcome.UNCHANGED)
        if (why := self._closed(day)) is not None:
            return replace(kept, why=why)
        duty = NewDuty(volunteer_id=who.id, shift=shift, shift_id=shift_id)
        doubts = tuple(_post_doubts(planned.row))
        return replace(kept, outcome=Outcome.NEW, duty=duty, doubts=doubts)

    def _closed(self, day: date) -> Problem | None:
        """Return why the roster of ``day`` does not change any more."""
        holding = (each for each in self._records.periods if each.first_day <= day <= each.last_day)
        period = next(holding, None)
        return next(edit_problems(period, day, self._today), None) if period else None

    def _service(self, planned: PlannedDuty, who: Volunteer, day: date) -> PlannedDuty:
        values, cell = planned.row.values, text_in(planned.row.values, "cell")
        if day > self._today:
            told = {"day": day, "cell": cell}
            return replace(planned, why=Problem("date", NOT_YET, told))
        served = served_told(planned.row, who.id, day)
        if served is None:
            return replace(planned, why=Problem("left", NO_LEAVING, {"cell": cell}))
        times = (str(values.get(each) or "") for each in ("came", "left", "minutes"))
        content = (LedgerKind.ROSTER, "served", day.isoformat(), *times, who.uid)
        kept = replace(planned, fingerprint=self._fingerprints.next_of("\n".join(content)))
        if kept.fingerprint in self._records.known_fingerprints:
            return replace(kept, outcome=Outcome.UNCHANGED)
        if served.came_at is not None and served.left_at is not None:
            return self._with_times(kept, served, (served.came_at, served.left_at))
        return replace(kept, outcome=Outcome.NEW, served=served)

    def _with_times(
        self, planned: PlannedDuty, served: Served, there: tuple[datetime, datetime]
    ) -> PlannedDuty:
        known = self._served[served.volunteer_id]
        cell = text_in(planned.row.values, "cell")
        if there in known:
            return replace(planned, outcome=Outcome.UNCHANGED)
        if there[1] > self._records.now:
            told = {"day": served.day, "cell": cell}
            return replace(planned, why=Problem("date", NOT_YET, told))
        if any(came < there[1] and there[0] < left for came, left in known):
            told = {"name": self._shown(served.volunteer_id), "cell": cell}
            return replace(planned, why=Problem("names", OVERLAPS, told))
        known.append(there)
        return replace(planned, outcome=Outcome.NEW, served=served)

    def _judged(self, planned: list[PlannedDuty]) -> list[PlannedDuty]:
        """Leave the duties out that a blocking rule forbids, the later ones first."""
        while True:
            wanted = [(at, each) for at, each in enumerate(planned) if each.duty is not None]
            candidates = [self._candidate(each) for _at, each in wanted]
            broken = self._blocking(candidates)
            refused = self._refused(wanted, candidates, broken)
            if not refused:
                self._thought += candidates
                return planned
            for at, why in refused.items():
                planned[at] = replace(
                    planned[at], outcome=Outcome.LEFT, duty=None, why=why, doubts=()
                )

    def _candidate(self, planned: PlannedDuty) -> Candidate:
        """Return a duty as the rules are asked about it."""
        duty = planned.duty
        assert duty is not None
        return Candidate(volunteer_id=duty.volunteer_id, shift_id=self._shifts.shift_id(duty))

    def _blocking(self, candidates: Sequence[Candidate]) -> list[Breach]:
        if not candidates:
            return []
        facts = replace(self._facts, shifts=self._shifts.all_shifts())
        found = breaches_after(facts, [*self._thought, *candidates])
        return [each for each in found if each.weight is Weight.BLOCK]

    def _refused(
        self,
        wanted: Sequence[tuple[int, PlannedDuty]],
        candidates: Sequence[Candidate],
        broken: Sequence[Breach],
    ) -> dict[int, Problem]:
        refused: dict[int, Problem] = {}
        seen = {(each.volunteer_id, each.shift_id) for each in self._thought}
        for (at, each), candidate in zip(wanted, candidates, strict=True):
            place = (candidate.volunteer_id, candidate.shift_id)
            if place in seen:
                refused[at] = self._told(each, TWICE_HERE, {})
            seen.add(place)
        if refused:
            return refused
        for breach in broken:
            about = [
                (at, each)
                for (at, each), candidate in zip(wanted, candidates, strict=True)
                if _is_about(breach, candidate, each)
            ]
            if about and about[-1][0] not in refused:
                at, each = about[-1]
                what = Phrase(breach.phrase, breach.values)
                told = {"what": what, "rule": Phrase(RULE_WORDS[breach.rule])}
                refused[at] = self._told(each, BROKEN, told)
        return refused

    def _told(self, planned: PlannedDuty, phrase: str, values: Mapping[str, object]) -> Problem:
        duty = planned.duty
        name = self._shown(duty.volunteer_id) if duty else ""
        return Problem(
            "names", phrase, {"name": name, "cell": text_in(planned.row.values, "cell"), **values}
        )

    def _shown(self, volunteer_id: VolunteerId) -> str:
        person = self._facts.people.get(volunteer_id)
        return person.shown if person else ""


def _who(name: str, cell: str, found: Sequence[Volunteer]) -> Problem:
    if not found:
        return Problem("names", UNKNOWN_NAME, {"name": name, "cell": cell})
    numbers = "、".join(each.number for each in found)
    return Problem("names", SEVERAL_OF_NAME, {"name": name, "cell": cell, "numbers": numbers})


def _post_doubts(row: LedgerRow) -> Iterator[Problem]:
    if len(text_in(row.values, "post")) > LONGEST_POST:
        yield Problem("post", POST_LEFT_OUT, {"cell": text_in(row.values, "cell")})


def _is_about(breach: Breach, candidate: Candidate, planned: PlannedDuty) -> bool:
    """Tell whether a duty is what a rule forbids."""
    duty = planned.duty
    if duty is None:
        return False
    if breach.volunteer_id is None:
        return breach.shift_id == candidate.shift_id
    same_day = duty.shift.day == breach.day
    same_shift = breach.shift_id in (None, candidate.shift_id)
    return candidate.volunteer_id == breach.volunteer_id and same_day and same_shift
