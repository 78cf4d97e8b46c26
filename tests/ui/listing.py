"""A small listing of invented goods for the tests of the kit."""

from dataclasses import dataclass
from datetime import date

from stationdesk.listings.columns import Column, Kind, Mark, Tone

LOW = Mark("Low", Tone.WARNING)
GONE = Mark("Gone", Tone.BAD)
FINE = Mark("Fine", Tone.GOOD)


@dataclass(frozen=True)
class Goods:
    id: int
    name: str
    pieces: int | None
    expires: date | None
    state: Mark


COLUMNS = (
    Column("name", "Name", Kind.TEXT, lambda goods: goods.name, 8, grows=True),
    Column("pieces", "Pieces", Kind.COUNT, lambda goods: goods.pieces, 3),
    Column("expires", "Best before", Kind.DAY, lambda goods: goods.expires, 6),
    Column("state", "State", Kind.STATE, lambda goods: goods.state, 4),
)
PAPER_CUPS = Goods(1, "纸杯", 16, date(2026, 7, 21), LOW)
UMBRELLAS = Goods(2, "雨伞", 190, None, FINE)
WATER = Goods(3, "瓶装水", None, date(2026, 3, 26), GONE)
GOODS = [PAPER_CUPS, UMBRELLAS, WATER]
