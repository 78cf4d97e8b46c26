"""What in the rosters cannot be, looked at row by row when the whole file is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.store import rosters
from stationdesk.store.plain_sql import rows

if TYPE_CHECKING:
    from collections.abc import Iterator


def contradictions() -> list[str]:
    """Return what contradicts itself, told by numbers and days, never by names."""
    return [
        *_two_places_at_once(),
        *_too_full(),
        *_without_their_shift(),
        *_otherwise_than_their_roster(),
        *_about_the_same_days(),
        *(f"{each} is not what was published" for each in rosters.changed_revisions()),
    ]


_LIVE = "('proposed', 'confirmed', 'served')"


def _two_places_at_once() -> Iterator[str]:
    """Tell volunteers who are on two shifts in the same minute."""
    sql = f"""SELECT v.number, s.day FROM assignment a
        JOIN assignment b ON b.volunteer_id = a.volunteer_id AND b.id > a.id
            AND b.starts < a.ends AND a.starts < b.ends AND b.state IN {_LIVE}
        JOIN volunteer v ON v.id = a.volunteer_id JOIN shift s ON s.id = a.shift_id
        WHERE a.state IN {_LIVE} ORDER BY a.id"""
    for number, day in rows(sql):
        yield f"{number} is in two places at once on {day}"


def _too_full() -> Iterator[str]:
    """Tell shifts with more people than they take."""
    sql = f"""SELECT s.day, s.name, COUNT(*), s.most FROM shift s
        JOIN assignment a ON a.shift_id = s.id AND a.state IN {_LIVE}
        GROUP BY s.id HAVING COUNT(*) > s.most ORDER BY s.id"""
    for day, name, count, most in rows(sql):
        yield f"{name} on {day} has {count} people and takes {most}"


def _without_their_shift() -> Iterator[str]:
    """Tell rows whose shift or roster was taken out, or is at another time."""
    sql = f"""SELECT a.id, s.day FROM assignment a JOIN shift s ON s.id = a.shift_id
        JOIN roster_period p ON p.id = s.period_id
        WHERE a.state IN {_LIVE} AND (s.voided_at IS NOT NULL OR p.voided_at IS NOT NULL
            OR a.starts % 1440 <> s.from_minute
            OR a.ends - a.starts <> s.to_minute - s.from_minute
            OR s.day < p.first_day OR s.day > p.last_day)
        ORDER BY a.id"""
    for row_id, day in rows(sql):
        yield f"row {row_id} is not on its shift of {day}"


def _otherwise_than_their_roster() -> Iterator[str]:
    """Tell rows that bind on a draft, or do not on a published roster."""
    sql = """SELECT a.id, a.state, p.number, p.state FROM assignment a
        JOIN shift s ON s.id = a.shift_id JOIN roster_period p ON p.id = s.period_id
        WHERE (a.state = 'proposed' AND p.state NOT IN ('draft', 'proposed'))
            OR (a.state IN ('confirmed', 'served') AND p.state NOT IN ('published', 'closed'))
        ORDER BY a.id"""
    for row_id, state, number, period_state in rows(sql):
        yield f"row {row_id} is {state} though {number} is {period_state}"


def _about_the_same_days() -> Iterator[str]:
    """Tell rosters that overlap one another."""
    sql = """SELECT a.number, b.number FROM roster_period a
        JOIN roster_period b ON b.id > a.id AND b.first_day <= a.last_day
            AND a.first_day <= b.last_day AND b.voided_at IS NULL
        WHERE a.voided_at IS NULL ORDER BY a.id"""
    for one, other in rows(sql):
        yield f"{one} and {other} are about the same days"
