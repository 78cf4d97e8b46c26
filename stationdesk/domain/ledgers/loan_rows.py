"""Records out of a hand-kept loan register: who took what, when, and whether it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.checking import NO_ROWS, SAME_AS_ABOVE
from stationdesk.domain.ledgers.kinds import LedgerKind, fields_of
from stationdesk.domain.ledgers.loan_fields import LoanFields
from stationdesk.domain.ledgers.loan_things import plain_thing, thing_told
from stationdesk.domain.ledgers.register_rows import RegisterShape, RegisterSheet
from stationdesk.domain.ledgers.tables import Ledger, LedgerProblem, Severity
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.ledgers.register_rows import Draft
    from stationdesk.domain.ledgers.register_years import Dated
    from stationdesk.domain.ledgers.tables import LedgerRow, LedgerTable

NO_DAY = N_("No day of lending is written.")
NO_RETURNS = N_("No column says what came back; all of these loans would count as still out.")

_SHAPE = RegisterShape(
    day_field="lent_on",
    no_day=NO_DAY,
    written_ahead=frozenset({"lent_on", "item", "handled_by", "pieces", "code", "due_on"}),
    label_of=plain_thing,
)
_SAME = ("item", "code", "borrower", "phone", "pieces", "lent_on", "returned_on")


def read_loans(table: LedgerTable) -> Ledger:
    """Return the loans of one table in the sheet's order, and what is doubtful about them."""
    sheet = RegisterSheet(table, _SHAPE, fields_of(LedgerKind.LOAN), thing_told(table))
    rows = [_row(sheet, draft, day) for draft, day in sheet.dated()]
    found = [*_of_the_whole(sheet, rows), *sheet.problems, *_written_twice(table, rows)]
    return Ledger(table, tuple(rows), tuple(sorted(found, key=lambda told: told.row)))


def _row(sheet: RegisterSheet, draft: Draft, day: Dated) -> LedgerRow:
    fields = LoanFields(sheet.columns, draft.cells, day.day, draft.label)
    return sheet.row(draft, day, fields.values, fields.problems)


def _of_the_whole(sheet: RegisterSheet, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
    told = [] if rows else [Problem("rows", NO_ROWS)]
    if rows and not {"returned_on", "returned"} & sheet.columns.keys():
        told.append(Problem("returned", NO_RETURNS))
    for each in told:
        yield LedgerProblem(sheet.table.header_row, "", "", each, Severity.WARNING)


def _written_twice(table: LedgerTable, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
    heading = table.headings().get("borrower", "")
    first_rows: dict[tuple[str, ...], int] = {}
    for row in rows:
        identity = tuple(str(row.values.get(field)) for field in _SAME)
        first = first_rows.setdefault(identity, row.row)
        if first != row.row:
            told = Problem("row", SAME_AS_ABOVE, {"row": first})
            shown = row.raw.get("borrower", "")
            yield LedgerProblem(row.row, heading, shown, told, Severity.WARNING)
