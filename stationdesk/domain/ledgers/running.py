"""Running ledgers: a row for every coming in and going out, with what is left after each.

In 日期 | 品名 | 入库 | 领用 | 结存 each balance replaces the one before it; adding them up would
make goods that never were.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.headings import plain_heading
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.tables import (
    LedgerProblem,
    LedgerRow,
    LedgerTable,
    Severity,
    Value,
)
from stationdesk.domain.printed_dates import PrintedDate
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import read_date
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stationdesk.domain.ledgers.tables import LedgerColumn

EARLIER_BALANCE = N_("Row {row} tells what was left of the same thing later; only that counts.")

_DAY = re.compile(r"(?:登记|记账|发生|出入库|收发|业务)?(?:日期|时间|年月日|月日)")
_LEFT_OVER = re.compile(r".*(?:结存|结余|余存|余额|剩余|库存|现存|余数?).*")
_IN_OR_OUT = re.compile(
    r".*(?:入库|收入|购入|购进|领入|出库|领用|领取|发放|发出|支出|消耗|借出|出入).*(?<!日期)(?<!时间)(?<!人)"
)
_LOT = ("name", "spec", "unit", "batch_no", "expires", "made_on", "place")


def last_balances(
    table: LedgerTable, rows: Sequence[LedgerRow]
) -> tuple[list[LedgerRow], list[LedgerProblem]]:
    """Return the rows that still count, and a warning for each that a later balance replaces.

    All rows of a table that is no running ledger count. Rows are taken to be in the order of
    time, or against it where the days say so.
    """
    day = _day_column(table)
    if day is None:
        return list(rows), []
    stated = [row for row in rows if row.values.get("quantity") is not None]
    onwards = reversed(stated) if _newest_first(table, day, stated) else iter(stated)
    last = {_lot(row): row for row in onwards}
    counting = {row.row for row in last.values()}
    earlier = [row for row in stated if row.row not in counting]
    problems = [_replaced(table, row, by=last[_lot(row)]) for row in earlier]
    gone = {row.row for row in earlier}
    return [row for row in rows if row.row not in gone], problems


def _day_column(table: LedgerTable) -> LedgerColumn | None:
    """Return the column of the days where ``table`` is a running ledger."""
    if table.kind is not LedgerKind.STOCK:
        return None
    if not any(_is_headed(column, _LEFT_OVER) for column in table.columns_of("quantity")):
        return None
    unread = [column for column in table.columns if column.field is None]
    if not any(_is_headed(column, _IN_OR_OUT) for column in unread):
        return None
    return next((column for column in unread if _is_headed(column, _DAY)), None)


def _is_headed(column: LedgerColumn, wording: re.Pattern[str]) -> bool:
    return bool(wording.fullmatch(plain_heading(column.heading.rpartition("/")[2]).base))


def _newest_first(table: LedgerTable, day: LedgerColumn, rows: Sequence[LedgerRow]) -> bool:
    read = (read_date(table.sheet.cell(row.row - 1, day.index)).printed for row in rows)
    days = [printed.day for printed in read if printed and printed.day]
    return len(days) > 1 and days[0] > days[-1]


def _lot(row: LedgerRow) -> tuple[Value, ...]:
    values = (row.values.get(field) for field in _LOT)
    return tuple(value.iso() if isinstance(value, PrintedDate) else value for value in values)


def _replaced(table: LedgerTable, row: LedgerRow, *, by: LedgerRow) -> LedgerProblem:
    told = Problem("quantity", EARLIER_BALANCE, {"row": by.row})
    heading = table.headings().get("quantity", "")
    return LedgerProblem(row.row, heading, row.raw.get("quantity", ""), told, Severity.WARNING)
