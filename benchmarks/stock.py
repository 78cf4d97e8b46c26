"""How fast the stock is: posting an issue, and the ledger of 2,000 items over 100,000 movements.

Run with ``python benchmarks/stock.py``. Posting is compared with the bare minimum: one row in one
durable transaction of a file of its own on the same disk.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.printed_dates import printed_day
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewIssue, NewReceipt, ReceiptLine, TakeLine
from stationdesk.services.context import Context
from stationdesk.services.inventory import Inventory
from stationdesk.store import stock
from stationdesk.store.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable

    from stationdesk.domain.ids import ItemId

TODAY = date(2026, 6, 30)
ITEMS = 2_000
LINES_A_RECEIPT = 100
MOVEMENTS = 100_000
ROUNDS = 200


def main() -> None:
    """Build a large ledger in a file and time what a person waits for."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "large.station")
        context = Context(
            database=database,
            today=lambda: TODAY,
            now=datetime.now,
            who=lambda: "bench",
            announce=lambda _topics: None,
        )
        inventory = Inventory(context)
        items = _fill(inventory, context)
        _tell("bare durable transaction", _timed(_bare(Path(folder) / "bare.db"), ROUNDS))
        _tell("posting an issue of one line", _timed(lambda: _issue(inventory, items), ROUNDS))
        _tell("ledger of all items, today", _timed(inventory.stock, 20))
        past = TODAY - timedelta(days=200)
        _tell("ledger of all items, a day gone by", _timed(lambda: inventory.stock(past), 20))
        _tell("all balances by batch and place", _timed(inventory.balances, 5))
        _tell("replenishment", _timed(inventory.replenishment, 5))
        _tell("an item's card", _timed(lambda: inventory.movements(items[0]), 20))
        _tell("a year's turnover", _timed(lambda: inventory.turnover(past, TODAY), 5))
        _tell("proof of the chain", _timed(stock.broken_links, 3))
        _tell("proof of the running sums", _timed(stock.negative_balances, 3))
        database.close()


def _fill(inventory: Inventory, context: Context) -> list[ItemId]:
    chance = random.Random(1)
    place_id = inventory.add_place(NewPlace(name="货架"))
    with context.deed():
        items = [
            inventory.add_item(NewItem(name=f"物资{number}", unit="个", place_id=place_id))
            for number in range(ITEMS)
        ]
        for document in range(MOVEMENTS // LINES_A_RECEIPT):
            day = TODAY - timedelta(days=chance.randrange(1, 1000))
            lines = tuple(
                ReceiptLine(
                    item_id=chance.choice(items),
                    quantity=chance.randrange(1, 20),
                    expiry=printed_day(date(2027, 1 + document % 4, 1)),
                )
                for _ in range(LINES_A_RECEIPT)
            )
            wish = NewReceipt(business_date=day, lines=lines, source=Source.PURCHASE)
            inventory.receive(wish)
    return items


def _issue(inventory: Inventory, items: list[ItemId]) -> None:
    line = TakeLine(item_id=random.choice(items), quantity=1)
    inventory.issue(NewIssue(business_date=TODAY, lines=(line,)))


def _bare(path: Path) -> Callable[[], None]:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE row (value TEXT)")
    file = sqlite3.connect(path, isolation_level=None)
    for pragma in ("locking_mode = exclusive", "journal_mode = wal", "synchronous = full"):
        file.execute(f"PRAGMA {pragma}")

    def write() -> None:
        file.execute("BEGIN IMMEDIATE")
        file.execute("INSERT INTO row VALUES ('one sale')")
        file.execute("COMMIT")

    return write


def _timed(work: Callable[[], object], rounds: int) -> list[tuple[float, float]]:
    """Return (wall, processor) milliseconds of each round."""
    found = []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        found.append(
            (1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor))
        )
    return found


def _tell(what: str, found: list[tuple[float, float]]) -> None:
    wall = statistics.median(each for each, _ in found)
    processor = statistics.median(each for _, each in found)
    print(f"{what:<38} {wall:9.2f} ms, processor {processor:9.2f} ms (median of {len(found)})")


if __name__ == "__main__":
    main()
