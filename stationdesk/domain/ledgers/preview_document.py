"""The document that ``import --preview --json`` prints, and how a value stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stationdesk.domain.ledgers.kinds import CORE_FIELDS, EXTRA_FIELDS, PERSONAL, LedgerKind
from stationdesk.domain.ledgers.personal_cells import shown_value
from stationdesk.domain.ledgers.tables import Severity
from stationdesk.domain.printed_dates import PrintedDate, ShelfLife
from stationdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.ledgers.tables import Ledger, LedgerProblem, LedgerRow, Value
    from stationdesk.domain.problems import Problem

NO_LEDGER = N_("No table of this file was recognised as a ledger.")


def preview_json(
    files: Iterable[tuple[str, Sequence[Ledger], Sequence[Problem]]],
) -> dict[str, Any]:
    """Return the whole document for ``(file name, its ledgers, notes of the reader)``."""
    return {"files": [entry for told in files for entry in ledger_json(*told)]}


def ledger_json(
    file: str, ledgers: Sequence[Ledger], notes: Sequence[Problem] = ()
) -> list[dict[str, Any]]:
    """Return one entry for each ledger of ``file``; without any, one that says so.

    ``notes`` tell about the reading of the file; they stand as warnings in its first entry, with
    row 0 because they concern no single row.
    """
    entries = [_entry(file, ledger) for ledger in ledgers] or [_no_ledger(file)]
    told = [_problem_json(0, "", "", str(note), Severity.WARNING) for note in notes]
    entries[0]["problems"] = told + entries[0]["problems"]
    return entries


def value_json(value: Value) -> str | int | bool | list[str] | None:
    """Return a value as JSON has it: ISO dates as exact as printed, a shelf life as ``24 month``.

    A date in words (长期) is null, as is an empty text.
    """
    if isinstance(value, PrintedDate):
        return value.iso()
    if isinstance(value, ShelfLife):
        return f"{value.n} {value.unit.value}"
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def _entry(file: str, ledger: Ledger) -> dict[str, Any]:
    kind = ledger.table.kind
    extras = [
        field
        for field in EXTRA_FIELDS.get(kind, ())
        if any(row.values.get(field) is not None for row in ledger.rows)
    ]
    fields = (*CORE_FIELDS.get(kind, ()), *extras)
    return {
        "file": file,
        "kind": kind.value,
        "sheet": ledger.table.sheet.name,
        "header_row": ledger.table.header_row,
        "columns": ledger.table.headings(),
        "rows": [_row_json(row, fields, kind) for row in ledger.rows if _tells(row)],
        "problems": [_told(problem) for problem in ledger.problems],
    }


def _tells(row: LedgerRow) -> bool:
    """Tell whether a row is a record: where words stand for names, nobody is on duty."""
    return row.values.get("names") != ()


def _row_json(row: LedgerRow, fields: Sequence[str], kind: LedgerKind) -> dict[str, Any]:
    told = {field: value_json(row.values.get(field)) for field in fields}
    if kind in PERSONAL:
        told = {field: _masked(field, value) for field, value in told.items()}
    return {"row": row.row} | told


def _masked(
    field: str, value: str | int | bool | list[str] | None
) -> str | int | bool | list[str] | None:
    """Return a value of a register as it may leave the station: 张*, 138****5678."""
    return shown_value(field, value) if isinstance(value, str) else value


def _told(problem: LedgerProblem) -> dict[str, Any]:
    return _problem_json(
        problem.row, problem.column, problem.value, str(problem.message), problem.severity
    )


def _problem_json(
    row: int, column: str, value: str, message: str, severity: Severity
) -> dict[str, Any]:
    return {
        "row": row,
        "column": column,
        "value": value,
        "message": message,
        "severity": severity.value,
    }


def _no_ledger(file: str) -> dict[str, Any]:
    return {
        "file": file,
        "kind": None,
        "sheet": None,
        "header_row": None,
        "columns": {},
        "rows": [],
        "problems": [_problem_json(0, "", "", _(NO_LEDGER), Severity.ERROR)],
    }
