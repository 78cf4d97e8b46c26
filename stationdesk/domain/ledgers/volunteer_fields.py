"""One row of a list of volunteers: every cell read as the field that its column holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.birth_cells import read_birth
from stationdesk.domain.ledgers.cells import tidy_text
from stationdesk.domain.ledgers.personal_cells import read_person
from stationdesk.domain.ledgers.register_rows import Told
from stationdesk.domain.ledgers.tables import Severity, Value
from stationdesk.domain.ledgers.volunteer_cells import (
    read_identity,
    read_sex,
    read_skills,
    read_whole_phone,
)
from stationdesk.domain.printed_dates import PrintedDate
from stationdesk.domain.problems import Problem
from stationdesk.domain.volunteers.identity_numbers import RESIDENT_CARD, disagreements
from stationdesk.domain.volunteers.people import Sex
from stationdesk.domain.written_dates import is_blank_mark, read_date
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stationdesk.domain.ledgers.tables import LedgerColumn
    from stationdesk.domain.ledgers.volunteer_cells import TextReading
    from stationdesk.domain.sheets import Cell
    from stationdesk.domain.written_dates import DateReading

NO_NAME = N_("The row names no volunteer.")
SEVERAL_NAMES = N_("Several names stand in one row; write one row for each.")
DISAGREES = N_("{why} The number stays out until the row is set right.")

SEX_OF_WORD = {"男": Sex.MALE, "女": Sex.FEMALE}
"""What a row says, in the words of the records."""


class VolunteerFields:
    """``values`` has every field that the row tells, ``problems`` what is wrong with it."""

    def __init__(
        self,
        columns: Mapping[str, Sequence[LedgerColumn]],
        cells: Mapping[int, Cell],
        group: str,
    ) -> None:
        self._columns = columns
        self._cells = cells
        self.values: dict[str, Value] = {}
        self.problems: list[Told] = []
        self._read_name()
        self._take("sex", read_sex(self._cell("sex")))
        self._take_day("born", read_birth(self._cell("born")))
        self._take("id_number", read_identity(self._cell("id_number")))
        self._read_phone()
        self.values["skills"] = self._skills() or None
        self.values["availability"] = self._text("availability")
        self._take_day("since", read_date(self._cell("since")))
        self.values["group"] = self._text("group") or group or None
        self.values["national_number"] = self._text("national_number")
        self._compare_identity()

    def _column(self, field: str) -> LedgerColumn | None:
        return next(iter(self._columns.get(field, ())), None)

    def _cell(self, field: str) -> Cell:
        column = self._column(field)
        return self._cells[column.index] if column else None

    def _text(self, field: str) -> str | None:
        told = [tidy_text(self._cells[column.index]) for column in self._columns.get(field, ())]
        return "；".join(text for text in told if not is_blank_mark(text)) or None

    def _read_name(self) -> None:
        """Take the name; what stands in brackets behind it, such as 组长, goes to the remarks."""
        written = tidy_text(self._cell("name"))
        bracket = _BRACKET.search(written)
        name = read_person(_BRACKET.sub(" ", written)).name
        remarks = (bracket[1].strip() if bracket else "", self._text("note") or "")
        self.values["note"] = "；".join(filter(None, remarks)) or None
        self.values["name"] = name or None
        if not name:
            self._tell("name", Problem("name", NO_NAME), Severity.ERROR)
        elif _SEVERAL.search(name):
            self._tell("name", Problem("name", SEVERAL_NAMES), Severity.ERROR)
            self.values["name"] = None

    def _read_phone(self) -> None:
        self._take("phone", read_whole_phone(self._cell("phone")))
        if self.values["phone"] is None and self._cell("phone") is None:
            beside = read_whole_phone(self._cell("name"))
            self.values["phone"] = beside.text or None

    def _skills(self) -> str:
        told = (
            read_skills(self._cells[column.index]) for column in self._columns.get("skills", ())
        )
        return "、".join(dict.fromkeys(text for text in told if text))

    def _take(self, field: str, reading: TextReading) -> None:
        self.values[field] = reading.text or None
        self._tell_reading(field, reading)

    def _take_day(self, field: str, reading: DateReading) -> None:
        self.values[field] = reading.printed if reading.printed and reading.printed.day else None
        self._tell_reading(field, reading)

    def _compare_identity(self) -> None:
        number, born = self.values["id_number"], self.values["born"]
        if not isinstance(number, str):
            return
        written = born.iso() if isinstance(born, PrintedDate) else None
        sex = SEX_OF_WORD.get(str(self.values["sex"]), Sex.NOT_TOLD)
        for why in disagreements(RESIDENT_CARD, number, written or "", sex):
            self._tell("id_number", Problem("id_number", DISAGREES, {"why": why}), Severity.WARNING)

    def _tell_reading(self, field: str, reading: TextReading | DateReading) -> None:
        if reading.error is not None:
            self._tell(field, reading.error, Severity.ERROR)
        if reading.doubt is not None:
            self._tell(field, reading.doubt, Severity.WARNING)

    def _tell(self, field: str, message: Problem, severity: Severity) -> None:
        self.problems.append(Told(self._column(field), message, severity))


_BRACKET = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]?")
_SEVERAL = re.compile(r"[、,，;；/和&]")
