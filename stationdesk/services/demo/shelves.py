"""The demo's lending desk as its staff know it: the kinds, and which pieces are free."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stationdesk.domain.lending.kinds import Audience, Contact, LoanMode, NewLoanKind, NewPart
from stationdesk.domain.lending.pieces import NewUnit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stationdesk.domain.ids import (
        AmenityId,
        ItemId,
        LoanKindId,
        LoanPartId,
        LoanUnitId,
        PlaceId,
    )
    from stationdesk.services.demo.fault_life import FaultLife
    from stationdesk.services.demo.lending_script import LendingScript, LentKind, Part
    from stationdesk.services.demo.script import Goods
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.lending import Lending

KEPT_BACK = 2
"""So many of a large pool are not lent by heart: something must be left for an emergency."""
LARGE_POOL = 10


@dataclass(slots=True)
class Lent:
    """A kind that is set up. ``free`` pieces of a pool, or those numbered ones, can be lent."""

    told: LentKind
    kind_id: LoanKindId
    parts: dict[LoanPartId, Part]
    faults: FaultLife
    free: int = 0
    held: int = 0
    units: list[LoanUnitId] = field(default_factory=list)
    in_service: int = 0
    amenities: dict[LoanUnitId, AmenityId] = field(default_factory=dict)
    missing: defaultdict[LoanUnitId, dict[LoanPartId, int]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @property
    def is_pool(self) -> bool:
        """Whether its pieces bear no numbers."""
        return bool(self.told.goods) and not self.told.numbered

    def take(self, quantity: int) -> LoanUnitId | None:
        """Take pieces away; return the numbered one, None of a pool."""
        if self.is_pool:
            self.free -= quantity
            return None
        unit_id = self._whole()[0]
        self.units.remove(unit_id)
        return unit_id

    def put_back(self, quantity: int, unit_id: LoanUnitId | None) -> None:
        """Let pieces be lent again."""
        if unit_id is None:
            self.free += quantity
        else:
            self.units.append(unit_id)

    def has(self, quantity: int = 1) -> bool:
        """Tell whether so many pieces can be lent now."""
        return quantity <= (self.free if self.is_pool else len(self._whole()))

    def is_broken(self, unit_id: LoanUnitId | None) -> bool:
        """Tell whether a piece is a line of the register that waits for a repair."""
        return unit_id is not None and self.amenities.get(unit_id) in self.faults.out_of_use

    def _whole(self) -> list[LoanUnitId]:
        return [unit_id for unit_id in self.units if not self.is_broken(unit_id)]


class Shelves:
    """Sets kinds and pieces up, and knows what is free until somebody looks again."""

    def __init__(
        self,
        lending: Lending,
        inventory: Inventory,
        script: LendingScript,
        goods: Mapping[ItemId, Goods],
        places: Mapping[str, PlaceId],
        faults: FaultLife,
    ) -> None:
        self._lending, self._inventory, self._script = lending, inventory, script
        self._faults = faults
        self._items = {each.title: item_id for item_id, each in goods.items()}
        self._places = {each.title: places[each.place] for each in goods.values()}
        self._lent: dict[str, Lent] = {}

    def open(self) -> None:
        """Set up what is lent of the goods; their pieces are in the stock already."""
        for told in self._script.kinds:
            if told.goods:
                self._set_up(told)
        self.look()

    def enter(self, name: str, amenity_id: AmenityId) -> None:
        """Let a new line of the register be lent, if lines of its name are."""
        told = next((each for each in self._script.kinds if each.things == name), None)
        if told is None:
            return
        lent = self._lent.get(told.name) or self._set_up(told)
        unit_id = self._lending.add_unit(NewUnit(kind_id=lent.kind_id, amenity_id=amenity_id))
        lent.amenities[unit_id] = amenity_id
        lent.in_service += 1
        lent.units.append(unit_id)

    def all(self) -> list[Lent]:
        """Return the kinds that are set up by now."""
        return list(self._lent.values())

    def of(self, name: str) -> Lent | None:
        """Return the kind of a name, None before it is set up."""
        return self._lent.get(name)

    def look(self) -> None:
        """See how many pieces of each pool are free; number what was bought since."""
        pools = {line.kind.id: line.pool for line in self._lending.kind_lines()}
        for lent in self._lent.values():
            if lent.is_pool:
                pool = pools[lent.kind_id]
                spare = KEPT_BACK if pool.size >= LARGE_POOL else 0
                lent.free = max(0, pool.in_station - lent.held - spare)
            elif lent.told.goods:
                self._number_new_pieces(lent)

    def _set_up(self, told: LentKind) -> Lent:
        kind_id = self._lending.add_kind(self._wish(told))
        parts = zip(self._lending.kind(kind_id).parts, told.parts, strict=True)
        lent = Lent(told, kind_id, {part.id: each for part, each in parts}, self._faults)
        self._lent[told.name] = lent
        return lent

    def _wish(self, told: LentKind) -> NewLoanKind:
        numbered = told.numbered or not told.goods
        return NewLoanKind(
            name=told.name,
            mode=LoanMode.SERIAL if numbered else LoanMode.POOL,
            code=told.code,
            audience=Audience.DUTY if told.duty else Audience.VISITORS,
            item_id=self._items[told.goods] if told.goods else None,
            default_days=told.days,
            most_per_person=told.most,
            contact=Contact(told.contact),
            deposit=told.deposit,
            terms=told.terms,
            parts=tuple(
                NewPart(name=part.name, quantity=part.quantity, item_id=self._items.get(part.goods))
                for part in told.parts
            ),
        )

    def _number_new_pieces(self, lent: Lent) -> None:
        balances = self._inventory.balances(self._items[lent.told.goods])
        owned = sum(each.quantity for each in balances)
        if owned <= lent.in_service:
            return
        wish = NewUnit(kind_id=lent.kind_id, place_id=self._places[lent.told.goods])
        lent.units += self._lending.add_units([wish] * (owned - lent.in_service))
        lent.in_service = owned
