"""How fast the lending desk is in a file with 20,000 loans.

Run with ``python benchmarks/lending.py``. Nearly all loans came back; some two hundred are out.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.places import NewPlace
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.desk import open_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import LoanId, LoanKindId
    from stationdesk.services.desk import Desk

TODAY = date(2026, 6, 30)
FIRST = TODAY - timedelta(days=1095)
LOANS = 20_000
STILL_OUT = 200
THINGS = ("雨伞", "老花镜", "放大镜", "充电宝", "打气筒", "雨衣")
PEOPLE = 3_000


def main() -> None:
    """Build a file of three years at the desk and time what a person waits for."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.station"
        _fill(file)
        began = time.perf_counter()
        desk = open_desk(file, today=TODAY)
        desk.lending.open_entries()
        print(f"{'opening the file, and what is out':<38} {_since(began):9.2f} ms")
        _measure(desk)
        desk.close()


def _measure(desk: Desk) -> None:
    lending, chance = desk.lending, random.Random(7)
    kinds = [line.kind.id for line in lending.kind_lines()]
    lent: list[LoanId] = []
    _tell("lending one thing", _timed(lambda: lent.append(_lend(desk, kinds[0], chance)), 200))
    back = iter(lent)
    _tell("taking it back", _timed(lambda: _give_back(desk, next(back)), 200))
    month = TODAY - timedelta(days=30)
    _tell("the ledger of a month", _timed(lambda: lending.loan_entries(month, TODAY), 20))
    _tell("all that is out", _timed(lending.open_entries, 20))
    _tell("the overdue board", _timed(lending.overdue, 20))
    _tell("all kinds with their figures", _timed(lending.kind_lines, 20))
    past = TODAY - timedelta(days=400)
    _tell("the same of a day gone by", _timed(lambda: lending.kind_lines(past), 20))
    _tell("a borrower by two initials", _timed(lambda: lending.find_borrowers("zs"), 50))
    _tell("what waits at the desk", _timed(lambda: list(lending.reminders()), 20))


def _fill(file: Path) -> None:
    desk = open_desk(file, today=FIRST)
    chance = random.Random(1)
    with desk.context.deed():
        kinds = [_kind(desk, name) for name in THINGS]
        for number in range(LOANS):
            day = FIRST + timedelta(days=number * 1095 // LOANS)
            desk.context.today = lambda day=day: day
            loan_id = _lend(desk, chance.choice(kinds), chance)
            if number < LOANS - STILL_OUT:
                _give_back(desk, loan_id)
    desk.close()


def _kind(desk: Desk, name: str) -> LoanKindId:
    place_id = desk.inventory.add_place(NewPlace(name=f"{name}架"))
    item_id = desk.inventory.add_item(NewItem(name=name, unit="件", place_id=place_id))
    line = ReceiptLine(item_id=item_id, quantity=500)
    wish = NewReceipt(business_date=FIRST, lines=(line,), source=Source.OPENING)
    desk.inventory.receive(wish)
    return desk.lending.add_kind(NewLoanKind(name=name, mode=LoanMode.POOL, item_id=item_id))


def _lend(desk: Desk, kind_id: LoanKindId, chance: random.Random) -> LoanId:
    person = chance.randrange(PEOPLE)
    return desk.lending.lend(
        NewLoan(
            on=desk.context.today(),
            lines=(TakenLine(kind_id=kind_id),),
            borrower=NewBorrower(name=f"张{chr(0x4E00 + person)}", phone=f"{person:04d}"),
            despite="bench",
        )
    )


def _give_back(desk: Desk, loan_id: LoanId) -> None:
    (entry,) = desk.lending.entries_of_loan(loan_id)
    day = desk.context.today()
    desk.lending.give_back(NewReturn(line_id=entry.line_id, on=day, good=1))


def _timed(work: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    """Return (wall, processor) milliseconds of each round."""
    found = []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        found.append((_since(wall), 1000 * (time.process_time() - processor)))
    return found


def _since(wall: float) -> float:
    return 1000 * (time.perf_counter() - wall)


def _tell(what: str, found: list[tuple[float, float]]) -> None:
    wall = statistics.median(each for each, _ in found)
    processor = statistics.median(each for _, each in found)
    print(f"{what:<38} {wall:9.2f} ms, processor {processor:9.2f} ms (median of {len(found)})")


if __name__ == "__main__":
    main()
