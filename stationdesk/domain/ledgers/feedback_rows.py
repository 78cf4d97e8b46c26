"""Records out of a hand-kept feedback register: what was said, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.checking import NO_ROWS, SAME_AS_ABOVE
from stationdesk.domain.ledgers.feedback_cells import read_kind
from stationdesk.domain.ledgers.feedback_fields import FeedbackFields
from stationdesk.domain.ledgers.kinds import LedgerKind, fields_of
from stationdesk.domain.ledgers.register_rows import RegisterShape, RegisterSheet
from stationdesk.domain.ledgers.tables import Ledger, LedgerProblem, Severity
from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.ledgers.register_rows import Draft
    from stationdesk.domain.ledgers.register_years import Dated
    from stationdesk.domain.ledgers.tables import LedgerRow, LedgerTable

NO_DAY = N_("No day is written on which it was said.")
NO_ANSWERS = N_("No column says what was answered; all of these entries would count as open.")

_ANSWERING = frozenset({"answer", "answered_on", "rating", "settled", "call_back"})
_SAME = ("date", "text", "author", "phone", "author_group", "code")


def read_feedback(table: LedgerTable) -> Ledger:
    """Return the entries of one table in the sheet's order, and what is doubtful about them."""
    sheet = RegisterSheet(table, _SHAPE, fields_of(LedgerKind.FEEDBACK))
    rows = [_row(sheet, draft, day) for draft, day in sheet.dated()]
    found = [*_of_the_whole(sheet, rows), *sheet.problems, *_written_twice(table, rows)]
    return Ledger(table, tuple(rows), tuple(sorted(found, key=lambda told: told.row)))


def _kind_told(section: str) -> str:
    """Return a section's heading where it names a kind: 一、投诉类."""
    return section if read_kind(section) else ""


_SHAPE = RegisterShape(
    day_field="date",
    no_day=NO_DAY,
    written_ahead=frozenset({"date", "code", "channel", "kind", "handler", "settled"}),
    label_of=_kind_told,
)


def _row(sheet: RegisterSheet, draft: Draft, day: Dated) -> LedgerRow:
    fields = FeedbackFields(sheet.columns, draft.cells, day.day, draft.label)
    return sheet.row(draft, day, fields.values, fields.problems)


def _of_the_whole(sheet: RegisterSheet, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
    told = [] if rows else [Problem("rows", NO_ROWS)]
    if rows and not _ANSWERING & sheet.columns.keys():
        told.append(Problem("answer", NO_ANSWERS))
    for each in told:
        yield LedgerProblem(sheet.table.header_row, "", "", each, Severity.WARNING)


def _written_twice(table: LedgerTable, rows: list[LedgerRow]) -> Iterator[LedgerProblem]:
    """Tell of rows that are the same entry; two people may well say the same on one day."""
    heading = table.headings().get("text", "")
    first_rows: dict[tuple[str, ...], int] = {}
    for row in rows:
        identity = tuple(str(row.values.get(field)) for field in _SAME)
        first = first_rows.setdefault(identity, row.row)
        if first != row.row and row.values.get("text"):
            told = Problem("row", SAME_AS_ABOVE, {"row": first})
            shown = row.raw.get("text", "")
            yield LedgerProblem(row.row, heading, shown, told, Severity.WARNING)
