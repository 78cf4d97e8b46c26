"""Bringing the rows of a stock ledger into the records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from stationdesk.domain.goods import NewItem
from stationdesk.domain.ids import new_uid
from stationdesk.domain.importing import (
    Identity,
    ImportedRow,
    Lot,
    Outcome,
    plain,
    plan_stock,
    stock_statements,
)
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.tables import text_in
from stationdesk.domain.printed_dates import Precision, PrintedDate, ShelfLife, without_end
from stationdesk.domain.stock import Source, Spot
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.i18n import _
from stationdesk.store import imports
from stationdesk.store.goods import month_end_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import ItemId
    from stationdesk.domain.importing import ImportRun, PlannedRow
    from stationdesk.domain.ledgers.tables import Ledger, Value
    from stationdesk.domain.stock import Balance, Item
    from stationdesk.services.inventory import Inventory


class Origin(NamedTuple):
    """Where goods of a row came from; the rows of one origin make one receipt."""

    source: Source
    donor: str


_SOURCES = {
    Source.DONATION: ("捐", "赠", "donat"),
    Source.PURCHASE: ("采购", "购", "自筹", "purchas"),
    Source.ALLOCATION: ("配发", "拨", "下发", "发放", "alloc"),
}


def plan(inventory: Inventory, ledger: Ledger) -> list[PlannedRow]:
    """Return what each row of the ledger would become, as the records stand now."""
    items = inventory.items(include_archived=True)
    homes = {_identity(item): item.place.name for item in items if item.place}
    known = frozenset(map(_identity, items))
    statements = stock_statements(
        ledger.rows,
        known=known,
        homes=homes,
        elsewhere=elsewhere(),
        month_end=month_end_counts(),
    )
    balances: dict[Lot, int] = defaultdict(int)
    for balance in inventory.balances():
        balances[_lot_of(balance)] += balance.quantity
    return plan_stock(
        statements,
        known_items=known,
        balances=balances,
        known_fingerprints=imports.known_fingerprints(LedgerKind.STOCK),
    )


def carry_out(
    inventory: Inventory, run: ImportRun, rows: Sequence[PlannedRow], tell: Callable[[], None]
) -> list[ImportedRow]:
    """Keep what the rows say, as a part of the import's deed; return what each became.

    ``tell`` is called for every row.
    """
    return _GoodsComeIn(inventory, run, tell).rows(rows)


def elsewhere() -> str:
    """Return the place of goods whose ledger names none."""
    return _("Place not named")


class _GoodsComeIn:
    """One stock ledger on its way into the records."""

    def __init__(self, inventory: Inventory, run: ImportRun, tell: Callable[[], None]) -> None:
        self._inventory = inventory
        self._run = run
        self._tell = tell
        self._items = {_identity(i): i for i in inventory.items(include_archived=True)}
        self._codes = {item.code for item in self._items.values()}
        self._receipts: dict[Origin, list[ReceiptLine]] = defaultdict(list)
        self._counts: dict[Spot, int] = {}

    def rows(self, rows: Sequence[PlannedRow]) -> list[ImportedRow]:
        """Keep all rows: items first, then one receipt an origin, then the counts."""
        kept = [self._keep(row) for row in rows]
        for origin, lines in self._receipts.items():
            self._inventory.receive(
                NewReceipt(
                    business_date=self._run.business_date,
                    lines=tuple(lines),
                    source=origin.source,
                    donor=origin.donor,
                    note=_("Brought in from “{file}”").format(file=self._run.file_name),
                    request_key=new_uid(),
                    import_run_id=self._run.id,
                )
            )
        if self._counts:
            self._inventory.post_differences(
                self._counts,
                business_date=self._run.business_date,
                reason=_("Counted by the ledger “{file}”").format(file=self._run.file_name),
                import_run_id=self._run.id,
            )
        return kept

    def _keep(self, planned: PlannedRow) -> ImportedRow:
        self._tell()
        gone = planned.outcome is Outcome.UNCHANGED and planned.identity not in self._items
        if gone or planned.outcome is Outcome.LEFT:
            return ImportedRow(planned.row.row, planned.fingerprint, planned.outcome, "", "")
        item = self._item(planned)
        if planned.outcome in (Outcome.NEW, Outcome.ADDED) and planned.difference:
            line = self._receipt_line(item, planned)
            self._receipts[_origin(planned.row.values)].append(line)
        elif planned.outcome is Outcome.COUNTED:
            self._counts[self._spot(item, planned)] = planned.difference
        return ImportedRow(planned.row.row, planned.fingerprint, planned.outcome, "item", item.uid)

    def _item(self, planned: PlannedRow) -> Item:
        known = self._items.get(planned.identity)
        if known is not None:
            if known.archived_on is not None and planned.outcome is not Outcome.UNCHANGED:
                self._inventory.restore_item(known.id)
            return known
        item = self._inventory.item(self._add_item(planned.row.values))
        self._items[planned.identity] = item
        self._codes.add(item.code)
        return item

    def _add_item(self, values: Mapping[str, Value]) -> ItemId:
        code = text_in(values, "code")
        return self._inventory.add_item(
            NewItem(
                name=text_in(values, "name"),
                unit=text_in(values, "unit") or _("piece"),
                spec=text_in(values, "spec"),
                category=text_in(values, "category"),
                place_id=self._inventory.place_named(text_in(values, "place") or elsewhere()),
                minimum=_number(values, "minimum"),
                target=max(_number(values, "target"), _number(values, "minimum")),
                tracks_expiry=_expiry(values) is not None,
                note=text_in(values, "note"),
                code="" if code in self._codes else code,
                since=self._run.business_date,
            )
        )

    def _receipt_line(self, item: Item, planned: PlannedRow) -> ReceiptLine:
        values = planned.row.values
        made_on, life = values.get("made_on"), values.get("shelf_life")
        return ReceiptLine(
            item_id=item.id,
            quantity=planned.difference,
            place_id=self._inventory.place_named(planned.place or elsewhere()),
            batch_no=text_in(values, "batch_no"),
            expiry=_expiry(values) or _told_endless(values),
            made_on=_exact_day(made_on),
            life=life if isinstance(life, ShelfLife) else None,
        )

    def _spot(self, item: Item, planned: PlannedRow) -> Spot:
        """Find the batch and place that a counted row speaks of; it has a balance."""
        for balance in self._inventory.balances(item.id):
            if _lot_of(balance) == planned.lot:
                return balance.spot
        raise LookupError(planned)


def _lot_of(balance: Balance) -> Lot:
    batch = balance.batch
    return Lot(
        _identity(balance.item), plain(batch.batch_no), batch.expires_on, plain(balance.place.name)
    )


def _identity(item: Item) -> Identity:
    return Identity(plain(item.name), plain(item.spec), plain(item.unit))


def _origin(values: Mapping[str, Value]) -> Origin:
    told = f"{text_in(values, 'source')}".casefold()
    for source, words in _SOURCES.items():
        if any(word in told for word in words):
            return Origin(source, _donor(values) if source is Source.DONATION else "")
    return Origin(Source.OPENING, "")


def _donor(values: Mapping[str, Value]) -> str:
    return text_in(values, "donor") or _("Donor not named")


def _expiry(values: Mapping[str, Value]) -> PrintedDate | None:
    expires = values.get("expires")
    if isinstance(expires, PrintedDate) and expires.precision is not Precision.NONE:
        return expires
    return None


def _told_endless(values: Mapping[str, Value]) -> PrintedDate | None:
    """Return what a row without an end says of it (长期, or nothing at all).

    None where production date and shelf life tell the end: an item that tracks its expiry must
    come in as the ledger has it, also where somebody left the column blank.
    """
    if isinstance(values.get("shelf_life"), ShelfLife) and _exact_day(values.get("made_on")):
        return None
    expires = values.get("expires")
    return without_end(expires.text if isinstance(expires, PrintedDate) else "")


def _exact_day(printed: Value) -> date | None:
    if isinstance(printed, PrintedDate) and printed.precision is Precision.DAY:
        return printed.day
    return None


def _number(values: Mapping[str, Value], name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) else 0
