"""How the first page says who is on duty, what is not covered, and what was handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.attendance.duty_day import DutyState
from stationdesk.domain.opening import clock
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Mark, Tone

if TYPE_CHECKING:
    from datetime import datetime

    from stationdesk.domain.attendance.duty_day import DutyPlace, DutyShift
    from stationdesk.domain.attendance.lines import PresenceLine
    from stationdesk.domain.roster.boards import DutyChange
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.handover import HandoverNote
    from stationdesk.domain.roster.shifts import Shift

NOT_PUBLISHED = Mark(N_("Roster not published"), Tone.WARNING)
IMPORTANT = Mark(N_("Important"), Tone.BAD)

STATE_TONES = {
    DutyState.COMING: Tone.NEUTRAL,
    DutyState.LATE: Tone.WARNING,
    DutyState.HERE: Tone.GOOD,
    DutyState.LEFT: Tone.NEUTRAL,
    DutyState.DONE: Tone.NEUTRAL,
    DutyState.MISSED: Tone.BAD,
    DutyState.AWAY: Tone.WARNING,
}


def shift_hours(shift: Shift) -> str:
    """Return from when to when a shift lasts; an end after midnight by its own clock."""
    _day, ends = day_and_minute(shift.ends)
    return f"{clock(shift.from_minute)}–{clock(ends or 1440)}"


def place_words(place: DutyPlace) -> str:
    """Return a person and, where it is not plain, how it stands with them."""
    name = place.line.shown
    if place.state is DutyState.MISSED:
        return _("{name} · not signed in").format(name=name)
    if place.state is DutyState.AWAY:
        return _("{name} · not there").format(name=name)
    if place.state is DutyState.LEFT and place.presence is not None:
        return f"{name} {_stay(place.presence)}"
    if place.state is DutyState.DONE:
        return _("{name} · served").format(name=name)
    return name


def place_tip(place: DutyPlace) -> str:
    """Return what there is to know of somebody beyond the words shown."""
    if place.state is DutyState.AWAY:
        return place.line.reason
    if place.state is DutyState.HERE and place.presence is not None:
        return here_tip(place.presence)
    if place.state is DutyState.LATE:
        return _("The shift has begun; nobody signed in.")
    return ""


def here_tip(line: PresenceLine) -> str:
    """Return since when somebody is there."""
    return _("There since {time}").format(time=_clock(line.attendance.came_at))


def missing_mark(shift: DutyShift) -> Mark | None:
    """Return how many people a shift lacks, None where it lacks nobody."""
    if not shift.missing or shift.is_over:
        return None
    words = _("{count} missing").format(count=shift.missing)
    return Mark(words, Tone.BAD if shift.is_now else Tone.WARNING)


def hole_mark(hole: Hole, now: int) -> Mark:
    """Return how bad a hole is: one that is open this very minute, and must not be, is worst."""
    grave = hole.weight is Weight.BLOCK and hole.starts <= now
    return Mark(N_("Desk not covered"), Tone.BAD if grave else Tone.WARNING)


def hole_words(hole: Hole) -> str:
    """Return a hole to the minute, and how many of those wanted are there."""
    return _("{time} {rule}: {present} of {wanted} there").format(
        time=hole_time(hole), rule=hole.rule_name, present=hole.present, wanted=hole.wanted
    )


def hole_time(hole: Hole) -> str:
    """Return from when to when a hole lasts."""
    _first, begins = day_and_minute(hole.starts)
    _last, ends = day_and_minute(hole.ends)
    return f"{clock(begins)}–{clock(ends or 1440)}"


def change_words(change: DutyChange | None) -> str:
    """Return who changes next, empty where nobody does."""
    if change is None:
        return ""
    _day, minute = day_and_minute(change.moment)
    told = []
    if change.going:
        going = "、".join(line.shown for line in change.going)
        told.append(_("{names} goes").format(names=going))
    if change.coming:
        coming = "、".join(line.shown for line in change.coming)
        told.append(_("{names} comes").format(names=coming))
    return _("At {time}: {who}").format(time=clock(minute), who=_(", ").join(told))


def note_words(note: HandoverNote) -> str:
    """Return who said a note and when, and who has it in hand."""
    said = f"{note.said_by} {note.said_at[5:16].replace('T', ' ')}"
    if note.taken_at is None:
        return said
    return _("{said} · taken over by {name}").format(said=said, name=note.taken_by)


def _stay(line: PresenceLine) -> str:
    left = line.attendance.left_at
    return f"{_clock(line.attendance.came_at)}–{_clock(left) if left else ''}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"
