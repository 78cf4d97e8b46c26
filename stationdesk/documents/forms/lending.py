"""The lending desk's ledgers and lists on paper: 借用登记表, 逾期清单, 催还电话单 and others.

Borrowers stand on all of them masked, with the last four digits of their phones; only a call
sheet made for a stated reason has whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stationdesk.documents.forms.common import (
    HAND_ROW_MM,
    column,
    day_words,
    span_key,
    span_words,
    to_fill_in,
    without,
)
from stationdesk.documents.forms.ledgers import period_ledger, station_ledger
from stationdesk.documents.papers import (
    Fact,
    Facts,
    Group,
    Note,
    Origin,
    Paper,
    SignatureLine,
    Table,
    table,
    usual_signers,
)
from stationdesk.domain.lending.kinds import AUDIENCE_WORDS, Audience
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Kind
from stationdesk.listings.lending import (
    FIGURES_BY_GROUP,
    FIGURES_BY_KIND,
    FIGURES_ON_DUTY,
    KINDS,
    PIECES,
    REFILL,
    loans,
    overdue,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from stationdesk.domain.ids import ItemId, LoanId
    from stationdesk.domain.lending.figures import FigureLine, LoanFigures
    from stationdesk.domain.lending.loans import LoanEntry
    from stationdesk.domain.lending.pieces import KindLine, PieceLine
    from stationdesk.domain.lending.refills import ShortPart
    from stationdesk.domain.station import Station
    from stationdesk.domain.stock import StockLine
    from stationdesk.listings.columns import Column

_NOT_IN_REGISTER = ("open", "extended", "deposit", "condition")
_NOT_IN_OVERDUE = ("group", "handled_by")
_NOT_IN_KINDS = ("audience", "default_days", "most")
_NOT_IN_PIECES = ("since", "retired_on")

BLANK_ROWS, BLANK_ROW_MM = 10, 9.0
"""Rows of a register to be filled in by hand, and how high: they fill a sheet."""

BLANK_REGISTER = (
    to_fill_in("lent_on", N_("Lent on"), 5),
    to_fill_in("thing", N_("Thing and number"), 8, grows=True),
    to_fill_in("quantity", N_("Pieces lent"), 3),
    to_fill_in("borrower", N_("Borrower"), 5),
    to_fill_in("tail", N_("Phone, last four"), 5),
    to_fill_in("group", N_("Visitor group"), 5),
    to_fill_in("due_on", N_("Due back on"), 5),
    to_fill_in("returned_on", N_("Given back on"), 5),
    to_fill_in("outcome", N_("In what condition"), 5),
    to_fill_in("handled_by", N_("Handled by"), 4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A line of the call sheet; ``number`` is a whole phone number, or ****5678."""

    entry: LoanEntry
    number: str


def loan_register(
    station: Station,
    entries: Sequence[LoanEntry],
    first: date,
    last: date,
    on: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the loans of a period (借用登记表) with all that came of them until ``on``."""
    return period_ledger(
        station,
        _("Loan register"),
        "loans",
        without(loans(on), _NOT_IN_REGISTER),
        entries,
        first,
        last,
        notes=(_masked(), _("State and days overdue are those of {day}.").format(day=on)),
        printed_at=printed_at,
    )


def blank_register(station: Station, *, printed_at: datetime | None = None) -> Paper:
    """Return an empty loan register to be filled in by hand, for days without a computer."""
    shown = Table(
        BLANK_REGISTER, (Group("", ()),), numbered=True, blank_rows=BLANK_ROWS, row_mm=BLANK_ROW_MM
    )
    notes = (
        _("A surname and the last four digits of the phone will do; ask for no more."),
        _("Write for each return how many are in order, damaged or lost; “√” means all in order."),
        _("Enter the sheet at the computer soon, and keep it locked away until then."),
    )
    return Paper(
        title=_("Loan register"),
        unit=station.name,
        period=_("Year        Month        Sheet"),
        blocks=(shown, *map(Note, notes), SignatureLine(usual_signers())),
        landscape=True,
        origin=Origin("loans-blank", station.code, station.name),
        printed_at=printed_at,
    )


def overdue_list(
    station: Station,
    entries: Sequence[LoanEntry],
    on: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what is overdue on a day, the latest first (逾期未还清单)."""
    return station_ledger(
        station,
        _("Overdue loans"),
        "overdue",
        without(overdue(on), _NOT_IN_OVERDUE),
        [Group("", entries)],
        period=day_words(on),
        period_key=on.isoformat(),
        notes=(_masked(),),
        printed_at=printed_at,
    )


def call_sheet(
    station: Station,
    entries: Sequence[LoanEntry],
    on: date,
    numbers: Mapping[LoanId, str] | None = None,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the sheet to call late borrowers by (催还电话单), with room to note what they said.

    ``numbers`` are whole phone numbers by loan, for a sheet that may have them; whoever is not
    among them, and everybody without it, stands with the last four digits.
    """
    known = numbers or {}
    calls = [Call(entry=each, number=known.get(each.loan_id) or _hidden(each)) for each in entries]
    shown = table(_call_columns(on), calls, numbered=True, row_mm=HAND_ROW_MM, empty=_none_late())
    warning = _("This sheet bears whole phone numbers: keep it locked away, shred it when done.")
    notes = (warning if numbers is not None else _masked(), _how_to_call())
    return Paper(
        title=_("Call sheet for overdue loans"),
        unit=station.name,
        period=day_words(on),
        blocks=(shown, *map(Note, notes), SignatureLine(_callers())),
        landscape=True,
        origin=Origin("call-sheet", station.code, station.name, on.isoformat()),
        printed_at=printed_at,
    )


def lent_things(
    station: Station,
    kinds: Sequence[KindLine],
    pieces: Sequence[PieceLine],
    on: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return all that is lent, with what is out and what is free (借出物品一览)."""
    groups = [
        Group(_(AUDIENCE_WORDS[audience]), [e for e in kinds if e.kind.audience is audience])
        for audience in Audience
    ]
    shown = Table(without(KINDS, _NOT_IN_KINDS), tuple(g for g in groups if g.records))
    numbered = table(without(PIECES, _NOT_IN_PIECES), pieces, title=_("Numbered pieces"))
    notes = (_("Free = owned - out - set aside - kept back for somebody."), _masked())
    return Paper(
        title=_("What is lent, at a glance"),
        unit=station.name,
        period=day_words(on),
        blocks=(shown, numbered, *map(Note, notes), SignatureLine(usual_signers())),
        landscape=True,
        origin=Origin("lent-things", station.code, station.name, on.isoformat()),
        printed_at=printed_at,
    )


def figures_report(
    station: Station, figures: LoanFigures, *, printed_at: datetime | None = None
) -> Paper:
    """Return the figures of a period by kind and by visitor group (借还统计表)."""
    total = figures.total
    by_kind = _figures(FIGURES_BY_KIND, figures.kinds, total, _("By kind of thing"))
    by_group = _figures(FIGURES_BY_GROUP, figures.groups, total, _("By visitor group"))
    carried = _figures(FIGURES_ON_DUTY, figures.duty, None, _("Carried on duty"))
    return Paper(
        title=_("Lending figures"),
        unit=station.name,
        period=span_words(figures.first, figures.last),
        blocks=(
            Facts(_headline(figures)),
            by_kind,
            by_group,
            *((carried,) if figures.duty else ()),
            *map(Note, _figure_notes(figures)),
            SignatureLine(usual_signers()),
        ),
        origin=Origin(
            "loan-figures", station.code, station.name, span_key(figures.first, figures.last)
        ),
        printed_at=printed_at,
    )


def refill_list(
    station: Station,
    parts: Sequence[ShortPart],
    on: date,
    stock: Mapping[ItemId, StockLine],
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what is to be put back into handy kits (百宝箱补充清单), to be ticked off.

    ``stock`` tells of the goods that parts are refilled from how many there are.
    """

    def held(line: ShortPart) -> StockLine | None:
        item_id = line.part.part.item_id
        return stock.get(item_id) if item_id is not None else None

    def code(line: ShortPart) -> str:
        found = held(line)
        return found.item.code if found else ""

    def usable(line: ShortPart) -> int | None:
        found = held(line)
        return found.usable if found else None

    columns = (
        *REFILL,
        column("item", N_("Item code"), code, 5),
        column("usable", N_("Pieces in date"), usable, 3, kind=Kind.COUNT),
        to_fill_in("put_back", N_("Put back"), 3),
        to_fill_in("by", N_("Put back by"), 5),
    )
    return Paper(
        title=_("Refill list of handy kits"),
        unit=station.name,
        period=day_words(on),
        blocks=(
            table(columns, parts, numbered=True, row_mm=HAND_ROW_MM - 2, empty=_all_complete()),
            Note(_("Parts with an item code leave the stock when the refill is entered.")),
            SignatureLine((_("Refilled by:"), _("Checked by:"), _("Date:"))),
        ),
        origin=Origin("refill", station.code, station.name, on.isoformat()),
        printed_at=printed_at,
    )


def _masked() -> str:
    return _("Borrowers are shown by surname and the last four digits of the phone only.")


def _hidden(entry: LoanEntry) -> str:
    return f"****{entry.tail}" if entry.tail else ""


def _call_columns(on: date) -> tuple[Column[Any], ...]:
    """Return what the caller must know, and columns for when, how and with what result."""
    return (
        column("late", N_("Days overdue"), lambda e: e.entry.days_late(on), 3, kind=Kind.COUNT),
        column("borrower", N_("Borrower"), lambda call: call.entry.borrower_shown, 4),
        column("number", N_("Telephone number"), lambda call: call.number, 6),
        column("thing", N_("Thing lent"), lambda call: call.entry.thing, 6, grows=True),
        column("open", N_("Still out"), lambda call: call.entry.open, 3, kind=Kind.COUNT),
        column("due_on", N_("Due back on"), lambda call: call.entry.due_on, 5, kind=Kind.DAY),
        column("tried", N_("Times tried"), _tried, 3, kind=Kind.COUNT),
        to_fill_in("when", N_("Called when"), 5),
        to_fill_in("way", N_("Called how"), 4),
        to_fill_in("result", N_("What was said"), 7, grows=True),
        to_fill_in("caller", N_("Caller"), 4),
    )


def _tried(call: Call) -> int | None:
    return len(call.entry.contacts) or None


def _how_to_call() -> str:
    return _("How: 1 telephone, 2 text message, 3 visit. Enter what was said at the computer.")


def _none_late() -> str:
    return _("Nothing is overdue on this day.")


def _all_complete() -> str:
    return _("All handy kits are complete.")


def _callers() -> tuple[str, ...]:
    return (_("Called by:"), _("Date:"), _("Station manager (signature):"))


def _figures(
    columns: Sequence[Column[FigureLine]],
    lines: Sequence[FigureLine],
    total: FigureLine | None,
    title: str,
) -> Table[FigureLine]:
    summed = (total,) if total is not None and lines else ()
    return table(columns, (*lines, *summed), title=title)


def _headline(figures: LoanFigures) -> tuple[Fact, ...]:
    total = figures.total
    percent = total.on_time_percent
    return (
        Fact(_("Pieces lent"), total.pieces),
        Fact(_("Back in time (%)"), "—" if percent is None else f"{percent:.1f}%"),
        Fact(_("Pieces lost"), total.lost),
        Fact(_("Overdue at the end"), total.overdue),
    )


def _figure_notes(figures: LoanFigures) -> tuple[str, ...]:
    until = figures.last
    return (
        _("Back in time (%) = back in time / (back in time + back late + lost), in pieces."),
        _("“At the end” means the evening of {day}.").format(day=day_words(until)),
    )
