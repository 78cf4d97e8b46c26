"""What of things kept and found, and of personal data past its time, deserves a line on Today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.keeping.found import FOUND_KINDS, FOUND_STATE_WORDS, FoundState
from stationdesk.domain.keeping.kept import KEPT_KINDS, KEPT_STATE_WORDS, KeptState
from stationdesk.domain.reminders import Area, Reminder, Urgency, nearness, urgency_of
from stationdesk.domain.tiers.phrases import Phrase, names
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.domain.keeping.kept import KeptThing
    from stationdesk.domain.keeping.retention import RetentionLine

ERASE_WITHIN_DAYS = 7
"""Days in which what is due may be erased before somebody is reminded of it."""


def kept_reminders(things: Iterable[KeptThing], today: date) -> Iterator[Reminder]:
    """Give what was not fetched in time, in one line however much it is."""
    late = [one for one in things if one.state(today) is KeptState.OVERDUE]
    late.sort(key=lambda one: (one.keep_until or today, one.id))
    if len(late) == 1:
        yield _unfetched(late[0], today)
    elif late:
        called = names(tuple(one.tag for one in late), shown=2)
        values = {"count": len(late), "names": called}
        yield Reminder(
            area=Area.LENDING,
            urgency=Urgency.OVERDUE,
            state=Phrase(KEPT_STATE_WORDS[KeptState.OVERDUE]),
            what=Phrase(N_("{count} things in safekeeping were not fetched: {names}"), values),
            day=late[0].keep_until,
            opens="kept",
        )


def found_reminders(things: Iterable[FoundThing], today: date) -> Iterator[Reminder]:
    """Give what nobody claimed in time, in one line however much it is."""
    waits = [one for one in things if one.state(today) is FoundState.TO_PASS_ON]
    waits.sort(key=lambda one: (one.pass_on_after, one.id))
    if len(waits) == 1:
        yield _unclaimed(waits[0], today)
    elif waits:
        called = names(tuple(one.number for one in waits), shown=2)
        values = {"count": len(waits), "names": called}
        yield Reminder(
            area=Area.LENDING,
            urgency=Urgency.OVERDUE,
            state=Phrase(FOUND_STATE_WORDS[FoundState.TO_PASS_ON]),
            what=Phrase(N_("{count} found things are to be passed on: {names}"), values),
            day=waits[0].pass_on_after,
            opens="found",
        )


def erasing_reminders(lines: Sequence[RetentionLine], today: date) -> Iterator[Reminder]:
    """Give a word when personal data of any kind has been due to be erased for a week."""
    if any(line.first + timedelta(days=line.days + ERASE_WITHIN_DAYS) < today for line in lines):
        count = sum(line.count for line in lines)
        yield Reminder(
            area=Area.SETTINGS,
            urgency=Urgency.TODAY,
            state=Phrase(N_("To be erased")),
            what=Phrase(N_("Personal data of {count} closed records"), {"count": count}),
            opens="lending",
        )


def _unfetched(thing: KeptThing, today: date) -> Reminder:
    until = thing.keep_until or today
    values = {"thing": Phrase(KEPT_KINDS[thing.kind]), "owner": thing.owner_shown}
    return Reminder(
        area=Area.LENDING,
        urgency=urgency_of(until, today),
        state=nearness(until, today),
        what=Phrase(N_("{thing} for {owner}: not fetched"), values),
        where=" · ".join(filter(None, [thing.place.name if thing.place else "", thing.tag])),
        day=until,
        opens=("kept", thing.id),
    )


def _unclaimed(thing: FoundThing, today: date) -> Reminder:
    last = thing.pass_on_after
    values = {"thing": Phrase(FOUND_KINDS[thing.kind])}
    return Reminder(
        area=Area.LENDING,
        urgency=urgency_of(last, today),
        state=nearness(last, today),
        what=Phrase(N_("{thing}: nobody claimed it, pass it on"), values),
        where=" · ".join(filter(None, [thing.place.name if thing.place else "", thing.number])),
        day=last,
        opens=("found", thing.id),
    )
