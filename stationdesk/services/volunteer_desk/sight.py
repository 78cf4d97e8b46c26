"""Volunteers looked at: lines of the register, and people as the roster sees them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from stationdesk.domain.roster.facts import Person
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.typed_text import search_text
from stationdesk.domain.volunteers.lines import SkillLine, VolunteerLine
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import is_active_between
from stationdesk.services.volunteer_desk.desk import VolunteerDesk
from stationdesk.store import (
    availability,
    leaves,
    skills,
    volunteers_bonds,
    volunteers_private,
    volunteers_service,
    volunteers_standing,
)
from stationdesk.store import volunteers as store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.volunteers.people import Status, Volunteer

PROPOSALS = 8
_ORDER = (Standing.ACTIVE, Standing.APPLIED, Standing.PAUSED, Standing.LEFT)


class Sight(VolunteerDesk):
    """What can be read of the volunteers, in a handful of statements however many there are."""

    def lines(self, on: date | None = None, *, include_left: bool = False) -> list[VolunteerLine]:
        """Return the volunteers as they stand ``on`` (None: today), in the order of entry."""
        lines = self._lines(store.everybody(), on or self._context.today())
        return [line for line in lines if include_left or line.standing is not Standing.LEFT]

    def line(self, volunteer_id: VolunteerId, on: date | None = None) -> VolunteerLine:
        """Return one volunteer as a line.

        Raises:
            Refused: where there is none of that id.
        """
        return self._lines([self.volunteer(volunteer_id)], on or self._context.today())[0]

    def find(self, text: str, limit: int = PROPOSALS) -> list[VolunteerLine]:
        """Return who is found by ``text``, the active ones first.

        Each of its words begins the name, its pinyin, its initials or the number, is the end of
        the phone, or stands in the name in characters (the given name alone). Without words
        everybody is found; those whose data was erased never are.
        """
        found = store.found(search_text(text).split())
        lines = self._lines(found, self._context.today())
        return sorted(lines, key=lambda line: _ORDER.index(line.standing))[:limit]

    def groups(self) -> list[str]:
        """Return the names of the groups in use, the largest first."""
        counted = Counter(each.group for each in store.everybody() if each.group)
        return [name for name, _count in counted.most_common()]

    def names(self) -> list[str]:
        """Return the names of everybody on record, of those who left as well."""
        return [each.name for each in store.everybody()]

    def people(self, on_first: date, on_last: date) -> Mapping[VolunteerId, Person]:
        """Return everybody the roster may see on the days from ``on_first`` to ``on_last``.

        Who is not active on any of them is left out, unless the roster of these days names them.
        Leaves are those that touch these days. Nothing is carried over: the roster adds that.
        """
        statuses = volunteers_standing.all_statuses()
        planned = volunteers_service.planned_between(
            absolute(on_first, 0), absolute(on_last, 0) + 2 * 1440
        )
        seen = [
            each
            for each in store.everybody()
            if each.id in planned or is_active_between(statuses.get(each.id, ()), on_first, on_last)
        ]
        return _people(seen, statuses, on_first, on_last)

    def _lines(self, volunteers: Sequence[Volunteer], on: date) -> list[VolunteerLine]:
        statuses, held = volunteers_standing.all_statuses(), skills.all_held()
        names, off = skills.by_id(), leaves.pending_from(on)
        minutes = volunteers_service.minutes_by_volunteer(on)
        moment = self._moment() if on == self._context.today() else absolute(on, 0)
        ahead, consents = volunteers_service.next_shifts(moment), volunteers_private.all_consents()
        known, pinned = volunteers_private.with_identity(), volunteers_private.with_pin()
        return [
            VolunteerLine(
                volunteer=each,
                on=on,
                statuses=statuses.get(each.id, ()),
                skills=tuple(
                    SkillLine(skill=names[one.skill_id], held=one, on=on)
                    for one in held.get(each.id, ())
                ),
                leaves=off.get(each.id, ()),
                consents=consents.get(each.id, ()),
                minutes=minutes.get(each.id, 0),
                next_shift=ahead.get(each.id),
                has_identity=each.id in known,
                has_pin=each.id in pinned,
            )
            for each in volunteers
        ]


def names_on_the_grid(volunteers: Iterable[Volunteer]) -> dict[VolunteerId, str]:
    """Return the name under which each is shown: with the number where two have the same."""
    everybody = list(volunteers)
    counted = Counter(each.name for each in everybody)
    return {
        each.id: each.name if counted[each.name] == 1 else f"{each.name} {each.number}"
        for each in everybody
    }


def _people(
    volunteers: Sequence[Volunteer],
    statuses: Mapping[VolunteerId, tuple[Status, ...]],
    first: date,
    last: date,
) -> dict[VolunteerId, Person]:
    shown, held = names_on_the_grid(volunteers), skills.all_held()
    rules, exceptions = availability.all_rules(), availability.all_exceptions()
    off, consents = leaves.by_volunteer_between(first, last), volunteers_private.all_consents()
    limits = volunteers_bonds.all_limits()
    return {
        each.id: Person(
            id=each.id,
            uid=each.uid,
            shown=shown[each.id],
            born=each.born,
            promised_minutes=each.promised_minutes,
            novice=each.novice,
            mentor=each.mentor,
            statuses=statuses.get(each.id, ()),
            skills=held.get(each.id, ()),
            availability=rules.get(each.id, ()),
            exceptions=exceptions.get(each.id, ()),
            leaves=off.get(each.id, ()),
            consents=consents.get(each.id, ()),
            limits=limits.get(each.id, {}),
        )
        for each in volunteers
    }
