"""The columns of counts and of required sets, on the screen and on the sheet to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.stocktake import OUTCOME_WORDS, STATE_WORDS, Outcome, StocktakeState
from stationdesk.i18n import N_
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from stationdesk.domain.required_sets import SetCheck, SetFinding
    from stationdesk.domain.stocktake import Stocktake, StocktakeLine

OUTCOME_MARKS: dict[Outcome, Mark] = {
    Outcome.MISSING: Mark(OUTCOME_WORDS[Outcome.MISSING], Tone.BAD),
    Outcome.SURPLUS: Mark(OUTCOME_WORDS[Outcome.SURPLUS], Tone.WARNING),
    Outcome.UNCOUNTED: Mark(OUTCOME_WORDS[Outcome.UNCOUNTED], Tone.NEUTRAL),
    Outcome.CONFIRMED: Mark(OUTCOME_WORDS[Outcome.CONFIRMED], Tone.GOOD),
}
STATE_MARKS: dict[StocktakeState, Mark] = {
    StocktakeState.OPEN: Mark(STATE_WORDS[StocktakeState.OPEN], Tone.INFO),
    StocktakeState.POSTED: Mark(STATE_WORDS[StocktakeState.POSTED], Tone.GOOD),
    StocktakeState.CANCELLED: Mark(STATE_WORDS[StocktakeState.CANCELLED], Tone.NEUTRAL),
}
SET_COMPLETE = Mark(N_("Complete and in date"), Tone.GOOD)
SET_EXPIRED = Mark(N_("Expired, to be replaced"), Tone.BAD)
SET_MISSING = Mark(N_("Incomplete"), Tone.BAD)


def finding_mark(finding: SetFinding) -> Mark:
    """Return whether a line of a set is complete; expired pieces want replacing even then."""
    if finding.expired:
        return SET_EXPIRED
    return SET_COMPLETE if finding.complete else SET_MISSING


def check_mark(check: SetCheck) -> Mark:
    """Return what a check came to."""
    return SET_COMPLETE if check.complete else SET_MISSING


STOCKTAKES: tuple[Column[Stocktake], ...] = (
    Column("number", N_("Count number"), Kind.TEXT, lambda each: each.number, 9),
    Column("business_date", N_("Date"), Kind.DAY, lambda each: each.business_date, 6),
    Column("place", N_("Place counted"), Kind.TEXT, lambda each: _place(each), 6),
    Column("category", N_("Category"), Kind.TEXT, lambda each: each.scope_category or "", 6),
    Column("started_by", N_("Started by"), Kind.TEXT, lambda each: each.started_by, 4),
    Column("closed_by", N_("Closed by"), Kind.TEXT, lambda each: each.closed_by or "", 4),
    Column("note", N_("Note"), Kind.TEXT, lambda each: each.note, 8, grows=True),
    Column("state", N_("State of the count"), Kind.STATE, lambda each: STATE_MARKS[each.state], 4),
)

STOCKTAKE_LINES: tuple[Column[StocktakeLine], ...] = (
    Column("line", N_("No."), Kind.COUNT, lambda each: each.line, 2),
    Column("place", N_("Location"), Kind.TEXT, lambda each: each.place.name, 5),
    Column("code", N_("Item code"), Kind.TEXT, lambda each: each.item.code, 5),
    Column("name", N_("Item"), Kind.TEXT, lambda each: each.item.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda each: each.item.spec, 6),
    Column("unit", N_("Unit"), Kind.TEXT, lambda each: each.item.unit, 3),
    Column("batch", N_("Batch"), Kind.TEXT, lambda each: each.batch.label(), 6),
    Column("book", N_("Book quantity"), Kind.COUNT, lambda each: each.owned, 4),
    Column("lent", N_("Pieces on loan"), Kind.COUNT, lambda each: each.lent or None, 3),
    Column("expected", N_("Should be there"), Kind.COUNT, lambda each: each.expected, 4),
    Column("counted", N_("Counted quantity"), Kind.COUNT, lambda each: each.counted, 4),
    Column("difference", N_("Difference"), Kind.COUNT, lambda each: each.difference, 4),
    Column("moved_since", N_("Moved since the count"), Kind.COUNT, lambda e: e.moved_since, 4),
    Column("reason", N_("Reason"), Kind.TEXT, lambda each: each.reason, 7),
    Column("counted_by", N_("Counted by"), Kind.TEXT, lambda each: each.counted_by or "", 4),
    Column("outcome", N_("Outcome"), Kind.STATE, lambda each: OUTCOME_MARKS[each.outcome], 4),
)

STOCKTAKE_SHEET: tuple[Column[StocktakeLine], ...] = (
    Column("line", N_("No."), Kind.COUNT, lambda each: each.line, 2),
    Column("place", N_("Location"), Kind.TEXT, lambda each: each.place.name, 5),
    Column("code", N_("Item code"), Kind.TEXT, lambda each: each.item.code, 5),
    Column("name", N_("Item"), Kind.TEXT, lambda each: each.item.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda each: each.item.spec, 6),
    Column("unit", N_("Unit"), Kind.TEXT, lambda each: each.item.unit, 3),
    Column("batch_no", N_("Batch number"), Kind.TEXT, lambda each: each.batch.batch_no, 6),
    Column("expires_on", N_("Last day of use"), Kind.DAY, lambda each: each.batch.expires_on, 6),
    Column("book", N_("Book quantity"), Kind.COUNT, lambda each: each.owned, 4),
    Column("lent", N_("Pieces on loan"), Kind.COUNT, lambda each: each.lent or None, 3),
    Column("expected", N_("Should be there"), Kind.COUNT, lambda each: each.expected, 4),
    Column("counted", N_("Counted quantity"), Kind.COUNT, lambda each: each.counted, 5),
    Column("difference", N_("Difference"), Kind.COUNT, lambda each: each.difference, 4),
    Column("reason", N_("Reason"), Kind.TEXT, lambda each: each.reason, 8),
)
"""The sheet on paper: what nobody counted yet is an empty box, never a zero."""

SET_FINDINGS: tuple[Column[SetFinding], ...] = (
    Column("name", N_("Item"), Kind.TEXT, lambda each: each.item.name, 7, grows=True),
    Column("spec", N_("Specification"), Kind.TEXT, lambda each: each.item.spec, 6),
    Column("unit", N_("Unit"), Kind.TEXT, lambda each: each.item.unit, 3),
    Column("required", N_("Required pieces"), Kind.COUNT, lambda each: each.required, 4),
    Column("usable", N_("Pieces in date"), Kind.COUNT, lambda each: each.usable, 4),
    Column("expired", N_("Pieces expired"), Kind.COUNT, lambda each: each.expired, 4),
    Column("missing", N_("Pieces missing"), Kind.COUNT, lambda each: each.missing, 4),
    Column("batches", N_("Batches found"), Kind.TEXT, lambda each: "、".join(each.batches), 8),
    Column("earliest_expiry", N_("First expiry"), Kind.DAY, lambda each: each.earliest_expiry, 6),
    Column("state", N_("Set state"), Kind.STATE, finding_mark, 6),
)

SET_CHECKS: tuple[Column[SetCheck], ...] = (
    Column("business_date", N_("Checked on"), Kind.DAY, lambda each: each.business_date, 6),
    Column("recorded_by", N_("Checked by"), Kind.TEXT, lambda each: each.recorded_by, 4),
    Column("missing", N_("What was missing"), Kind.TEXT, lambda e: _missing(e), 14, grows=True),
    Column("note", N_("Note"), Kind.TEXT, lambda each: each.note, 6),
    Column("state", N_("Set state"), Kind.STATE, check_mark, 6),
)


def _place(stocktake: Stocktake) -> str:
    return "" if stocktake.scope_place is None else stocktake.scope_place.name


def _missing(check: SetCheck) -> str:
    short = [line for line in check.lines if line.missing]
    return "；".join(f"{line.item} −{line.missing} {line.unit}" for line in short)
