"""The ledger against a model in plain Python: any documents, in any order, on any day."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from math import inf

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.printed_dates import printed_day, without_end
from stationdesk.domain.problems import Refused
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
from stationdesk.domain.stocktake import NewStocktake, StocktakeState
from stationdesk.services.context import Context
from stationdesk.services.inventory import Inventory
from stationdesk.store import stock
from stationdesk.store.database import open_database

TODAY = date(2026, 6, 30)
DAYS = [TODAY - timedelta(days=back) for back in range(5, -1, -1)]
EXPIRIES = [None, TODAY - timedelta(days=2), TODAY, TODAY + timedelta(days=9)]
days = st.sampled_from(DAYS)
items = st.integers(0, 1)
places = st.integers(0, 1)
pieces = st.integers(1, 6)


class Model:
    """Documents as (day, serial, {spot: net quantity}); everything else is worked out."""

    def __init__(self):
        self.documents = {}
        self.reversed = set()
        self.originals = {}

    def net(self, document_id):
        return self.documents[document_id][1]

    def steps(self, spot):
        """(point, net) in business order; a reversal stands where its document stands."""
        nets = defaultdict(int)
        for serial, (day, net) in self.documents.items():
            nets[day, self.originals.get(serial, serial)] += net.get(spot, 0)
        return sorted(nets.items())

    def balance(self, spot, day):
        return sum(quantity for (when, _), quantity in self.steps(spot) if when <= day)

    def free(self, spot, point):
        """The smallest running sum from ``point`` on: (day, document), infinity for the last."""
        running = sum(quantity for when, quantity in self.steps(spot) if when <= point)
        lowest = running
        for when, quantity in self.steps(spot):
            if when > point:
                running += quantity
                lowest = min(lowest, running)
        return lowest

    def spots(self):
        return {spot for _, net in self.documents.values() for spot in net}

    def allows(self, day, net, document_id=inf):
        return all(
            quantity > 0 or self.free(spot, (day, document_id)) >= -quantity
            for spot, quantity in net.items()
        )


class StockMachine(RuleBasedStateMachine):
    @initialize()
    def open_station(self):
        self.database = open_database(":memory:")
        context = Context(
            database=self.database,
            today=lambda: TODAY,
            now=lambda: datetime(2026, 6, 30, 10),
            who=lambda: "王芳",
            announce=lambda _topics: None,
        )
        self.inventory = Inventory(context)
        self.places = [self.inventory.add_place(NewPlace(name=name)) for name in ("货架", "药箱")]
        self.items = [
            self.inventory.add_item(NewItem(name=name, unit="个", place_id=self.places[0]))
            for name in ("口罩", "创可贴")
        ]
        self.model = Model()
        self.expiry, self.item_of, self.received_on = {}, {}, {}
        self.keys = {}
        self.stocktake = None
        self.counted = {}

    def teardown(self):
        if hasattr(self, "database"):
            self.database.close()

    def keep(self, document_id, day, net):
        self.model.documents[document_id] = (day, {s: q for s, q in net.items() if q})

    def post(self, deed, wish, day, net, allowed):
        """Post, and expect to be allowed exactly when the model says so."""
        before = stock.count_documents()
        try:
            document_id = deed(wish)
        except Refused:
            assert not allowed
            assert stock.count_documents() == before
            return
        assert allowed
        self.keep(document_id, day, net)
        self.keys[document_id] = (deed, wish)

    @rule(item=items, place=places, quantity=pieces, ends=st.sampled_from(EXPIRIES), day=days)
    def receive(self, item, place, quantity, ends, day):
        line = ReceiptLine(
            item_id=self.items[item],
            quantity=quantity,
            place_id=self.places[place],
            expiry=without_end("长期") if ends is None else printed_day(ends),
        )
        wish = NewReceipt(business_date=day, lines=(line,), source=Source.PURCHASE)
        document_id = self.inventory.receive(wish)
        (moved,) = self.inventory.document(document_id).lines
        self.expiry[moved.batch.id] = ends
        self.item_of[moved.batch.id] = item
        self.received_on.setdefault(moved.batch.id, day)
        self.keep(document_id, day, {(moved.batch.id, self.places[place]): quantity})
        self.keys[document_id] = (self.inventory.receive, wish)

    @rule(item=items, quantity=pieces, day=days)
    def issue(self, item, quantity, day):
        wish = NewIssue(
            business_date=day, lines=(TakeLine(item_id=self.items[item], quantity=quantity),)
        )
        net, wanted = {}, quantity
        for spot in sorted(self.in_date(item, day), key=self.fefo_rank):
            taken = min(wanted, max(0, self.model.free(spot, (day, inf))))
            wanted -= taken
            if taken:
                net[spot] = -taken
        self.post(self.inventory.issue, wish, day, net, allowed=wanted == 0)

    def in_date(self, item, day):
        return [
            spot
            for spot in self.model.spots()
            if self.item_of[spot[0]] == item
            and (self.expiry[spot[0]] is None or self.expiry[spot[0]] >= day)
        ]

    def fefo_rank(self, spot):
        batch_id, place_id = spot
        ends = self.expiry[batch_id] or date.max
        home = self.places.index(place_id)
        return (ends, self.received_on[batch_id], home, batch_id)

    def spot_at(self, index):
        spots = sorted(self.model.spots())
        return spots[index % len(spots)]

    @precondition(lambda self: self.model.spots())
    @rule(index=st.integers(0, 9), quantity=pieces, day=days)
    def scrap(self, index, quantity, day):
        spot = self.spot_at(index)
        line = ScrapLine(batch_id=spot[0], place_id=spot[1], quantity=quantity)
        wish = NewScrap(business_date=day, lines=(line,), reason="破损")
        net = {spot: -quantity}
        self.post(self.inventory.scrap, wish, day, net, self.model.allows(day, net))

    @precondition(lambda self: self.model.spots())
    @rule(index=st.integers(0, 9), quantity=pieces, day=days)
    def move(self, index, quantity, day):
        batch_id, start = self.spot_at(index)
        target = next(place for place in self.places if place != start)
        line = MoveLine(
            batch_id=batch_id, from_place_id=start, to_place_id=target, quantity=quantity
        )
        wish = NewMove(business_date=day, lines=(line,))
        net = {(batch_id, start): -quantity, (batch_id, target): quantity}
        self.post(self.inventory.move, wish, day, net, self.model.allows(day, net))

    @precondition(lambda self: self.model.documents)
    @rule(index=st.integers(0, 99))
    def reverse(self, index):
        document_id = sorted(self.model.documents)[index % len(self.model.documents)]
        day, net = self.model.documents[document_id]
        back = {spot: -quantity for spot, quantity in net.items()}
        allowed = (
            document_id not in self.model.reversed
            and document_id not in self.model.originals
            and self.model.allows(day, back, document_id)
        )
        try:
            reversal_id = self.inventory.reverse(document_id, "登记有误")
        except Refused:
            assert not allowed
            return
        assert allowed
        self.keep(reversal_id, day, back)
        self.model.reversed.add(document_id)
        self.model.originals[reversal_id] = document_id

    @precondition(lambda self: self.keys)
    @rule(index=st.integers(0, 99))
    def click_twice(self, index):
        document_id = sorted(self.keys)[index % len(self.keys)]
        deed, wish = self.keys[document_id]
        assert deed(wish) == document_id

    @precondition(lambda self: self.stocktake is None and self.model.spots())
    @rule()
    def start_count(self):
        self.stocktake = self.inventory.start_stocktake(NewStocktake(business_date=TODAY))
        self.counted = {}

    @precondition(lambda self: self.stocktake is not None)
    @rule(index=st.integers(0, 9), found=st.integers(0, 8))
    def count(self, index, found):
        lines = self.inventory.stocktake(self.stocktake).lines
        line = lines[index % len(lines)]
        self.inventory.count(self.stocktake, line.batch.id, line.place.id, found, reason="盘点差异")
        spot = (line.batch.id, line.place.id)
        self.item_of.setdefault(line.batch.id, self.items.index(line.item.id))
        self.expiry.setdefault(line.batch.id, line.batch.expires_on)
        self.received_on.setdefault(line.batch.id, line.batch.received_on)
        self.counted[spot] = found - self.model.balance(spot, TODAY)

    @precondition(lambda self: self.stocktake is not None and self.counted)
    @rule()
    def post_count(self):
        allowed = self.model.allows(TODAY, {s: q for s, q in self.counted.items() if q})
        try:
            document_id = self.inventory.post_stocktake(self.stocktake, leave_uncounted=True)
        except Refused:
            assert not allowed
            self.inventory.cancel_stocktake(self.stocktake)
        else:
            assert allowed
            assert self.inventory.post_stocktake(self.stocktake) == document_id
            assert self.inventory.stocktake(self.stocktake).state is StocktakeState.POSTED
            self.keep(document_id, TODAY, self.counted)
        self.stocktake = None

    @invariant()
    def every_balance_on_every_day_is_the_models(self):
        if not hasattr(self, "model"):
            return
        for day in DAYS:
            kept = {tuple(b.spot): b.quantity for b in self.inventory.balances(on=day)}
            modelled = {spot: self.model.balance(spot, day) for spot in self.model.spots()}
            assert kept == {spot: quantity for spot, quantity in modelled.items() if quantity}

    @invariant()
    def the_ledger_proves_itself(self):
        if not hasattr(self, "model"):
            return
        assert stock.count_documents() == len(self.model.documents)
        assert stock.negative_balances() == []
        assert stock.broken_links() == []
        assert stock.orphans() == []

    @invariant()
    def cards_and_lists_add_up(self):
        if not hasattr(self, "model"):
            return
        totals = defaultdict(int)
        for balance in self.inventory.balances():
            totals[balance.item.id] += balance.quantity
        for line in self.inventory.stock():
            assert line.quantity == totals[line.item.id] == line.usable + line.expired
            card = self.inventory.movements(line.item.id)
            assert (card[-1].balance_after if card else 0) == line.quantity
        for line in self.inventory.turnover(DAYS[1], DAYS[-2]):
            assert line.closing == (
                line.opening + line.received - line.issued - line.scrapped + line.counted
            )


TestStock = StockMachine.TestCase
TestStock.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
