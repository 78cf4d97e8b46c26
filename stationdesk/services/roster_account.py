"""A roster told as plain values with English keys, for other programs and the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.masking import masked_words
from stationdesk.domain.opening import DAY_MINUTES
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.lines import shown_names
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.i18n import _
from stationdesk.store import volunteers as volunteer_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from stationdesk.domain.ids import SkillId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.explaining import Against
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.fairness import FairnessLine
    from stationdesk.domain.roster.periods import Period
    from stationdesk.domain.roster.rules import Breach
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.planner.station_problem import Proposal
    from stationdesk.services.roster import Roster

Told = dict[str, object]


class RosterAccount:
    """The days from ``first`` through ``last``; dates and times are ISO.

    A name is masked unless ``full_names``; the station's own number tells volunteers apart.
    """

    def __init__(self, roster: Roster, first: date, last: date, *, full_names: bool) -> None:
        self._roster = roster
        self._first, self._last = first, last
        self._facts = roster.facts(first, last)
        people = {each.id: each.shown for each in self._facts.people.values()}
        self._numbers = {each.id: each.number for each in volunteer_store.by_id(people).values()}
        self._names = shown_names(people, masked=not full_names, numbers=self._numbers)
        self._hidden = () if full_names else tuple(people.values())

    def whole(self) -> Told:
        """Return state, shifts, what is not covered, which rules are broken, and the shares."""
        periods = self._periods()
        states = {each.state.value for each in periods}
        return {
            "from": self._first.isoformat(),
            "to": self._last.isoformat(),
            "state": states.pop() if len(states) == 1 else None,
            "rosters": [self._period(each) for each in periods],
            "shifts": self._shifts(),
            "holes": [self._hole(each) for each in self._roster.holes(self._first, self._last)],
            "breaches": self._breaches(self._roster.breaches(self._first, self._last)),
            "fairness": [
                self._fair(each) for each in self._roster.fairness(self._first, self._last)
            ],
        }

    def proposed(self, proposal: Proposal) -> Told:
        """Return what the planner would change, what it cannot help, and how sure it is."""
        added = [(self._facts.shifts[shift], who) for shift, who in proposal.added]
        rows = [self._roster.assignment(each) for each in proposal.removed]
        removed = [(self._facts.shifts[row.shift_id], row.volunteer_id) for row in rows]
        return {
            "added": self._places(added),
            "removed": self._places(removed),
            "holes_left": [self._hole(each) for each in proposal.holes_left],
            "explanations": [
                self._hole(hole) | {"reasons": [self._against(each) for each in reasons]}
                for hole, reasons in proposal.explanations
            ],
            "warnings": self._breaches(proposal.warnings),
            "proven": proposal.proven,
            "gap": round(proposal.gap, 4),
            "seconds": round(proposal.seconds, 2),
            "engine": proposal.engine,
            "cancelled": proposal.cancelled,
        }

    def refusal(self, refused: Refused) -> Refused:
        """Return a refusal as this account may tell it: its problems name nobody whole either."""
        return Refused([replace(each, values=self._hide(each.values)) for each in refused.problems])

    def _hide(self, values: Mapping[str, object]) -> Mapping[str, object]:
        return {key: masked_words(str(value), *self._hidden) for key, value in values.items()}

    def _periods(self) -> list[Period]:
        return sorted(
            (
                each
                for each in self._roster.periods()
                if each.first_day <= self._last and self._first <= each.last_day
            ),
            key=lambda each: each.first_day,
        )

    def _period(self, period: Period) -> Told:
        return {
            "number": period.number,
            "from": period.first_day.isoformat(),
            "to": period.last_day.isoformat(),
            "state": period.state.value,
            "revision": period.revision,
            "changed_since": len(self._roster.changes_since(period.id)),
        }

    def _shifts(self) -> list[Told]:
        rows: dict[int, list[Assignment]] = {}
        for row in self._facts.assignments:
            if row.is_live:
                rows.setdefault(row.shift_id, []).append(row)
        shifts = [
            each for each in self._facts.shifts.values() if self._first <= each.day <= self._last
        ]
        return [
            self._shift(each)
            | {
                "needed": each.needed,
                "most": each.most,
                "at_desk": each.at_desk,
                "people": [self._row(row) for row in rows.get(each.id, [])],
            }
            for each in sorted(shifts, key=lambda each: (each.starts, each.ends, each.id))
        ]

    def _shift(self, shift: Shift) -> Told:
        return {
            "date": shift.day.isoformat(),
            "name": shift.name,
            "post": shift.post,
            "from": _moment(shift.starts),
            "to": _moment(shift.ends),
        }

    def _row(self, row: Assignment) -> Told:
        return self._person(row.volunteer_id) | {"state": row.state.value, "pinned": row.pinned}

    def _person(self, who: VolunteerId) -> Told:
        return {"number": self._numbers.get(who, ""), "name": self._names.get(who, "")}

    def _places(self, places: Iterable[tuple[Shift, VolunteerId]]) -> list[Told]:
        ordered = sorted(places, key=lambda each: (each[0].starts, each[0].ends, each[1]))
        return [
            self._shift(shift) | {"person": self._person(volunteer_id)}
            for shift, volunteer_id in ordered
        ]

    def _hole(self, hole: Hole) -> Told:
        return {
            "from": _moment(hole.starts),
            "to": _moment(hole.ends),
            "rule": hole.rule_name,
            "weight": hole.weight.value,
            "present": hole.present,
            "wanted": hole.wanted,
            "skill": _skill(self._facts, hole.skill_id),
        }

    def _breaches(self, breaches: Iterable[Breach]) -> list[Told]:
        return [
            {
                "date": each.day.isoformat(),
                "rule": each.rule.value,
                "weight": each.weight.value,
                "person": None if each.volunteer_id is None else self._person(each.volunteer_id),
                "message": self._words(each.phrase, each.values),
            }
            for each in breaches
        ]

    def _against(self, against: Against) -> Told:
        return self._person(against.volunteer_id) | {
            "rule": None if against.rule is None else against.rule.value,
            "weight": against.weight.value,
            "message": self._words(against.phrase, against.values),
        }

    def _fair(self, line: FairnessLine) -> Told:
        return self._person(line.volunteer_id) | {
            "shifts": line.shifts,
            "minutes": line.minutes,
            "target_minutes": line.target_minutes,
            "weekends": line.weekends,
            "evenings": line.evenings,
            "carried": line.carried,
            "deviation": line.deviation,
        }

    def _words(self, phrase: str, values: Mapping[str, object]) -> str:
        """Return a clause in the user's language; it may name somebody else."""
        return masked_words(_(phrase).format(**values), *self._hidden)


def _moment(moment: int) -> str:
    """Return an absolute minute as ISO; the end of a day is the midnight of the next one."""
    day, minute = day_and_minute(moment)
    whole = datetime(day.year, day.month, day.day) + timedelta(minutes=minute % DAY_MINUTES)
    return whole.isoformat(timespec="minutes")


def _skill(facts: RosterFacts, skill_id: SkillId | None) -> str | None:
    return None if skill_id is None else facts.skill_names.get(skill_id)
