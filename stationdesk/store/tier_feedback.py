"""What the tiers ask of the feedback book, read for one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.feedback.replay import Standing, live_events, replay
from stationdesk.domain.feedback.states import OPEN_STATES, EntryState
from stationdesk.domain.ids import EntryId
from stationdesk.domain.outages import end_of
from stationdesk.store import feedback_events
from stationdesk.store.plain_sql import in_portions, marks, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

A_YEAR = timedelta(days=366)


class Known(NamedTuple):
    """An entry that the book held on a day: by which number, when it was said and entered."""

    id: EntryId
    uid: str
    number: str
    said_at: datetime
    entered_on: date
    entered_by: str


def standings_on(day: date, today: date) -> Iterator[tuple[Known, Standing]]:
    """Give the entries that waited for an answer at the end of ``day``, as they stood then.

    Of a day gone by, those are asked too that were moved since.
    """
    end = end_of(day)
    found = rows(_OPEN) if day >= today else [*rows(_OPEN), *rows(_MOVED_SINCE, [_minute(end)])]
    known = {each.id: each for each in _known(found) if _was_known(each, day)}
    for entry_id, events in feedback_events.of_entries(known):
        until = takewhile(lambda event: event.happened_at <= end, live_events(events))
        standing = replay(until)
        if standing.state in OPEN_STATES:
            yield known[entry_id], standing


def entered_between(first: date, last: date) -> list[Known]:
    """Return the entries that were entered by hand on the days from ``first`` to ``last``.

    Those brought in from a hand-kept register were written down there; void ones never were, and
    what was said more than a year before ``first`` is left out.
    """
    said = [(first - A_YEAR).isoformat(), last.isoformat()]
    entered = [first.isoformat(), _day_after(last)]
    found = rows(_ENTERED, [EntryState.VOID.value, *said, *entered])
    return [_entry(row) for row in found]


def newest_until(day: date) -> Known | None:
    """Return the newest entry of the book on ``day``, None where it was empty."""
    found = rows(_NEWEST, [EntryState.VOID.value, _day_after(day)])
    return _entry(found[0]) if found else None


_COLUMNS = "SELECT id, uid, number, said_at, recorded_at, recorded_by FROM feedback_entry"
_STATES = ", ".join(f"'{state.value}'" for state in sorted(OPEN_STATES))
_OPEN = f"SELECT id FROM feedback_entry WHERE state IN ({_STATES})"
_MOVED_SINCE = "SELECT DISTINCT entry_id FROM feedback_event WHERE happened_at > ?"
_ENTERED = f"""{_COLUMNS} WHERE state <> ? AND import_run_id IS NULL
    AND business_date BETWEEN ? AND ? AND recorded_at >= ? AND recorded_at < ? ORDER BY id"""
_NEWEST = f"{_COLUMNS} WHERE state <> ? AND recorded_at < ? ORDER BY id DESC LIMIT 1"


def _day_after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _known(found: list[tuple[int]]) -> list[Known]:
    return [
        _entry(row)
        for portion in in_portions(entry_id for (entry_id,) in found)
        for row in rows(f"{_COLUMNS} WHERE id IN ({marks(portion)})", portion)
    ]


def _was_known(entry: Known, day: date) -> bool:
    return entry.entered_on <= day and entry.said_at.date() <= day


def _entry(row: tuple[str, ...]) -> Known:
    entry_id, uid, number, said_at, recorded_at, recorded_by = row
    return Known(
        EntryId(int(entry_id)),
        uid,
        number,
        datetime.fromisoformat(said_at),
        date.fromisoformat(recorded_at[:10]),
        recorded_by,
    )
