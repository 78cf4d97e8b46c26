"""One row of a loan register: every cell read as the field that its column holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.cells import cell_text, tidy_text
from stationdesk.domain.ledgers.loan_cells import Fate, FateReading, read_fate
from stationdesk.domain.ledgers.personal_cells import read_person, read_phone
from stationdesk.domain.ledgers.quantities import read_quantity
from stationdesk.domain.ledgers.register_days import WrittenDay, joined_day, read_day
from stationdesk.domain.ledgers.register_rows import Told
from stationdesk.domain.ledgers.register_years import day_after
from stationdesk.domain.ledgers.tables import Severity, Value
from stationdesk.domain.printed_dates import printed_day
from stationdesk.domain.problems import Problem
from stationdesk.domain.written_dates import is_blank_mark
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ledgers.tables import LedgerColumn
    from stationdesk.domain.sheets import Cell

NO_BORROWER = N_("No borrower is written.")
NO_THING = N_("Neither row nor title says what was lent.")
NONE_LENT = N_("The number of pieces is 0.")
DAY_NOT_TOLD = N_("It came back, but no day is written; the day of lending was taken.")
LOSS_NOT_DATED = N_("It was lost, but no day is written; the day of lending was taken.")
SOME_BACK = N_("{back} of {pieces} pieces came back; enter this loan at the lending desk.")

_SIGNED = re.compile(r"[人签名]")
_COUNTED_THING = re.compile(
    r"(?P<thing>.*[^\d\s×xX*])\s*[×xX*]?\s*(?P<n>\d{1,2})\s*[把副个件台辆套根支只双张本条顶]?"
)


class LoanFields:
    """``values`` has every field that the row tells, ``problems`` what is wrong with it.

    ``returned`` is None only where the mark could not be understood.
    """

    def __init__(
        self,
        columns: Mapping[str, tuple[LedgerColumn, ...]],
        cells: Mapping[int, Cell],
        lent_on: date | None,
        thing: str,
    ) -> None:
        self._columns = columns
        self._cells = cells
        self.values: dict[str, Value] = {}
        self.problems: list[Told] = []
        self._read_thing(thing)
        self._read_person()
        self.values["lent_on"] = printed_day(lent_on) if lent_on else None
        for field in ("code", "handled_by", "group", "deposit", "note", "condition"):
            self.values[field] = self._text(field)
        self._read_due(lent_on)
        self._read_return(lent_on)

    def _column(self, field: str) -> LedgerColumn | None:
        return next(iter(self._columns.get(field, ())), None)

    def _cell(self, field: str) -> Cell:
        column = self._column(field)
        return self._cells[column.index] if column else None

    def _text(self, field: str) -> str | None:
        text = tidy_text(self._cell(field))
        return None if is_blank_mark(text) else text

    def _read_thing(self, told: str) -> None:
        written = self._text("item") or ""
        pieces = self._pieces()
        counted = _COUNTED_THING.fullmatch(written)
        if counted and pieces is None:
            written, pieces = counted["thing"], int(counted["n"])
        self.values["item"] = written or told or None
        self.values["pieces"] = 1 if pieces is None else pieces
        if not self.values["item"]:
            self._tell("item", Problem("item", NO_THING), Severity.ERROR)
        if pieces == 0:
            self._tell("pieces", Problem("pieces", NONE_LENT), Severity.ERROR)

    def _pieces(self) -> int | None:
        reading = read_quantity(self._cell("pieces"))
        if reading.error:
            self._tell("pieces", reading.error, Severity.ERROR)
            return 0
        if reading.doubt and reading.number:
            self._tell("pieces", reading.doubt, Severity.WARNING)
        return reading.number

    def _read_person(self) -> None:
        told = [
            read_person(self._cells[column.index]) for column in self._columns.get("borrower", ())
        ]
        name = next((each.name for each in told if each.name), "")
        phone = read_phone(self._cell("phone"))
        beside = next((each.phone for each in told if each.phone), "")
        self.values["borrower"] = name or None
        self.values["phone"] = phone.phone or beside or None
        if phone.doubt is not None:
            self._tell("phone", phone.doubt, Severity.WARNING)
        if not name and not self.values["phone"]:
            self._tell("borrower", Problem("borrower", NO_BORROWER), Severity.WARNING)

    def _read_due(self, lent_on: date | None) -> None:
        self.values["due_on"] = None
        written = self._day("due_on")
        if lent_on is None or not (written.tells_a_day or written.error):
            return
        found = day_after(written, lent_on)
        self.values["due_on"] = printed_day(found.day, written.text) if found.day else None
        problem = found.error or found.doubt
        if problem is not None:
            self._tell("due_on", problem, Severity.WARNING)

    def _read_return(self, lent_on: date | None) -> None:
        """Put the day of the return, and whatever marks stand beside it, into one fate."""
        self.values |= {"returned_on": None, "returned": False, "lost": False}
        written = self._day("returned_on")
        fates = list(self._fates(written))
        if any(fate.fate is Fate.LOST for fate in fates):
            self.values["lost"] = True
        self._take_condition(fates)
        if written.tells_a_day or written.error:
            self._take_day(written, lent_on)
        elif written.hour_only:
            self._take_back(lent_on)
        else:
            self._take_marks(fates, lent_on)

    def _fates(self, written: WrittenDay) -> list[FateReading]:
        marks = [(self._column("returned_on"), written.words)] if written.words else []
        marks += [
            (column, cell_text(self._cells[column.index]))
            for column in self._columns.get("returned", ())
        ]
        fates = []
        for column, text in marks:
            heading = column.heading if column else ""
            fate = read_fate(text, signed=bool(_SIGNED.search(heading)))
            if fate.error is not None and not written.tells_a_day:
                self.problems.append(Told(column, fate.error, Severity.ERROR))
                self.values["returned"] = None
            fates.append(fate)
        state = self._text("condition")
        if state and read_fate(state, signed=False).fate is Fate.LOST:
            fates.append(FateReading(Fate.LOST, state))
        return fates

    def _take_condition(self, fates: list[FateReading]) -> None:
        states = [fate.condition for fate in fates if fate.condition]
        if states and not self.values["condition"]:
            self.values["condition"] = states[0]

    def _take_day(self, written: WrittenDay, lent_on: date | None) -> None:
        if lent_on is None:
            return
        found = day_after(written, lent_on)
        if found.error is not None:
            self._tell("returned_on", found.error, Severity.ERROR)
            self.values["returned"] = None
            return
        if found.doubt is not None:
            self._tell("returned_on", found.doubt, Severity.WARNING)
        self._take_back(found.day, written.text)

    def _take_back(self, day: date | None, text: str = "") -> None:
        self.values["returned"] = True
        self.values["returned_on"] = printed_day(day, text) if day else None

    def _take_marks(self, fates: list[FateReading], lent_on: date | None) -> None:
        pieces = self.values["pieces"]
        back = [fate for fate in fates if fate.fate is Fate.BACK]
        counted = next((fate.pieces for fate in back if fate.pieces is not None), None)
        column = "returned" if "returned" in self._columns else "returned_on"
        if counted is not None and isinstance(pieces, int) and counted < pieces:
            told = Problem("returned", SOME_BACK, {"back": counted, "pieces": pieces})
            self._tell(column, told, Severity.ERROR)
            self.values["returned"] = None
        elif back or self.values["lost"]:
            phrase = LOSS_NOT_DATED if self.values["lost"] else DAY_NOT_TOLD
            if not any(fate.same_day for fate in back):
                self._tell(column, Problem("returned_on", phrase), Severity.WARNING)
            self._take_back(lent_on)

    def _day(self, field: str) -> WrittenDay:
        """Return the day from the first column of ``field`` that tells one, else its words."""
        columns = self._columns.get(field, ())
        if columns and columns[0].part:
            return read_day(joined_day(columns, self._cells))
        read = [read_day(self._cells[column.index]) for column in columns]
        told = [day for day in read if day.tells_a_day or day.error]
        return next(iter((*told, *(day for day in read if not day.is_blank))), WrittenDay())

    def _tell(self, field: str, message: Problem, severity: Severity) -> None:
        self.problems.append(Told(self._column(field), message, severity))
