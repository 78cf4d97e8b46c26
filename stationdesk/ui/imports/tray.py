"""What lies on the table while ledgers are looked through: files, their ledgers, what is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from stationdesk.domain.ledgers.checking import told_twice
from stationdesk.domain.ledgers.kinds import READABLE, TOGETHER, LedgerKind
from stationdesk.domain.sheets import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.ledgers.tables import Ledger
    from stationdesk.domain.problems import Problem
    from stationdesk.domain.sheets import Sheet
    from stationdesk.services.bringing_in.ledger_files import LedgerFile


@dataclass(frozen=True, slots=True)
class Find:
    """A ledger found in a file, or a sheet of a file in which none was (``place`` None)."""

    file: LedgerFile
    place: int | None
    sheet: Sheet

    @property
    def key(self) -> tuple[str, int | None, str]:
        """Return what names it whatever is corrected in it."""
        return (self.file.sha256, self.place, self.sheet.name)

    @property
    def ledger(self) -> Ledger | None:
        """Return the ledger, None on a sheet without one."""
        return None if self.place is None else self.file.ledgers[self.place]

    @property
    def kind(self) -> LedgerKind | None:
        """Return what kind of ledger it is, None on a sheet without one."""
        return None if self.ledger is None else self.ledger.table.kind

    @property
    def can_come_in(self) -> bool:
        """Tell whether its rows can be brought in."""
        ledger = self.ledger
        return ledger is not None and ledger.table.kind in READABLE

    @property
    def goes_on(self) -> bool:
        """Tell whether it is a part of a register that goes on over the sheets of its book."""
        ledger = self.ledger
        return ledger is not None and ledger.table.kind in TOGETHER

    @property
    def is_of_a_day(self) -> bool:
        """Tell whether its figures were true on one day, as those of a stock ledger."""
        return not self.goes_on and self.kind is not LedgerKind.VOLUNTEER

    def columns(self) -> str:
        """Return the letters of its columns, such as A–H, where more tables stand on its sheet."""
        ledger = self.ledger
        beside = [each for each in self.file.ledgers if each.table.sheet is self.sheet]
        if ledger is None or len(beside) < 2:
            return ""
        indexes = [column.index for column in ledger.table.columns]
        return f"{column_letters(min(indexes))}–{column_letters(max(indexes))}"


class Tray:
    """Holds the files that were read; a file is held once, however often it is chosen."""

    def __init__(self) -> None:
        self._files: dict[str, LedgerFile] = {}
        self._unwanted: set[tuple[str, int | None, str]] = set()

    def put(self, files: Iterable[LedgerFile]) -> None:
        """Lay files on the table; one that lies there already takes the place of itself."""
        for file in files:
            self._files[file.sha256] = file

    def clear(self) -> None:
        """Take everything off the table."""
        self._files.clear()
        self._unwanted.clear()

    def finds(self) -> list[Find]:
        """Return all ledgers, file by file; of a file without any, its sheets."""
        return [find for file in self._files.values() for find in _finds(file)]

    def find(self, key: tuple[str, int | None, str]) -> Find | None:
        """Return a find by its key."""
        return next((find for find in self.finds() if find.key == key), None)

    def wants(self, find: Find) -> bool:
        """Return whether a find is to be brought in."""
        return find.can_come_in and find.key not in self._unwanted

    def set_wanted(self, find: Find, *, wanted: bool) -> None:
        """Decide whether a find is to be brought in."""
        if wanted:
            self._unwanted.discard(find.key)
        else:
            self._unwanted.add(find.key)

    def registers_beside(self, find: Find) -> list[Find]:
        """Return all parts of the register that ``find`` is a part of, itself among them."""
        return [each for each in _finds(find.file) if find.goes_on and each.kind is find.kind]

    def wanted(self) -> list[tuple[LedgerFile, int]]:
        """Return what is to be brought in: each a file and the ledger's place in it."""
        return [(f.file, f.place) for f in self.finds() if self.wants(f) and f.place is not None]

    def warnings(self, find: Find) -> tuple[Problem, ...]:
        """Return what a person must know: how the file was read, what it tells once more."""
        told = list(find.file.notes)
        for one, other in combinations(_finds(find.file), 2):
            both = [each.ledger for each in (one, other) if each.ledger is not None]
            if find.key in (one.key, other.key) and self.wants(one) and self.wants(other):
                told += told_twice(both)
        return tuple(told)


def _finds(file: LedgerFile) -> list[Find]:
    if file.ledgers:
        return [Find(file, place, ledger.table.sheet) for place, ledger in enumerate(file.ledgers)]
    return [Find(file, None, sheet) for sheet in file.sheets if sheet.rows and not sheet.hidden]
