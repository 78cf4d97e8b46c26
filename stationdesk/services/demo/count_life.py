"""The demo's counts: a share of the shelves each quarter, with few small differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.stocktake import NewStocktake

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from stationdesk.domain.ids import ItemId
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Goods, Script
    from stationdesk.services.inventory import Inventory

QUARTERS = 4
MISCOUNT_CHANCE = 0.05


class CountLife:
    """Counts what lies on the shelves."""

    def __init__(
        self,
        inventory: Inventory,
        script: Script,
        goods: Mapping[ItemId, Goods],
        clock: Clock,
        chance: random.Random,
    ) -> None:
        self._inventory, self._script, self._goods = inventory, script, goods
        self._clock, self._chance = clock, chance

    def count_shelves(self, quarter: int) -> None:
        """Count a quarter's share of the categories; post the few small differences."""
        categories = list(dict.fromkeys(goods.category for goods in self._goods.values()))
        for category in categories[quarter % QUARTERS :: QUARTERS]:
            self._count(category)

    def _count(self, category: str) -> None:
        wish = NewStocktake(business_date=self._clock.day, category=category)
        stocktake_id = self._inventory.start_stocktake(wish)
        for line in self._inventory.stocktake(stocktake_id).lines:
            self._clock.pass_time(1)
            counted, reason = line.expected, ""
            if not self._is_lent(line.item.id) and self._chance.random() < MISCOUNT_CHANCE:
                counted = max(0, line.expected + self._chance.choice((-2, -1, -1, 1)))
                reason = self._chance.choice(self._script.reasons["stocktake"])
            at = (line.batch.id, line.place.id)
            self._inventory.count(stocktake_id, *at, counted, reason=reason)
        self._inventory.post_stocktake(stocktake_id)

    def _is_lent(self, item_id: ItemId) -> bool:
        """Tell whether the desk looks after the goods: what is on loan is missing by right."""
        return self._goods[item_id].title in self._script.lending.goods_lent
