"""The roster told line by line: who serves when, as sheets, boards and calendars need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.masking import masked_name
from stationdesk.domain.working_days import plain_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.assignments import Assignment, AssignmentState
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.domain.working_days import DayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One volunteer on one shift. Minutes count from the start of ``day``; ``name`` as shown."""

    uid: str
    day: date
    kind: DayKind
    shift: str
    post: str
    from_minute: int
    to_minute: int
    volunteer_id: VolunteerId
    name: str
    number: str
    state: AssignmentState
    version: int
    at_desk: bool = True

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.to_minute - self.from_minute


def roster_lines(
    facts: RosterFacts,
    first: date,
    last: date,
    names: Mapping[VolunteerId, str],
    numbers: Mapping[VolunteerId, str] | None = None,
    *,
    only_live: bool = True,
) -> list[RosterLine]:
    """Return who serves from ``first`` through ``last``, by time.

    ``names`` are as they are to be shown, ``numbers`` the station's own. ``only_live`` leaves out
    who will not be there after all.
    """
    told = numbers or {}
    pairs = [
        (row, facts.shifts[row.shift_id])
        for row in facts.assignments
        if row.shift_id in facts.shifts and (row.is_live or not only_live)
    ]
    chosen = [(row, shift) for row, shift in pairs if first <= shift.day <= last]
    lines = [_line(facts, row, shift, names, told) for row, shift in chosen]
    return sorted(
        lines,
        key=lambda line: (line.day, line.from_minute, line.to_minute, line.shift, line.number),
    )


def shown_names(
    people: Mapping[VolunteerId, str],
    *,
    masked: bool,
    numbers: Mapping[VolunteerId, str] | None = None,
) -> dict[VolunteerId, str]:
    """Return each name as a paper shows it; those alike are told apart by their numbers.

    Two volunteers who would both be 张* are 张*12 and 张*7, after V-0012 and V-0007; without
    numbers they are 张*A and 张*B.
    """
    shown = {each: masked_name(name) if masked else name for each, name in people.items()}
    alike: dict[str, list[VolunteerId]] = {}
    for each, name in shown.items():
        alike.setdefault(name, []).append(each)
    for name, several in alike.items():
        if len(several) > 1:
            tails = _tails(several, numbers or {})
            shown |= {each: f"{name}{tails[each]}" for each in several}
    return shown


def _tails(
    several: Iterable[VolunteerId], numbers: Mapping[VolunteerId, str]
) -> dict[VolunteerId, str]:
    """Return what tells ``several`` apart: the end of their numbers, or letters."""
    people = list(several)
    tails = {each: _tail(numbers.get(each, "")) for each in people}
    if len(set(tails.values())) == len(people) and all(tails.values()):
        return tails
    return {each: _letters(place) for place, each in enumerate(people)}


def _tail(number: str) -> str:
    return number.rpartition("-")[2].lstrip("0")


def _letters(place: int) -> str:
    """Return the letters of a place counted from 0: A to Z, then AA, AB and so on."""
    before, here = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + here)


def _line(
    facts: RosterFacts,
    row: Assignment,
    shift: Shift,
    names: Mapping[VolunteerId, str],
    numbers: Mapping[VolunteerId, str],
) -> RosterLine:
    who = row.volunteer_id
    return RosterLine(
        uid=row.uid,
        day=shift.day,
        kind=facts.kinds.get(shift.day) or plain_kind(shift.day),
        shift=shift.name,
        post=shift.post,
        from_minute=shift.from_minute,
        to_minute=shift.to_minute,
        volunteer_id=who,
        name=names.get(who, ""),
        number=numbers.get(who, ""),
        state=row.state,
        version=row.version,
        at_desk=shift.at_desk,
    )
