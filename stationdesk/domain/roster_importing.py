"""What the rows of hand-kept rosters and sign-in sheets become: duties, services, or nothing.

Each name of a row is decided about by itself: one that nobody on record has, or that two people
have, is left and told with its cell; nobody is guessed. Rows that tell when somebody came and left
are services, all others duties of a roster, which are judged by the rules that hold for edits.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.fingerprints import Fingerprints
from stationdesk.domain.ids import PeriodId, ShiftId
from stationdesk.domain.importing import Identity, Outcome, PlannedRow, plain
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.roster_duties import LONGEST_VALUE, NO_NAME
from stationdesk.domain.ledgers.roster_times import (
    Span,
    clock_text,
    minute_told,
    shift_key,
    span_told,
)
from stationdesk.domain.ledgers.tables import day_in, text_in
from stationdesk.domain.problems import Problem
from stationdesk.domain.roster.checking import Candidate, breaches_after
from stationdesk.domain.roster.period_rules import edit_problems
from stationdesk.domain.roster.rules import RULE_WORDS, Weight
from stationdesk.domain.roster.shifts import NewShift, Shift, absolute
from stationdesk.domain.roster.template_rules import LONGEST_POST, LONGEST_SHIFT_NAME
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.attendance.presence import Attendance
    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.ledgers.tables import LedgerRow
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import ShiftTemplate
    from stationdesk.domain.volunteers.people import Volunteer

NO_DAY = N_("No day can be read for {cell}.")
UNKNOWN_NAME = N_("“{name}” at {cell} is no volunteer on record; enter or bring in the list first.")
SEVERAL_OF_NAME = N_("“{name}” at {cell} may be {numbers}; the roster does not say who.")
NO_TIMES = N_("Nothing tells when “{shift}” at {cell} begins and ends.")
NO_TIMES_AT_ALL = N_("Nothing tells from when to when the duty at {cell} is.")
OTHER_TIMES = N_("{day} has a shift “{shift}” at other times ({times}); see {cell}.")
BROKEN = N_("{name} at {cell}: {what} ({rule}).")
TWICE_HERE = N_("{name} at {cell} is on this shift already.")
POST_LEFT_OUT = N_("The post at {cell} is too long; it was left out.")
NOT_YET = N_("{day} has not come yet; nobody can have served at {cell}.")
NO_LEAVING = N_("Who came at {cell} never left: no time of leaving, and no length.")
OVERLAPS = N_("{name} at {cell} served at that time already.")
DUTY_WORK = N_("Duty")

MOST_USUAL = 4
"""So many a shift takes, unless a roster puts more people on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDuty:
    """Somebody on a shift; ``shift_id`` names one on record, None where it has to be made."""

    volunteer_id: VolunteerId
    shift: NewShift
    shift_id: ShiftId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A service as a sign-in sheet tells it; without times ``came_at`` is None.

    ``minutes`` are what counts; breaks are what lies beside them between coming and leaving.
    """

    volunteer_id: VolunteerId
    day: date
    minutes: int
    work: str
    came_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def away_minutes(self) -> int:
        """What lies between coming and leaving and is no service."""
        if self.came_at is None or self.left_at is None:
            return 0
        return int((self.left_at - self.came_at).total_seconds()) // 60 - self.minutes


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
        self._shifts = _ShiftBook(records)
        self._thought: list[Candidate] = []
        """Duties of rosters planned before."""
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
        if kept.fingerprint in self._records.known_fingerprints or any(
            row.volunteer_id == who.id and row.is_live and (row.starts, row.ends) == (starts, ends)
            for row in self._facts.assignments
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
        served = _served(planned.row, who.id, day)
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
            candidates = [self._shifts.candidate(each) for _at, each in wanted]
            broken = self._blocking(candidates)
            refused = self._refused(wanted, candidates, broken)
            if not refused:
                self._thought += candidates
                return planned
            for at, why in refused.items():
                planned[at] = replace(
                    planned[at], outcome=Outcome.LEFT, duty=None, why=why, doubts=()
                )

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


class _ShiftBook:
    """The shifts on record, and those that a roster makes, by their days."""

    def __init__(self, records: RosterRecords) -> None:
        self._facts = records.facts
        self._templates = records.templates
        self._known: dict[date, list[Shift]] = defaultdict(list)
        for each in records.facts.shifts.values():
            self._known[each.day].append(each)
        self._made: dict[tuple[date, str, int, int, str], ShiftId] = {}
        self._new: dict[ShiftId, Shift] = {}

    def told(self, row: LedgerRow, day: date) -> tuple[NewShift, ShiftId | None] | Problem:
        """Return the shift that a row means: one on record, or one to be made; or why neither."""
        cell, name = text_in(row.values, "cell"), text_in(row.values, "shift")
        span = span_told(text_in(row.values, "from"), text_in(row.values, "to"))
        post = text_in(row.values, "post")
        post = post if len(post) <= LONGEST_POST else ""
        template = self._template(name, day)
        alike = [each for each in self._known[day] if _is_called(each.name, name, each, span)]
        if span is None:
            span = _span_of(alike[0]) if len(alike) == 1 else _span_of(template)
        if span is None:
            phrase = NO_TIMES if name else NO_TIMES_AT_ALL
            return Problem("shift", phrase, {"shift": name, "cell": cell})
        then = [each for each in self._known[day] if _span_of(each) == span]
        same = [each for each in then if each in alike and post in ("", each.post)]
        if not same and len(then) == 1 and post in ("", then[0].post):
            same = then
        if same:
            return _as_new(same[0]), same[0].id
        shown = _name(name, template, span)
        twin = next((e for e in self._known[day] if (e.name, e.post) == (shown, post)), None)
        if twin is not None:
            times = f"{clock_text(twin.from_minute)}-{clock_text(twin.to_minute)}"
            values = {"day": day, "shift": shown, "times": times, "cell": cell}
            return Problem("shift", OTHER_TIMES, values)
        return _new_shift(day, shown, span, post, template), None

    def candidate(self, planned: PlannedDuty) -> Candidate:
        """Return a duty as the rules are asked about it; a shift to be made has a thought id."""
        duty = planned.duty
        assert duty is not None
        shift_id = duty.shift_id or self._thought_id(duty.shift)
        return Candidate(volunteer_id=duty.volunteer_id, shift_id=shift_id)

    def all_shifts(self) -> Mapping[ShiftId, Shift]:
        """Return the shifts on record and those that are only thought of."""
        return {**self._facts.shifts, **self._new}

    def _thought_id(self, wish: NewShift) -> ShiftId:
        key = (wish.day, wish.name, wish.from_minute, wish.to_minute, wish.post)
        if key not in self._made:
            shift_id = ShiftId(-1 - len(self._made))
            self._made[key] = shift_id
            self._new[shift_id] = _thought_shift(shift_id, wish)
        return self._made[key]

    def _template(self, name: str, day: date) -> ShiftTemplate | None:
        """Return the one template of that name for days of such a kind."""
        kind = self._facts.kinds.get(day)
        fits = [
            each
            for each in self._templates
            if name
            and shift_key(each.name) == shift_key(name)
            and day.isoweekday() in each.weekdays
            and (kind is None or kind in each.day_kinds)
        ]
        return fits[0] if len(fits) == 1 else None


def shift_as_made(wish: NewShift, people: int) -> NewShift:
    """Return a shift that takes all ``people`` a roster puts on it."""
    return replace(wish, needed=max(1, people), most=max(wish.most, people))


def shift_place(wish: NewShift) -> tuple[date, str, int, int, str]:
    """Return what makes two duties be on one shift."""
    return (wish.day, wish.name, wish.from_minute, wish.to_minute, wish.post)


def _who(name: str, cell: str, found: Sequence[Volunteer]) -> Problem:
    if not found:
        return Problem("names", UNKNOWN_NAME, {"name": name, "cell": cell})
    numbers = "、".join(each.number for each in found)
    return Problem("names", SEVERAL_OF_NAME, {"name": name, "cell": cell, "numbers": numbers})


def _post_doubts(row: LedgerRow) -> Iterator[Problem]:
    if len(text_in(row.values, "post")) > LONGEST_POST:
        yield Problem("post", POST_LEFT_OUT, {"cell": text_in(row.values, "cell")})


def _is_called(own: str, name: str, shift: Shift, span: Span | None) -> bool:
    return shift_key(own) == shift_key(name) if name else _span_of(shift) == span


def _span_of(shift: Shift | ShiftTemplate | None) -> Span | None:
    return Span(shift.from_minute, shift.to_minute) if shift else None


def _name(name: str, template: ShiftTemplate | None, span: Span) -> str:
    """Return what a shift is called: as its template, as written, or by its times."""
    if template is not None:
        return template.name
    if not name:
        return f"{clock_text(span.starts)}-{clock_text(span.ends)}"
    return (f"{name}班" if name in _SHORT else name)[:LONGEST_SHIFT_NAME]


def _new_shift(
    day: date, name: str, span: Span, post: str, template: ShiftTemplate | None
) -> NewShift:
    shift = NewShift(
        day=day,
        name=name,
        from_minute=span.starts,
        to_minute=span.ends,
        post=post or (template.post if template else ""),
        most=max(MOST_USUAL, template.most if template else 0),
    )
    if template is None or _span_of(template) != span:
        return shift
    return replace(
        shift,
        needed=template.needed,
        at_desk=template.at_desk,
        skill_id=template.skill_id,
        skilled=template.skilled,
        template_id=template.id,
    )


def _as_new(shift: Shift) -> NewShift:
    return NewShift(
        day=shift.day,
        name=shift.name,
        from_minute=shift.from_minute,
        to_minute=shift.to_minute,
        post=shift.post,
        needed=shift.needed,
        most=shift.most,
        at_desk=shift.at_desk,
        skill_id=shift.skill_id,
        skilled=shift.skilled,
        template_id=shift.template_id,
    )


def _thought_shift(shift_id: ShiftId, wish: NewShift) -> Shift:
    return Shift(
        id=shift_id,
        uid="",
        period_id=PeriodId(0),
        template_id=wish.template_id,
        day=wish.day,
        name=wish.name,
        post=wish.post,
        from_minute=wish.from_minute,
        to_minute=wish.to_minute,
        needed=wish.needed,
        most=_MOST_EVER,
        at_desk=wish.at_desk,
        skill_id=wish.skill_id,
        skilled=wish.skilled,
        version=0,
    )


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


def _served(row: LedgerRow, volunteer_id: VolunteerId, day: date) -> Served | None:
    """Return the service that a row tells; None where it does not say how long it was."""
    came = minute_told(text_in(row.values, "came"))
    left = minute_told(text_in(row.values, "left"))
    told = row.values.get("minutes")
    minutes = told if isinstance(told, int) else None
    if minutes is not None:
        came = left - minutes if came is None and left is not None else came
        left = came + minutes if left is None and came is not None else left
    work = text_in(row.values, "post") or text_in(row.values, "shift") or _(DUTY_WORK)
    if came is None or left is None or came < 0:
        if minutes is None:
            return None
        return Served(volunteer_id=volunteer_id, day=day, minutes=minutes, work=work)
    there = (left - came) % _DAY or _DAY
    came_at = datetime.combine(day, time()) + timedelta(minutes=came)
    return Served(
        volunteer_id=volunteer_id,
        day=day,
        minutes=min(minutes, there) if minutes is not None else there,
        work=work,
        came_at=came_at,
        left_at=came_at + timedelta(minutes=there),
    )


_DAY = 1440
_MOST_EVER = 99
_SHORT = frozenset("早中午晚夜白")
