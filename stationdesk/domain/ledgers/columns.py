"""Which column of a table holds which field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.headings import (
    HeadingMatch,
    date_part,
    heading_life_unit,
    heading_unit,
    match_heading,
    status_part,
)
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.roster_columns import weekdays_among, with_roster_columns
from stationdesk.domain.ledgers.tables import LedgerColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.ledgers.heading_rows import Heading
    from stationdesk.domain.sheets import Sheet

JOINED = (
    *("model", "spec", "lent_on", "returned_on", "returned", "date", "answer", "settled"),
    *("skills", "availability", "names", "day", "duty"),
)
"""Fields whose columns are read together: 品牌 and 型号; 日期 and, with the hour, 借用时间."""
_TOP_RANK = 6
_DATES = (
    "expires",
    "made_on",
    "since",
    "warranty",
    "lent_on",
    "due_on",
    "returned_on",
    "date",
    "answered_on",
)
_NEEDED: dict[LedgerKind, tuple[frozenset[str], ...]] = {
    LedgerKind.STOCK: (
        frozenset({"name"}),
        frozenset({"quantity", "unit", "spec", "expires", "minimum", "place", "made_on"}),
    ),
    LedgerKind.AMENITY: (
        frozenset({"name"}),
        frozenset({"quantity", "model", "place", "since", "working", "keeper"}),
    ),
    LedgerKind.VOLUNTEER: (
        frozenset({"name"}),
        frozenset({"phone", "id_number", "availability", "skills"}),
    ),
    LedgerKind.FEEDBACK: (
        frozenset({"text"}),
        frozenset({"answer", "date", "rating", "answered_on", "settled", "call_back"}),
    ),
    LedgerKind.LOAN: (
        frozenset({"borrower", "phone"}),
        frozenset({"lent_on", "returned_on", "returned", "due_on"}),
    ),
    LedgerKind.ISSUE: (
        frozenset({"receiver"}),
        frozenset({"item", "issued_on", "pieces"}),
    ),
    LedgerKind.ROSTER: (
        frozenset({"names", "duty", "day"}),
        frozenset({"date", "weekday", "day"}),
    ),
}
"""For each kind sets of fields of which a ledger must have at least one each."""
_WEEKDAYS = 3
_ROWS_TELL = frozenset({"names", "shift", "time", "duty"})
"""What makes a grid of numbered days a roster: its rows are people or shifts."""
_DIGITS = re.compile(r"[\d\uff10-\uff19]+")


@dataclass(frozen=True, slots=True)
class Told:
    """What headings tell for one kind: its fields, and how strongly they speak for it."""

    kind: LedgerKind
    fields: frozenset[str]
    weight: int
    known: int
    headings: int
    weekdays: int
    strongest: int

    def is_ledger(self) -> bool:
        """Return whether the headings make a ledger of this kind."""
        if any(not self.fields & needed for needed in _NEEDED[self.kind]):
            return False
        if self.kind is LedgerKind.ROSTER:
            is_grid = "day" in self.fields and bool(self.fields & _ROWS_TELL)
            return is_grid or self.weekdays >= _WEEKDAYS or 5 * self.known >= 2 * self.headings
        return len(self.fields) >= 2 and 5 * self.known >= 2 * self.headings


def fields_told(headings: Sequence[Heading], kind: LedgerKind) -> Told:
    """Return what ``headings`` tell when they are read as those of ``kind``."""
    matched = _matched(headings, kind)
    matches = [match for _heading, match in matched if match]
    best: dict[str | None, int] = {}
    for match in matches:
        best[match.field] = max(best.get(match.field, 0), match.weight)
    return Told(
        kind=kind,
        fields=frozenset(field for field in best if field),
        weight=sum(best.values()),
        known=len(matches),
        headings=sum(bool(heading.parts) for heading in headings),
        weekdays=weekdays_among(matched),
        strongest=max((match.weight for match in matches), default=0),
    )


def columns_for(
    headings: Sequence[Heading], kind: LedgerKind, sheet: Sheet, body: range
) -> tuple[LedgerColumn, ...]:
    """Return the columns with the fields they hold; of rivals the better one is read.

    A rival without any value in the rows of ``body`` gives way to one that has some.
    """
    matched = _matched(headings, kind)
    told = [(heading, match) for heading, match in matched if match and match.field]
    chosen = _chosen(told, sheet, body)
    return tuple(_column(heading, chosen.get(heading.index), kind) for heading, _match_ in matched)


def _chosen(told: list[tuple[Heading, HeadingMatch]], sheet: Sheet, body: range) -> dict[int, str]:
    rivals: dict[str, list[tuple[Heading, HeadingMatch]]] = {}
    for heading, match in told:
        rivals.setdefault(match.field or "", []).append((heading, match))
    chosen: dict[int, str] = {}
    for field, group in rivals.items():
        for heading in _winners(field, group, sheet, body):
            chosen[heading.index] = field
    return _with_spare_life(chosen, rivals)


def _winners(
    field: str, group: list[tuple[Heading, HeadingMatch]], sheet: Sheet, body: range
) -> list[Heading]:
    best = max(
        group,
        key=lambda pair: (_has_values(pair[0].index, sheet, body), pair[1].rank, -pair[0].index),
    )
    if field == "quantity":
        return [_latest(best, group, sheet, body)]
    if _part(best[0], field):
        return [heading for heading, _match_ in group if _part(heading, field)]
    if field in JOINED and best[1].rank < _TOP_RANK:
        return [heading for heading, match in group if match.rank >= _TOP_RANK - 2]
    return [best[0]]


def _latest(
    best: tuple[Heading, HeadingMatch],
    group: list[tuple[Heading, HeadingMatch]],
    sheet: Sheet,
    body: range,
) -> Heading:
    """Return the last of columns that differ by their dates only: 6月1日结存 | 6月30日结存."""
    heading, match = best
    undated = _DIGITS.sub("", heading.shown)
    if undated == heading.shown:
        return heading
    alike = [
        other
        for other, rival in group
        if rival.rank == match.rank
        and _DIGITS.sub("", other.shown) == undated
        and _has_values(other.index, sheet, body)
    ]
    return alike[-1] if alike else heading


def _with_spare_life(
    chosen: dict[int, str], rivals: dict[str, list[tuple[Heading, HeadingMatch]]]
) -> dict[int, str]:
    """Read a 保质期 beside a 有效期至 as the shelf life."""
    if "shelf_life" in chosen.values():
        return chosen
    spare = [
        heading.index
        for heading, match in rivals.get("expires", [])
        if heading.index not in chosen and match.rank < _TOP_RANK
    ]
    return {**chosen, spare[0]: "shelf_life"} if spare else chosen


def _has_values(column: int, sheet: Sheet, body: range) -> bool:
    return any(sheet.cell(row, column) is not None for row in body)


def _matched(
    headings: Sequence[Heading], kind: LedgerKind
) -> list[tuple[Heading, HeadingMatch | None]]:
    matched = [(heading, _match(heading, kind)) for heading in headings]
    return with_roster_columns(matched) if kind is LedgerKind.ROSTER else matched


def _match(heading: Heading, kind: LedgerKind) -> HeadingMatch | None:
    for wording in heading.wordings():
        if match := match_heading(wording, kind):
            return match
    if len(heading.parts) > 1 and (parent := match_heading(heading.parts[-2], kind)):
        return parent if _part(heading, parent.field) else None
    return None


def _part(heading: Heading, field: str | None) -> str:
    if len(heading.parts) < 2:
        return ""
    if field in _DATES:
        return date_part(heading.parts[-1])
    return status_part(heading.parts[-1]) if field == "working" else ""


def _column(heading: Heading, field: str | None, kind: LedgerKind) -> LedgerColumn:
    column = LedgerColumn(heading.index, heading.shown, field)
    if field == "quantity":
        told = next(filter(None, map(heading_unit, reversed(heading.parts))), "")
        return replace(column, unit=told)
    if field in ("shelf_life", "expires") and kind is LedgerKind.STOCK:
        life = heading_life_unit(heading.parts[-1]) if heading.parts else None
        return replace(column, life_unit=life, part=_part(heading, field))
    return replace(column, part=_part(heading, field))
