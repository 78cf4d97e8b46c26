"""A block of cells copied from a workbook, read as the lines of a receipt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.stock import Item

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，", "0123456789,")
_QUANTITY = re.compile(r"\s*(\d[\d,]*)(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One row: which item, and the cells after it as they were written."""

    item_id: ItemId
    quantity: int | None
    expiry: str = ""
    made_on: str = ""
    life: str = ""
    batch_no: str = ""


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """What was found in the block: the lines, and the names the ledger does not know."""

    lines: tuple[PastedLine, ...]
    unknown: tuple[str, ...]


def read_pasted_lines(text: str, items: Iterable[Item]) -> PastedBlock:
    """Read rows of item, quantity, expiry, production date, shelf life and batch number.

    Cells are parted by tabs, as Excel and WPS copy them. An item is named by its code, its name
    or its name and spec; where several bear one name, only the name with the spec is taken. A
    row without a quantity whose name is not known is a heading and passed over.
    """
    known = _by_name(items)
    lines, unknown = [], []
    for written in text.splitlines():
        cells = [cell.strip() for cell in written.split("\t")]
        item = known.get(_plain(cells[0]))
        if item is not None:
            lines.append(_line(item, cells))
        elif cells[0] and (len(cells) == 1 or _quantity(cells[1]) is not None):
            unknown.append(cells[0])
    return PastedBlock(tuple(lines), tuple(dict.fromkeys(unknown)))


def _line(item: Item, cells: list[str]) -> PastedLine:
    told = [*cells[1:6], *[""] * 5]
    return PastedLine(item.id, _quantity(told[0]), *told[1:5])


def _quantity(cell: str) -> int | None:
    found = _QUANTITY.match(cell.translate(_FULL_WIDTH))
    return int(found[1].replace(",", "")) if found else None


def _by_name(items: Iterable[Item]) -> dict[str, Item]:
    known: dict[str, Item] = {}
    shared: set[str] = set()
    for item in items:
        for name in {_plain(item.name), _plain(item.title()), _plain(item.code)}:
            if name in known:
                shared.add(name)
            known[name] = item
    return {name: item for name, item in known.items() if name not in shared}


def _plain(name: str) -> str:
    return "".join(name.split()).lower()
