"""What statistics are counted from: facts with a day, an hour, a part and an amount.

Each fact is one statement; its sums and the records behind a sum are asked of the same rows, so
that they always agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from stationdesk.store.plain_sql import must_be_day, rows
from stationdesk.store.report_figures import lending_records
from stationdesk.store.report_figures.asking import HOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.reporting.spans import Days

UNNAMED = "unnamed"
"""The part of volunteers who did not agree to be named in a ranking."""

By = Literal["day", "hour", "part"]
"""What amounts may be added up by."""


class Fact(NamedTuple):
    """One record behind a sum; ``hour`` is None where nobody noted it.

    ``part`` is what it is counted under, ``name`` how the part is called where that is no word of
    the program; ``other`` a second part that is told beside it.
    """

    day: date
    hour: int | None
    part: str
    name: str
    other: str
    text: str
    record_id: int
    amount: int


def sums(fact: str, days: Days, *by: By, part: str = "") -> list[tuple[Any, ...]]:
    """Return the values of ``by`` with their sum, in order; ``part`` narrows to one part.

    Raises:
        KeyError: where there is no fact of that name.
    """
    sql, values = _asked(fact, days, part)
    named = ", ".join(by)
    found = rows(f"SELECT {named}, SUM(amount) FROM ({sql}) f GROUP BY {named}", values)
    return sorted((*_typed(by, row), int(row[-1])) for row in found)


def by_day(fact: str, days: Days, part: str = "") -> dict[date, int]:
    """Return the sums of the days on which there was any."""
    return dict(sums(fact, days, "day", part=part))


def names(fact: str, days: Days) -> dict[str, str]:
    """Return the parts with their names, the latest name of each."""
    sql, values = _asked(fact, days, "")
    return dict(rows(f"SELECT part, MAX(name) FROM ({sql}) f GROUP BY part", values))


def records(fact: str, days: Days, part: str = "") -> list[Fact]:
    """Return the records behind the sums, in the order of the days."""
    sql, values = _asked(fact, days, part)
    ordered = f"""SELECT day, hour, part, name, other, text, record_id, amount
        FROM ({sql}) f ORDER BY day, record_id, hour"""
    return [
        Fact(must_be_day(day), None if hour is None else int(hour), *rest)
        for day, hour, *rest in rows(ordered, values)
    ]


def _visits(part: str, other: str) -> str:
    return f"""SELECT business_date AS day, SUBSTR(counted_at, 12, 2) AS hour, {part} AS part,
            {part} AS name, {other} AS other, '' AS text, 0 AS record_id, SUM(people) AS amount
        FROM visit WHERE voided_at IS NULL AND business_date BETWEEN :first AND :last
        GROUP BY business_date, SUBSTR(counted_at, 12, 2), {part}, {other}"""


def _told(part: str, statement: str) -> str:
    """Return a statement of the reports as a fact of one part."""
    return f"""SELECT day, NULL AS hour, '{part}' AS part, '{part}' AS name, '' AS other, text,
            record_id, amount FROM ({lending_records.STATEMENTS[statement]}) AS counted"""


def _together(*told: str) -> str:
    return " UNION ALL ".join(told)


def _lent(part: str, name: str, other: str) -> str:
    return f"""SELECT l.business_date AS day, NULL AS hour, {part} AS part, {name} AS name,
            {other} AS other, l.number AS text, l.id AS record_id, ll.quantity AS amount
        FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
        JOIN loan_kind k ON k.id = ll.loan_kind_id AND k.audience = 'visitors'
        WHERE l.voided_at IS NULL AND l.business_date BETWEEN :first AND :last"""


_AGREED = "v.in_ranking = 1 AND v.erased_on IS NULL"

FACTS = {
    "visits.groups": _visits("visitor_group", "service"),
    "visits.services": _visits("service", "visitor_group"),
    "lending.flow": _together(
        _told("lent", "lending.pieces"),
        _told("back", "lending.on_time"),
        _told("back", "lending.late"),
    ),
    "lending.returns": _together(
        _told("on_time", "lending.on_time"),
        _told("late", "lending.late"),
        _told("lost", "lending.lost"),
    ),
    "lending.kinds": _lent("CAST(k.id AS TEXT)", "k.name", "l.visitor_group"),
    "lending.groups": _lent("l.visitor_group", "l.visitor_group", "k.name"),
    "feedback.kinds": """SELECT business_date AS day, SUBSTR(said_at, 12, 2) AS hour,
            kind AS part, kind AS name, visitor_group AS other, number AS text,
            id AS record_id, 1 AS amount
        FROM feedback_entry WHERE state <> 'void' AND business_date BETWEEN :first AND :last""",
    "volunteers.people": f"""SELECT h.business_date AS day, NULL AS hour,
            CASE WHEN {_AGREED} THEN CAST(v.id AS TEXT) ELSE '{UNNAMED}' END AS part,
            CASE WHEN {_AGREED} THEN v.name ELSE '{UNNAMED}' END AS name, '' AS other,
            v.number AS text, v.id AS record_id, h.minutes AS amount
        FROM hours_line h JOIN volunteer v ON v.id = h.volunteer_id
        WHERE h.business_date BETWEEN :first AND :last""",
    "stock.items": """SELECT m.business_date AS day, NULL AS hour, CAST(i.id AS TEXT) AS part,
            i.name || CASE i.spec WHEN '' THEN '' ELSE ' ' || i.spec END AS name,
            i.name || CASE i.spec WHEN '' THEN '' ELSE ' ' || i.spec END AS other,
            d.number AS text, i.id AS record_id, -m.quantity AS amount
        FROM movement m JOIN stock_document d ON d.id = m.document_id
        JOIN item i ON i.id = m.item_id
        WHERE m.business_date BETWEEN :first AND :last AND d.kind = 'issue'
            AND NOT EXISTS (SELECT 1 FROM stock_document x WHERE x.reverses_id = d.id)""",
}
"""By name; each row has day, hour, part, name, other, text, record_id and amount."""


def _asked(fact: str, days: Days, part: str) -> tuple[str, list[object]]:
    sql = FACTS[fact]
    asked = {"first": days.first.isoformat(), "last": days.last.isoformat()}
    values: list[object] = [asked[hole] for hole in HOLE.findall(sql)]
    if part:
        return f"SELECT * FROM ({HOLE.sub('?', sql)}) one WHERE part = ?", [*values, part]
    return HOLE.sub("?", sql), values


def _typed(by: Sequence[By], row: tuple[Any, ...]) -> list[Any]:
    return [_TYPED[name](value) for name, value in zip(by, row, strict=False)]


def _hour(value: Any) -> int:
    """Return an hour that sorts; -1 stands for one that nobody noted."""
    return -1 if value is None else int(value)


_TYPED: Mapping[str, Callable[[Any], Any]] = {"day": must_be_day, "hour": _hour, "part": str}
