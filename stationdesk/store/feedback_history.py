"""Entries that a hand-kept register brought in, in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.feedback.states import EntryState
from stationdesk.store.feedback import entries_where
from stationdesk.store.plain_sql import must_be_day, rows
from stationdesk.store.tables import FeedbackEntryRow

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.domain.ids import EntryId, ImportId


def of_import(import_id: ImportId) -> list[Entry]:
    """Return the entries that one import brought in, also those voided since, in their order."""
    return entries_where("WHERE e.import_run_id = ? ORDER BY e.id", [import_id])


def numbers() -> dict[str, date]:
    """Return the numbers of all entries that are not void, with their days."""
    sql = "SELECT number, business_date FROM feedback_entry WHERE state <> ?"
    return {number: must_be_day(on) for number, on in rows(sql, [EntryState.VOID.value])}


def mark_erased(entry_id: EntryId, on: date) -> None:
    """Note that an entry came in without its author, whom the register may still name."""
    FeedbackEntryRow.update(erased_on=on).where(FeedbackEntryRow.id == entry_id).execute()
