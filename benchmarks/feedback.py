"""How fast the feedback book is searched and counted with 200,000 entries of ten years.

Run with ``python benchmarks/feedback.py``. The entries are written into the file directly: what is
measured is the reading.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import Channel, FeedbackKind
from stationdesk.domain.feedback.lines import BoardQuery
from stationdesk.domain.feedback.search import EntryQuery
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.services.desk import open_desk
from stationdesk.services.feedback_desk.entry_words import entry_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stationdesk.services.desk import Desk

TODAY = date(2026, 6, 30)
FIRST = TODAY - timedelta(days=3650)
ENTRIES = 200_000
STILL_OPEN = 60
BODIES = 3000
"""Different texts; to spell each of 200,000 would take longer than all the rest."""
PLACES = ("大厅", "二楼饮水区", "厕所", "充电区", "门口", "阅读角", "")
OPENINGS = ("今天来歇脚，", "跑单路过，", "昨天下午，", "请问，", "建议一下，", "")
THINGS = (
    "饮水机",
    "空调",
    "充电插座",
    "雨伞",
    "微波炉",
    "厕所",
    "座椅",
    "图书",
    "门口台阶",
    "打气筒",
)
TROUBLES = (
    "坏了没人修",
    "太脏了",
    "不够用",
    "没有热水",
    "声音很大",
    "能不能早点开",
    "用着很方便",
    "不会用",
)
ENDINGS = ("，请尽快处理。", "，谢谢志愿者！", "，辛苦了。", "，希望改进。", "")


def main() -> None:
    """Build a file of ten years and time what a person waits for."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.station"
        _fill(file)
        print(f"{ENTRIES} entries, {file.stat().st_size / 1e6:.0f} MB")
        desk = open_desk(file, today=TODAY)
        _measure(desk)
        desk.close()


def _measure(desk: Desk) -> None:
    book = desk.feedback
    month, year = TODAY.replace(day=1), TODAY - timedelta(days=365)
    queries = {
        "a first hanzi": EntryQuery(text="水"),
        "a word of three hanzi": EntryQuery(text="饮水机"),
        "two words": EntryQuery(text="充电 不够用"),
        "a word that nobody wrote": EntryQuery(text="直升机"),
        "pinyin initials": EntryQuery(text="kthl"),
        "a number": EntryQuery(text="2024-0123"),
        "open complaints": EntryQuery(
            kinds=frozenset({FeedbackKind.COMPLAINT}), states=frozenset({EntryState.DOING})
        ),
        "what is overdue": EntryQuery(overdue=True),
        "a month": EntryQuery(text="水", first=month, last=TODAY),
    }
    for what, query in queries.items():
        _tell(f"the newest lines: {what}", lambda query=query: book.lines(query), 15)
        _tell(f"lines and counts: {what}", lambda query=query: book.find(query), 15)
    _tell("the rates of a month", lambda: book.rates(month, TODAY), 9)
    _tell("the rates of a year", lambda: book.rates(year, TODAY), 3)
    _tell("the statistics of a month", lambda: book.statistics(month, TODAY), 9)
    _tell("the statistics of a year", lambda: book.statistics(year, TODAY), 3)
    _tell("all that is open", book.open_lines, 9)
    hanging, first_block = BoardQuery(on=TODAY), 256
    _tell("how much hangs on the board", lambda: book.board_count(hanging), 9)
    _tell("the first rows of the board", lambda: book.board_lines(hanging, first_block), 9)
    _tell("the board for a notice", book.board, 5)
    _tell("the register of a month", lambda: book.entry_lines(month, TODAY), 9)


def _fill(file: Path) -> None:
    desk = open_desk(file, today=FIRST)
    raw = desk.context.database.raw()
    with desk.context.database.transaction():
        raw.executemany(_insert("feedback_entry", 33), _entries(random.Random(1)))
        raw.executemany(_insert("feedback_event", 11), _events())
        raw.executemany(_insert("feedback_reply", 15), _replies())
    desk.close()


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _entries(chance: random.Random) -> Iterator[tuple[object, ...]]:
    parts = (OPENINGS, THINGS, TROUBLES, ENDINGS) * 2
    bodies = ["".join(map(chance.choice, parts)) for _ in range(BODIES)]
    said_where = [(body, place) for body in bodies for place in chance.sample(PLACES, 2)]
    spelled = {told: entry_words(*told) for told in said_where}
    for entry_id in range(1, ENTRIES + 1):
        said, done = _said(entry_id), entry_id <= ENTRIES - STILL_OPEN
        body, place = chance.choice(said_where)
        yield (
            *(entry_id, f"e{entry_id}", f"YJ-{said.year}-{entry_id:06d}", None),
            chance.choice(list(Channel)).value,
            chance.choice(list(FeedbackKind)).value,
            *("normal", chance.choice(list(VISITOR_GROUPS)), "", "", body, place, "", "", ""),
            *(said.date().isoformat(), _minute(said), _minute(said), "王芳", 0),
            *(spelled[body, place], f"k{entry_id}", None),
            EntryState.CLOSED.value if done else EntryState.DOING.value,
            *(1, "王芳", _minute(said, 24), _minute(said, 3) if done else None),
            *(_minute(said, 120), _minute(said, 44) if done else None),
            *(chance.choice([None, 2, 4, 5]) if done else None, None, 1),
        )


def _events() -> Iterator[tuple[object, ...]]:
    """Give each entry four moves, of an open one the first two."""
    event_id = 0
    for entry_id in range(1, ENTRIES + 1):
        said = _said(entry_id)
        limits = {"first_due_at": _minute(said, 24), "final_due_at": _minute(said, 120)}
        moves = [("register", 0, limits), ("start", 1, {}), ("reply", 20, {}), ("close", 44, {})]
        for move, hours, told in moves if entry_id <= ENTRIES - STILL_OPEN else moves[:2]:
            event_id += 1
            at = _minute(said, hours)
            what = (event_id, f"v{event_id}", entry_id, 1, move, at, at, "王芳", "王芳")
            yield (*what, json.dumps(told), None)


def _replies() -> Iterator[tuple[object, ...]]:
    for entry_id in range(1, ENTRIES - STILL_OPEN + 1):
        at = _minute(_said(entry_id), 20)
        what = (entry_id, f"r{entry_id}", entry_id, (entry_id - 1) * 4 + 3, 1, 0)
        yield (*what, "已处理，谢谢提醒。", "done", None, "", "board", "王芳", at, at[:10], None)


def _said(entry_id: int) -> datetime:
    begin = datetime.combine(FIRST, datetime.min.time())
    return begin + timedelta(minutes=entry_id * 3650 * 1440 // ENTRIES)


def _minute(moment: datetime, hours: int = 0) -> str:
    return (moment + timedelta(hours=hours)).isoformat(timespec="minutes")


def _tell(what: str, work: Callable[[], object], rounds: int) -> None:
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - began))
    print(f"{what:<52} {statistics.median(found):9.1f} ms (median of {rounds})")


if __name__ == "__main__":
    main()
