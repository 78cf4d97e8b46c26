"""What the tiers ask of the roster, read for some days: published shifts, people, skills."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.volunteers.people import Standing
from stationdesk.store.plain_sql import must_be_day, rows

KEPT = "('published', 'closed')"
ON_DUTY = "('confirmed', 'served')"


class PublishedDays(NamedTuple):
    """A roster that was published by some day."""

    uid: str
    number: str
    first: date
    last: date


class DeskShift(NamedTuple):
    """A shift at the desk of a published roster."""

    id: int
    uid: str
    name: str
    day: date


class OnDuty(NamedTuple):
    """Somebody on duty from one absolute minute up to another; ``shift_id`` None of no shift."""

    volunteer_id: int
    shift_id: int | None
    starts: int
    ends: int


class Proof(NamedTuple):
    """A verified proof of a skill that has a key, and the days on which it counts."""

    volunteer_id: int
    key: str
    first: date | None
    last: date | None

    def counts_on(self, day: date) -> bool:
        """Tell whether it counts on ``day``."""
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


class StandingFrom(NamedTuple):
    """From ``day`` on a volunteer is active, or is not."""

    volunteer_uid: str
    number: str
    day: date
    is_active: bool


def published_by(day: date) -> list[PublishedDays]:
    """Return the rosters that were published by the end of ``day``, the earliest first."""
    sql = f"""
        SELECT p.uid, p.number, p.first_day, p.last_day FROM roster_period p
        WHERE p.voided_at IS NULL AND p.state IN {KEPT} AND EXISTS (
            SELECT 1 FROM roster_revision r WHERE r.period_id = p.id AND r.recorded_at < ?)
        ORDER BY p.first_day"""
    return [
        PublishedDays(uid, number, must_be_day(first), must_be_day(last))
        for uid, number, first, last in rows(sql, [_day_after(day)])
    ]


def desk_shifts(first: date, last: date) -> list[DeskShift]:
    """Return the shifts at the desk of these days, in order."""
    sql = f"""
        SELECT s.id, s.uid, s.name, s.day FROM shift s JOIN roster_period p ON p.id = s.period_id
        WHERE s.voided_at IS NULL AND p.voided_at IS NULL AND p.state IN {KEPT}
            AND s.at_desk = 1 AND s.day BETWEEN ? AND ?
        ORDER BY s.day, s.from_minute, s.id"""
    found = rows(sql, [first.isoformat(), last.isoformat()])
    return [DeskShift(id_, uid, name, must_be_day(day)) for id_, uid, name, day in found]


def on_duty(first: date, last: date, known_on: date) -> list[OnDuty]:
    """Return who is on duty at the desk on these days, by rosters as they are now.

    Of a day gone by only rows count that were entered by the end of ``known_on``.
    """
    sql = f"""
        SELECT a.volunteer_id, a.shift_id, a.starts, a.ends FROM assignment a
            JOIN shift s ON s.id = a.shift_id JOIN roster_period p ON p.id = s.period_id
        WHERE a.state IN {ON_DUTY} AND s.voided_at IS NULL AND s.at_desk = 1
            AND p.voided_at IS NULL AND p.state IN {KEPT}
            AND s.day BETWEEN ? AND ? AND a.recorded_at < ?
        ORDER BY a.starts, a.id"""
    days = [(first - timedelta(days=1)).isoformat(), last.isoformat()]
    return [OnDuty(*found) for found in rows(sql, [*days, _day_after(known_on)])]


def attended(first: date, last: date) -> list[OnDuty]:
    """Return who was there without an assignment, signed in and out, on these days."""
    sql = """
        SELECT volunteer_id, came_at, left_at FROM attendance
        WHERE voided_at IS NULL AND assignment_id IS NULL AND left_at IS NOT NULL
            AND left_at > came_at AND business_date BETWEEN ? AND ?
        ORDER BY came_at, id"""
    found = rows(sql, [first.isoformat(), last.isoformat()])
    return [OnDuty(who, None, _minute(came), _minute(left)) for who, came, left in found]


def proofs() -> list[Proof]:
    """Return all verified proofs of skills that the rules know by a key."""
    sql = """
        SELECT v.volunteer_id, s.key, v.issued_on, v.expires_on FROM volunteer_skill v
            JOIN skill s ON s.id = v.skill_id
        WHERE v.voided_at IS NULL AND v.verified_on IS NOT NULL AND s.key <> ''"""
    return [Proof(who, key, _day(issued), _day(expires)) for who, key, issued, expires in rows(sql)]


def standings(day: date, today: date) -> list[StandingFrom]:
    """Return from when on everybody is active or not, by number; what was known on ``day``."""
    known = today if day >= today else day
    sql = """
        SELECT v.uid, v.number, s.from_day, s.state FROM volunteer_status s
            JOIN volunteer v ON v.id = s.volunteer_id
        WHERE v.voided_at IS NULL AND s.voided_at IS NULL AND s.recorded_at < ?
        ORDER BY v.id, s.from_day, s.id"""
    return [
        StandingFrom(uid, number, must_be_day(since), standing == Standing.ACTIVE.value)
        for uid, number, since, standing in rows(sql, [_day_after(known)])
    ]


def _day_after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _day(stored: str | date | None) -> date | None:
    return None if stored is None else must_be_day(stored)


def _minute(text: str) -> int:
    day, clock = text.split("T")
    hours, minutes = clock.split(":")[:2]
    return absolute(date.fromisoformat(day), int(hours) * 60 + int(minutes))
