"""Visits in the station's file: counts, and their sums by whatever one asks for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from stationdesk.domain.ids import VisitId, new_uid
from stationdesk.domain.visits import Counting, DayTally, Visit
from stationdesk.store.plain_sql import in_portions, insert_many, marks, must_be_day, rows, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from stationdesk.domain.visits import NewVisit


def add(wishes: Sequence[NewVisit], *, recorded_at: str, recorded_by: str) -> list[VisitId]:
    """Keep counts, and return their ids in order; call it inside a deed."""
    last = int(value("SELECT MAX(id) FROM visit") or 0)
    kept = [
        (
            (uid := new_uid()),
            wish.day.isoformat(),
            stored_minute(wish.counted_at),
            wish.group,
            wish.service,
            wish.people,
            wish.counting.value,
            wish.note,
            wish.request_key or uid,
            recorded_at,
            recorded_by,
        )
        for wish in wishes
    ]
    insert_many("visit", _COLUMNS, kept)
    return [VisitId(row_id) for (row_id,) in rows(_ADDED_AFTER, [last])]


def get(visit_id: VisitId) -> Visit | None:
    """Return one count, also a void one; None where there is none of that id."""
    return next(iter(_where("WHERE id = ?", [visit_id])), None)


def find_by_key(request_key: str) -> VisitId | None:
    """Return the count that was made under a request's key, None where there is none."""
    found = value("SELECT id FROM visit WHERE request_key = ?", [request_key])
    return None if found is None else VisitId(found)


def last_tap(day: date) -> Visit | None:
    """Return the click of a day that was made last and stands; None without one."""
    where = f"{_STANDING} AND business_date = ? AND source = ? ORDER BY id DESC LIMIT 1"
    return next(iter(_where(where, [day.isoformat(), Counting.TAP.value])), None)


def on_day(day: date) -> list[Visit]:
    """Return a day's counts that stand, in the order in which they were kept."""
    return _where(f"{_STANDING} AND business_date = ? ORDER BY id", [day.isoformat()])


def people_of(ids: Iterable[VisitId]) -> int:
    """Return how many some counts tell of, void ones too."""
    return sum(
        int(value(f"SELECT SUM(people) FROM visit WHERE id IN ({marks(portion)})", portion) or 0)
        for portion in in_portions(ids)
    )


def set_voided(ids: Iterable[VisitId], at: str | None, by: str | None) -> None:
    """Take counts back; None and None let them stand again."""
    for portion in in_portions(ids):
        sql = f"""UPDATE visit SET voided_at = ?, voided_by = ?
            WHERE id IN ({marks(portion)}) RETURNING id"""
        rows(sql, [at, by, *portion])


def by_group(first: date, last: date) -> dict[str, int]:
    """Return how many came on days, by group; only those that came."""
    return _sums("visitor_group", first, last)


def by_service(first: date, last: date) -> dict[str, int]:
    """Return how many came on days, by service."""
    return _sums("service", first, last)


def by_day(first: date, last: date) -> dict[date, int]:
    """Return how many came on each day on which somebody did, in order."""
    return {must_be_day(day): people for day, people in _sums("business_date", first, last).items()}


def by_month(first: date, last: date) -> dict[str, int]:
    """Return how many came by month (``2026-06``), in order."""
    return _sums("SUBSTR(business_date, 1, 7)", first, last)


def by_hour(first: date, last: date) -> dict[int | None, int]:
    """Return how many came by hour of the day; under None those of whom no hour is known."""
    found = _sums("SUBSTR(counted_at, 12, 2)", first, last)
    return {None if hour is None else int(hour): people for hour, people in found.items()}


def by_day_and_hour(first: date, last: date) -> list[tuple[date, int, int]]:
    """Return day, hour and how many, of those of whom the hour is known, in order."""
    sql = f"""SELECT business_date, SUBSTR(counted_at, 12, 2), SUM(people) FROM visit
        {_STANDING} AND business_date BETWEEN ? AND ? AND counted_at IS NOT NULL
        GROUP BY 1, 2 ORDER BY 1, 2"""
    found = rows(sql, [first.isoformat(), last.isoformat()])
    return [(must_be_day(day), int(hour), int(people)) for day, hour, people in found]


def by_month_and_group(first: date, last: date) -> list[tuple[str, str, int]]:
    """Return month, group and how many came, in the order of the months."""
    sql = f"""SELECT SUBSTR(business_date, 1, 7), visitor_group, SUM(people) FROM visit
        {_STANDING} AND business_date BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2"""
    found = rows(sql, [first.isoformat(), last.isoformat()])
    return [(month, group, int(people)) for month, group, people in found]


def day_tallies(first: date, last: date, group: str = "", service: str = "") -> list[DayTally]:
    """Return what was counted on days by day, group and service, in order; "" is every one."""
    sql = f"""SELECT business_date, visitor_group, service, SUM(people) FROM visit
        {_STANDING} AND business_date BETWEEN ? AND ?
            AND (? = '' OR visitor_group = ?) AND (? = '' OR service = ?)
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
    asked = [first.isoformat(), last.isoformat(), group, group, service, service]
    return [DayTally(must_be_day(day), g, s, int(people)) for day, g, s, people in rows(sql, asked)]


def days_counted(first: date, last: date) -> int:
    """Return on how many days anybody was counted."""
    sql = f"""SELECT COUNT(DISTINCT business_date) FROM visit
        {_STANDING} AND business_date BETWEEN ? AND ?"""
    return int(value(sql, [first.isoformat(), last.isoformat()]) or 0)


def first_day() -> date | None:
    """Return the first day of which a count stands; None before anybody counted."""
    found = value(f"SELECT MIN(business_date) FROM visit {_STANDING}")
    return None if found is None else must_be_day(found)


def stored_minute(moment: datetime | None) -> str | None:
    """Return a local minute as it is stored."""
    return None if moment is None else moment.isoformat(timespec="minutes")


_COLUMNS = (
    "uid",
    "business_date",
    "counted_at",
    "visitor_group",
    "service",
    "people",
    "source",
    "note",
    "request_key",
    "recorded_at",
    "recorded_by",
)
_STANDING = "WHERE voided_at IS NULL"
_ADDED_AFTER = "SELECT id FROM visit WHERE id > ? ORDER BY id"


def _sums(by: str, first: date, last: date) -> dict[Any, int]:
    sql = f"""SELECT {by}, SUM(people) FROM visit
        {_STANDING} AND business_date BETWEEN ? AND ? GROUP BY 1 ORDER BY 1"""
    found = rows(sql, [first.isoformat(), last.isoformat()])
    return {key: int(people) for key, people in found}


def _where(where: str, values: Sequence[object]) -> list[Visit]:
    sql = f"""SELECT id, uid, business_date, visitor_group, service, people, counted_at, source,
        note, recorded_by, voided_at FROM visit {where}"""
    return [_visit(row) for row in rows(sql, values)]


def _visit(row: tuple[Any, ...]) -> Visit:
    visit_id, uid, day, group, service, people, counted_at, source, note, by, voided_at = row
    return Visit(
        id=VisitId(visit_id),
        uid=uid,
        day=must_be_day(day),
        group=group,
        service=service,
        people=people,
        counted_at=None if counted_at is None else datetime.fromisoformat(counted_at),
        counting=Counting(source),
        note=note,
        recorded_by=by,
        is_void=voided_at is not None,
    )
