"""What the three months before carry over into a roster's fairness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.roster.facts import Carried
from stationdesk.domain.roster.fairness import EVENING_FROM
from stationdesk.domain.volunteers.people import Standing
from stationdesk.domain.volunteers.standing import standing_on
from stationdesk.store import roster_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.roster.facts import Person

CARRIED_MONTHS = 3


def with_carried(people: Mapping[VolunteerId, Person], first: date) -> dict[VolunteerId, Person]:
    """Return ``people`` with what each served in the three calendar months before ``first``.

    A month counts as promised where there was a roster at all, and for whoever was active on its
    last day: a station that just began owes nobody anything.
    """
    months = months_before(first)
    begins, ends = months[0][0], months[-1][1]
    served = roster_facts.served_between(begins, ends, EVENING_FROM)
    held = [month for month in months if roster_facts.any_served_between(*month)]
    found = dict(people)
    for who, person in people.items():
        active = sum(standing_on(person.statuses, end) is Standing.ACTIVE for _, end in held)
        own = served.get(who)
        carried = Carried(
            promised=person.promised_minutes * active,
            minutes=own.minutes if own else 0,
            weekends=own.weekends if own else 0,
            evenings=own.evenings if own else 0,
        )
        found[who] = replace(person, carried=carried)
    return found


def months_before(first: date) -> list[tuple[date, date]]:
    """Return the first and last days of the three months before that of ``first``, in order."""
    months = []
    begins = first.replace(day=1)
    for _month in range(CARRIED_MONTHS):
        ends = begins - timedelta(days=1)
        begins = ends.replace(day=1)
        months.append((begins, ends))
    return months[::-1]
