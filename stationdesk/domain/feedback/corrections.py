"""Facts of an entry that were miswritten: what changes, and what that does to its deadlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.clocks import Pause
from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.entry_rules import praise_form_of
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm, Urgency
from stationdesk.domain.feedback.pausing import moved_by_pause
from stationdesk.domain.feedback.replay import told_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.feedback.replay import Standing
    from stationdesk.domain.working_days import WorkTime

_READ: dict[str, Callable[[str], object]] = {
    "body": str,
    "kind": FeedbackKind,
    "urgency": Urgency,
    "channel": Channel,
    "visitor_group": str,
    "place": str,
    "about_person": str,
    "praised": str,
    "praise_form": PraiseForm,
}
"""The facts that may be corrected, and how each is read from an event; none tells the author."""


def wish_of(entry: Entry) -> NewEntry:
    """Return an entry's facts as they would be typed in; without its author, who is not shown."""
    return NewEntry(
        body=entry.body,
        kind=entry.kind,
        said_at=entry.said_at,
        channel=entry.channel,
        urgency=entry.urgency,
        visitor_group=entry.visitor_group,
        place=entry.place,
        about_person=entry.about_person,
        praised=entry.praised,
        praise_form=entry.praise_form,
        handwritten=entry.handwritten,
        page_id=entry.page_id,
    )


def changed_facts(
    entry: Entry, wish: NewEntry, body: str
) -> tuple[dict[str, object], dict[str, object]]:
    """Return the facts that change, as they are and as they will be; ``body`` is what is kept."""
    told = replace(wish, body=body, praise_form=praise_form_of(wish))
    fields = {name: (str(getattr(entry, name)), str(getattr(told, name)).strip()) for name in _READ}
    changed = {name: both for name, both in fields.items() if both[0] != both[1]}
    return (
        {name: before for name, (before, _after) in changed.items()},
        {name: after for name, (_before, after) in changed.items()},
    )


def restored(wish: NewEntry, told: Mapping[str, object]) -> NewEntry:
    """Return the facts as they were before the correction that an event tells of."""
    before = told.get("before")
    if not isinstance(before, dict):
        return wish
    read = {name: _READ[name](str(value)) for name, value in before.items() if name in _READ}
    return replace(wish, **read)  # type: ignore[arg-type]


def nearer_limits(
    standing: Standing, limits: Mapping[str, object], now: datetime, work: WorkTime
) -> dict[str, object]:
    """Return what a correction of kind or urgency tells of the clocks.

    ``limits`` is what an entry made now would be given. A deadline comes nearer or stays; putting
    it off is an extension, with its reason. While the author is waited for, the time waited so
    far is given first.
    """
    first = standing.first_due_at or standing.held_first_due_at
    final = standing.due_in_force
    if standing.waiting_since is not None:
        pause = Pause(standing.waiting_since, now)
        first = after_pause(standing, standing.held_first_due_at, standing.first_days, pause, work)
        final = after_pause(standing, final, standing.final_days, pause, work)
    owed = standing.first_reply_at is None
    return {
        **limits,
        "first_due_at": _earlier(first, told_moment(limits, "first_due_at") if owed else None),
        "final_due_at": _earlier(final, told_moment(limits, "final_due_at")),
    }


def after_pause(
    standing: Standing, due: datetime | None, days: int, pause: Pause, work: WorkTime
) -> datetime | None:
    """Return a due moment of this round after a pause; ``days`` is the limit it came from.

    A limit of no days at all also ends on holidays, and on the very day it began.
    """
    if due is None or standing.began_at is None:
        return due
    same_day = days == 0
    counted_from = standing.began_at.date() + timedelta(days=0 if same_day else 1)
    closing_on = work.open_until if same_day else work.closing_on
    return moved_by_pause(due, pause, closing_on, counted_from)


def _earlier(one: datetime | None, other: datetime | None) -> str | None:
    known = [each for each in (one, other) if each is not None]
    return min(known).isoformat(timespec="minutes") if known else None
