"""The people of a week as the list beside it shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.roster.fairness import fairness
from stationdesk.domain.volunteers.availability import LeaveState
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.people_list import PersonShown
from stationdesk.ui.roster.words import hours_words, span_words

if TYPE_CHECKING:
    from stationdesk.domain.roster.facts import Person
    from stationdesk.domain.roster.fairness import FairnessLine
    from stationdesk.ui.roster.reading import Reading


def people_shown(read: Reading) -> list[PersonShown]:
    """Return who can serve this week, those with most shifts first."""
    lines = {line.volunteer_id: line for line in fairness(read.facts)}
    people = [(len(read.served(person.id)), person) for person in read.active()]
    people.sort(key=lambda each: (-each[0], each[1].id))
    return [_shown(read, person, count, lines.get(person.id)) for count, person in people]


def _shown(read: Reading, person: Person, count: int, line: FairnessLine | None) -> PersonShown:
    most = read.most_shifts(person)
    over = most is not None and count > most
    away = _leave_words(read, person)
    told = [_("{count} shifts this week").format(count=count)]
    if most is not None:
        told.append(_("{most} at most").format(most=most))
    if line is not None:
        minutes, target = hours_words(line.minutes), hours_words(line.target_minutes)
        told.append(
            _("{hours} of {target} that would be fair").format(hours=minutes, target=target)
        )
    return PersonShown(
        who=person.id,
        name=person.shown,
        count=_("{count} sh.").format(count=count),
        tone=Tone.BAD if over else None,
        more="\n".join(filter(None, (away, *told))),
        away=bool(away),
    )


def _leave_words(read: Reading, person: Person) -> str:
    for leave in person.leaves:
        inside = leave.first_day <= read.last and read.first <= leave.last_day
        if inside and leave.state is LeaveState.APPROVED:
            days = span_words(leave.first_day, leave.last_day)
            return _("on leave {days}").format(days=days)
    return ""
