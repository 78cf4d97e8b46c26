"""A week of the roster as the grid draws it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from stationdesk.domain.roster.assignments import ASSIGNMENT_STATE_WORDS, LIVE
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.versions import ChangeKind
from stationdesk.domain.working_days import DayKind
from stationdesk.i18n import N_, _
from stationdesk.ui.roster.words import head_day, rule_words, short_day, times_words, weekday_letter
from stationdesk.ui.widgets.roster_shown import (
    Band,
    Chip,
    DayHead,
    DayLook,
    Ghost,
    Spot,
    WeekShown,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.shifts import Shift
    from stationdesk.ui.roster.reading import Reading

KIND_NOTES = {
    DayKind.WORKED_WEEKEND: N_("works as a weekday"),
    DayKind.HOLIDAY: N_("holiday"),
    DayKind.MARKET: N_("market day"),
    DayKind.CLOSED: N_("closed today"),
}
LOOKS = {
    DayKind.WEEKEND: DayLook.FREE,
    DayKind.HOLIDAY: DayLook.FREE,
    DayKind.CLOSED: DayLook.CLOSED,
}
GHOST_KEYS = -1
"""Keys of people who are only proposed count down from here: they have no row yet."""


class Ghosts:
    """What a proposal would change: who would come, by shift, and which rows would go."""

    def __init__(
        self,
        added: Iterable[tuple[ShiftId, VolunteerId]] = (),
        removed: Collection[AssignmentId] = (),
    ) -> None:
        self.removed = frozenset(removed)
        self._added: dict[ShiftId, list[VolunteerId]] = defaultdict(list)
        for shift_id, volunteer_id in added:
            self._added[shift_id].append(volunteer_id)

    def rows(self) -> tuple[list[tuple[ShiftId, VolunteerId]], frozenset[AssignmentId]]:
        """Return who would come where, and which rows would go."""
        added = [(shift_id, who) for shift_id, people in self._added.items() for who in people]
        return added, self.removed

    def come(self, shift_id: ShiftId) -> list[VolunteerId]:
        """Return who would come to a shift."""
        return self._added.get(shift_id, [])


def week_shown(read: Reading, ghosts: Ghosts | None = None) -> WeekShown:
    """Return the days and shifts read, with what a proposal would change drawn into them."""
    days = tuple(read.days())
    groups: dict[tuple[str, str, int], dict[date, Shift]] = defaultdict(dict)
    for shift in read.shifts():
        number = 0
        while shift.day in groups[shift.name, shift.post, number]:
            number += 1  # two shifts of one name on a day stand one below the other
        groups[shift.name, shift.post, number][shift.day] = shift
    filled = {key: its for key, its in groups.items() if its}
    ordered = sorted(filled.items(), key=lambda group: _time_of(group[1].values()))
    changed = _changed(read)
    posts = defaultdict(set)
    for name, post, _number in filled:
        posts[name].add(post)
    several = {name for name, found in posts.items() if len(found) > 1}
    bands = tuple(
        _band(read, key, its, days, ghosts or Ghosts(), changed, several) for key, its in ordered
    )
    return WeekShown(days=tuple(day_head(read, day) for day in days), bands=bands)


def day_head(read: Reading, day: date) -> DayHead:
    """Return the head of a day as a column of the week."""
    kind = read.facts.kinds[day]
    note = _(KIND_NOTES[kind]) if kind in KIND_NOTES else ""
    if kind in (DayKind.HOLIDAY, DayKind.MARKET):
        note = read.names.get(day) or note
    return DayHead(
        day=day,
        words=head_day(day),
        short=f"{weekday_letter(day)} {day.day}",
        look=LOOKS.get(kind, DayLook.PLAIN),
        note=note,
        today=day == read.facts.today,
        past=day < read.facts.today,
    )


def month_head(read: Reading, day: date) -> DayHead:
    """Return the head of a day as a narrow column of the month."""
    wide = day_head(read, day)
    return DayHead(
        day=day,
        words=str(day.day),
        full=" ".join(filter(None, (short_day(day), wide.words.partition(" ")[0], wide.note))),
        note=weekday_letter(day),
        look=wide.look,
        today=wide.today,
        past=wide.past,
    )


def chip_of(
    read: Reading, row: Assignment, ghosts: Ghosts, changed: Collection[AssignmentId]
) -> Chip:
    """Return somebody's place on the roster as a chip."""
    passed = read.facts.passed.get(row.id, frozenset())
    person = read.facts.people.get(row.volunteer_id)
    absent = _(ASSIGNMENT_STATE_WORDS[row.state]) if row.state not in LIVE else ""
    return Chip(
        key=row.id,
        who=row.volunteer_id,
        name=person.shown if person else "",
        pinned=row.pinned,
        passed=rule_words(passed),
        absent=": ".join(filter(None, (absent, row.reason))) if absent else "",
        changed=row.id in changed,
        ghost=Ghost.REMOVED if row.id in ghosts.removed else Ghost.NONE,
    )


def changed_rows(read: Reading) -> frozenset[AssignmentId]:
    """Return the rows that the change list tells of: new ones, moved ones, ones at other times."""
    return _changed(read)


def _band(
    read: Reading,
    key: tuple[str, str, int],
    shifts: Mapping[date, Shift],
    days: tuple[date, ...],
    ghosts: Ghosts,
    changed: Collection[AssignmentId],
    several: Collection[str],
) -> Band:
    """Return a row of the week; the post is told where ``several`` posts have one name."""
    usual = Counter(_times(shift) for shift in shifts.values()).most_common(1)[0][0]
    spots = tuple(
        _spot(read, shifts[day], usual, ghosts, changed) if day in shifts else None for day in days
    )
    name, post, _number = key
    any_shift = next(iter(shifts.values()))
    return Band(
        key=key,
        name=name,
        times=times_words(*usual),
        post=post if name in several else "",
        spots=spots,
        away=not any_shift.at_desk,
    )


def _spot(
    read: Reading,
    shift: Shift,
    usual: tuple[int, int],
    ghosts: Ghosts,
    changed: Collection[AssignmentId],
) -> Spot:
    chips = [chip_of(read, row, ghosts, changed) for row in read.rows[shift.id]]
    chips += [
        Chip(
            key=GHOST_KEYS - number,
            who=volunteer_id,
            name=read.person(volunteer_id).shown,
            ghost=Ghost.ADDED,
        )
        for number, volunteer_id in enumerate(ghosts.come(shift.id))
    ]
    live = len(read.live(shift.id)) + len(ghosts.come(shift.id))
    live -= sum(row.id in ghosts.removed for row in read.live(shift.id))
    times = _times(shift)
    return Spot(
        key=shift.id,
        chips=tuple(chips),
        missing=max(0, shift.needed - live),
        room=max(0, shift.most - live),
        times=times_words(*times) if times != usual else "",
        still=read.is_still(shift.day),
    )


def _changed(read: Reading) -> frozenset[AssignmentId]:
    """Find the rows behind the changes; those of drafts have none."""
    told = {
        (change.row.day, change.row.from_minute, change.row.shift, change.row.volunteer_uid)
        for change in read.changes
        if change.kind is not ChangeKind.REMOVED
    }
    if not told:
        return frozenset()
    found = []
    for rows in read.rows.values():
        for row in rows:
            shift, person = read.shift(row.shift_id), read.facts.people.get(row.volunteer_id)
            uid = person.uid if person else ""
            if (shift.day, shift.from_minute, shift.name, uid) in told:
                found.append(row.id)
    published = {each.id for each in read.periods if each.state is PeriodState.PUBLISHED}
    shifts = read.facts.shifts
    known = {row.id: row.shift_id for rows in read.rows.values() for row in rows}
    return frozenset(each for each in found if shifts[known[each]].period_id in published)


def _times(shift: Shift) -> tuple[int, int]:
    return shift.from_minute, shift.to_minute


def _time_of(shifts: Iterable[Shift]) -> tuple[bool, int, int]:
    """Sort by the desk first, then by time."""
    times = [(not shift.at_desk, shift.from_minute, shift.to_minute) for shift in shifts]
    return min(times)
