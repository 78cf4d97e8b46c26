"""A stocked shelf, and short ways to post at it."""

from datetime import date, timedelta

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.printed_dates import printed_day
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import (
    NewIssue,
    NewReceipt,
    NewScrap,
    ReceiptLine,
    ScrapLine,
    TakeLine,
)

TODAY = date(2026, 6, 30)


def ago(days):
    return TODAY - timedelta(days=days)


class StockDesk:
    """Two places and two items: masks, which expire, and umbrellas, which do not."""

    def __init__(self, inventory):
        self.inventory = inventory
        self.shelf = inventory.add_place(NewPlace(name="货架"))
        self.box = inventory.add_place(NewPlace(name="药箱"))
        self.masks = inventory.add_item(
            NewItem(name="口罩", unit="个", place_id=self.shelf, tracks_expiry=True)
        )
        self.umbrellas = inventory.add_item(
            NewItem(name="雨伞", unit="把", place_id=self.shelf, minimum=5, target=10)
        )

    def receive(self, item_id, quantity, ends=None, on=TODAY, **more):
        line = ReceiptLine(
            item_id=item_id,
            quantity=quantity,
            expiry=printed_day(ends) if ends else None,
            batch_no=more.pop("batch_no", ""),
            place_id=more.pop("place_id", None),
        )
        more.setdefault("source", Source.PURCHASE)
        return self.inventory.receive(NewReceipt(business_date=on, lines=(line,), **more))

    def issue(self, item_id, quantity, on=TODAY, batch_id=None, place_id=None, **more):
        line = TakeLine(item_id=item_id, quantity=quantity, batch_id=batch_id, place_id=place_id)
        return self.inventory.issue(NewIssue(business_date=on, lines=(line,), **more))

    def scrap(self, balance, quantity, on=TODAY, reason="过期"):
        line = ScrapLine(batch_id=balance.batch.id, place_id=balance.place.id, quantity=quantity)
        return self.inventory.scrap(NewScrap(business_date=on, lines=(line,), reason=reason))

    def pieces(self, item_id, on=None):
        return sum(each.quantity for each in self.inventory.balances(item_id, on))

    def number(self, document_id):
        return self.inventory.document(document_id).number
