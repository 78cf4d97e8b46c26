"""What happens to the demo's goods: issues by season, monthly receipts, scrap and moves."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.faults import Spare
from stationdesk.domain.ids import new_uid
from stationdesk.domain.periods import add_months
from stationdesk.domain.printed_dates import printed_day, without_end
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import (
    MoveLine,
    NewIssue,
    NewMove,
    NewReceipt,
    NewScrap,
    ReceiptLine,
    ScrapLine,
    TakeLine,
)
from stationdesk.services.demo.clock import times_drawn
from stationdesk.services.demo.seasons import DAYS_OPEN_A_WEEK, asked_a_day

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping

    from stationdesk.domain.ids import DocumentId, ItemId, PlaceId
    from stationdesk.services.demo.agenda import Agenda
    from stationdesk.services.demo.clock import Clock
    from stationdesk.services.demo.script import Goods, Script
    from stationdesk.services.inventory import Inventory

LOOK_AGAIN = timedelta(days=7)
SLIP_CHANCE = 0.008
LAST_ORDER_DAYS = {"expired": 90, "expiring": 90, "low": 25}
"""So long before the end, goods are no longer bought, by what shall become of them."""
LEFT_LYING_DAYS = 40
"""So long before the end, nobody sorts out what has expired any more."""
ENDINGS = {"expired": -6, "expiring": 12}
"""Days from the last day to the expiry of what the demo leaves lying there."""


class StockLife:
    """Lives the stock's days; call ``day`` for every day on which the station is open."""

    def __init__(
        self,
        inventory: Inventory,
        script: Script,
        goods: Mapping[ItemId, Goods],
        places: Mapping[str, PlaceId],
        agenda: Agenda,
        clock: Clock,
        chance: random.Random,
        end: date,
    ) -> None:
        self._inventory, self._script, self._goods = inventory, script, goods
        self._places, self._agenda, self._clock = places, agenda, clock
        self._chance, self._end = chance, end
        self._named = {each.name: item_id for item_id, each in goods.items()}
        self._named |= {each.title: item_id for item_id, each in goods.items()}
        self._lent = {self._named[title] for title in script.lending.goods_lent}
        self._usable: dict[ItemId, int] = {}
        self._looked_on = date.min

    def open_ledger(self) -> None:
        """Enter what lies on the shelves on the first day."""
        lines = [
            self._line(item_id, goods, goods.target, months_old=self._chance.uniform(0.5, 6))
            for item_id, goods in self._goods.items()
        ]
        self._receive(Source.OPENING, lines)
        self.look_at_shelves()

    def spare(self, name: str) -> tuple[Spare, ...]:
        """Return one piece of the goods called ``name`` to take along; none where none is left."""
        if name not in self._named or not self.set_apart(name, 1):
            return ()
        return (Spare(self._named[name], 1),)

    def set_apart(self, name: str, pieces: int) -> bool:
        """Tell whether pieces of the goods called so are left, and count on them no more.

        What is not of the stock (an empty name) is always to be had.
        """
        item_id = self._named.get(name)
        if item_id is None:
            return True
        if self._usable[item_id] < pieces:
            return False
        self._usable[item_id] -= pieces
        return True

    def day(self, *, open_from: int, open_until: int) -> None:
        """Plan what is asked for between two minutes of the day."""
        if self._clock.day - self._looked_on >= LOOK_AGAIN:
            self.look_at_shelves()
        asked = self._asked_for()
        minutes = sorted(self._chance.randrange(open_from, open_until) for _ in asked)
        for minute, (receiver, lines) in zip(minutes, asked.items(), strict=True):
            self._agenda.on(self._clock.day, minute, partial(self._issue, receiver, lines))

    def replenish(self) -> None:
        """Buy, and take in, what the list for the month says."""
        wanted: dict[str, list[ReceiptLine]] = defaultdict(list)
        for line in self._inventory.replenishment():
            if line.item is None:
                continue
            goods = self._goods.get(line.item.id)
            if goods is None or line.to_order <= 0 or self._left_to_run_out(goods):
                continue
            wanted[goods.source].append(
                self._line(line.item.id, goods, line.to_order, months_old=None)
            )
        for source, lines in wanted.items():
            self._receive(Source(source), lines)
        self.look_at_shelves()

    def look_at_shelves(self) -> None:
        """Note what is there and will stay in date until somebody looks again."""
        through = self._clock.day + LOOK_AGAIN
        self._usable = defaultdict(int)
        for each in self._inventory.balances():
            if not each.batch.expired_on(through):
                self._usable[each.item.id] += each.quantity
        for item_id, goods in self._goods.items():
            self._usable[item_id] = max(0, self._usable[item_id] - goods.kit)
        self._looked_on = self._clock.day

    def leave_an_ending(self) -> None:
        """Leave only a small lot of some goods: expired, or expiring, on the last day."""
        ending = {item_id: goods for item_id, goods in self._goods.items() if goods.ends in ENDINGS}
        spoiled = tuple(
            ScrapLine(batch_id=each.batch.id, place_id=each.place.id, quantity=each.quantity)
            for each in self._inventory.balances()
            if each.item.id in ending
        )
        if spoiled:
            self._scrap(spoiled, self._script.reasons["scrap_spoiled"])
        self._receive(
            Source.DONATION, [self._small_lot(item_id, each) for item_id, each in ending.items()]
        )
        self.look_at_shelves()

    def run_low(self) -> None:
        """Let an event take most of what shall be low on the last day."""
        lines = []
        for item_id, goods in self._goods.items():
            spare = self._usable[item_id] - max(1, 2 * goods.minimum // 3)
            if goods.ends == "low" and spare > 0:
                lines.append(TakeLine(item_id=item_id, quantity=spare))
        if lines:
            self._post_issue(self._script.reasons["event"], lines)
            self.look_at_shelves()

    def scrap_expired(self) -> None:
        """Throw away what may no longer be used."""
        today = self._clock.day
        if (self._end - today).days < LEFT_LYING_DAYS:
            return
        lines = tuple(
            ScrapLine(batch_id=each.batch.id, place_id=each.place.id, quantity=each.quantity)
            for each in self._inventory.balances()
            if each.batch.expired_on(today)
        )
        if lines:
            self._scrap(lines, self._script.reasons["scrap_expired"])

    def break_something(self) -> None:
        """Throw away a piece or two that broke."""
        found = [
            each
            for each in self._inventory.balances()
            if not self._goods[each.item.id].kit and each.item.id not in self._lent
        ]
        each = self._chance.choice(found)
        line = ScrapLine(batch_id=each.batch.id, place_id=each.place.id, quantity=1)
        self._scrap((line,), self._chance.choice(self._script.reasons["scrap_broken"]))
        self.look_at_shelves()

    def tidy_up(self) -> None:
        """Put a batch elsewhere."""
        elsewhere = [self._places[name] for name in self._script.reasons["shelves"]]
        found = [
            each
            for each in self._inventory.balances()
            if each.place.id in elsewhere and not each.batch.expired_on(self._clock.day)
        ]
        each = self._chance.choice(found)
        line = MoveLine(
            batch_id=each.batch.id,
            from_place_id=each.place.id,
            to_place_id=self._chance.choice([at for at in elsewhere if at != each.place.id]),
            quantity=(each.quantity + 1) // 2,
        )
        note = self._chance.choice(self._script.reasons["move"])
        self._inventory.move(
            NewMove(business_date=self._clock.day, lines=(line,), request_key=new_uid(), note=note)
        )

    def _asked_for(self) -> dict[str, list[TakeLine]]:
        """Draw what is asked for today, by who asks."""
        receivers = self._script.reasons["receivers"]
        visits = self._chance.sample(receivers, k=self._chance.randint(1, 3))
        asked: dict[str, list[TakeLine]] = defaultdict(list)
        month = self._clock.day.month
        for item_id, goods in self._goods.items():
            pieces = times_drawn(self._chance, asked_a_day(goods, month)) if goods.weekly else 0
            pieces = min(pieces, self._usable.get(item_id, 0))
            if pieces:
                self._usable[item_id] -= pieces
                line = TakeLine(item_id=item_id, quantity=pieces)
                asked[self._chance.choice(visits)].append(line)
        return dict(sorted(asked.items()))

    def _issue(self, receiver: str, lines: list[TakeLine]) -> None:
        """Hand out ``lines``; now and then a slip of the hand is reversed and entered anew."""
        if self._chance.random() < SLIP_CHANCE:
            document_id = self._post_issue(receiver, lines)
            self._clock.pass_time(2)
            reason = self._chance.choice(self._script.reasons["reverse"])
            self._inventory.reverse(document_id, reason)
        self._post_issue(receiver, lines)

    def _post_issue(self, receiver: str, lines: Iterable[TakeLine]) -> DocumentId:
        return self._inventory.issue(
            NewIssue(
                business_date=self._clock.day,
                lines=tuple(lines),
                request_key=new_uid(),
                receiver=receiver,
            )
        )

    def _line(
        self, item_id: ItemId, goods: Goods, pieces: int, *, months_old: float | None
    ) -> ReceiptLine:
        """Return a receipt's line; ``months_old`` None means fresh from the shop."""
        if not goods.shelf_months:
            return ReceiptLine(item_id=item_id, quantity=pieces, expiry=without_end("长期"))
        days_old = round(30 * months_old) if months_old else self._chance.randint(10, 60)
        days_old = min(days_old, 15 * goods.shelf_months)
        made_on = self._clock.day - timedelta(days=days_old)
        expires_on = add_months(made_on, goods.shelf_months) - timedelta(days=1)
        return ReceiptLine(
            item_id=item_id,
            quantity=pieces,
            batch_no=f"{made_on:%Y%m%d}",
            expiry=goods.as_printed(expires_on),
            made_on=made_on,
        )

    def _small_lot(self, item_id: ItemId, goods: Goods) -> ReceiptLine:
        expires_on = self._end + timedelta(days=ENDINGS[goods.ends])
        days = (expires_on - self._clock.day).days
        leaves = round(goods.weekly * days / DAYS_OPEN_A_WEEK)
        pieces = leaves + goods.minimum + goods.kit + 2
        return ReceiptLine(item_id=item_id, quantity=pieces, expiry=printed_day(expires_on))

    def _receive(self, source: Source, lines: Iterable[ReceiptLine]) -> None:
        received = tuple(lines)
        if not received:
            return
        self._clock.pass_time(5)
        self._inventory.receive(
            NewReceipt(
                business_date=self._clock.day,
                lines=received,
                source=source,
                request_key=new_uid(),
                donor=self._chance.choice(self._script.sources["donors"])
                if source is Source.DONATION
                else "",
                note=self._note_of(source),
            )
        )

    def _note_of(self, source: Source) -> str:
        known = self._script.sources.get(source.value, ())
        return str(self._chance.choice(known)) if known else ""

    def _scrap(self, lines: tuple[ScrapLine, ...], reason: str) -> None:
        self._clock.pass_time(3)
        self._inventory.scrap(
            NewScrap(
                business_date=self._clock.day, lines=lines, reason=reason, request_key=new_uid()
            )
        )

    def _left_to_run_out(self, goods: Goods) -> bool:
        return (self._end - self._clock.day).days < LAST_ORDER_DAYS.get(goods.ends, -1)
