"""A station whose day can be moved on, with amenities and a shelf of spares."""

from datetime import date, datetime, time, timedelta, timezone

from stationdesk.domain.goods import NewItem
from stationdesk.domain.ids import new_uid
from stationdesk.domain.places import NewPlace
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.amenities import Amenities
from stationdesk.services.context import Context
from stationdesk.services.inventory import Inventory

CHINA = timezone(timedelta(hours=8))


class Desk:
    """Everything a test of amenities presses; ``day`` is the business day."""

    def __init__(self, database, day=date(2026, 6, 1)):
        self.day = day
        self.clock = time(10, 30)
        self.undos = []
        self.announced = []
        self.context = Context(
            database=database,
            today=lambda: self.day,
            now=lambda: datetime.combine(self.day, self.clock, CHINA),
            who=lambda: "王芳",
            announce=self.announced.append,
            hear_undo=self.undos.append,
        )
        self.inventory = Inventory(self.context)
        self.amenities = Amenities(self.context, self.inventory)

    def take_back(self):
        """Press undo on the last toast."""
        self.undos[-1].take_back()

    def spares(self, name="PP棉滤芯", quantity=10):
        """Put spares on the shelf and return the item."""
        place = self.inventory.add_place(NewPlace(name=f"{name}柜"))
        item = self.inventory.add_item(NewItem(name=name, unit="个", place_id=place))
        self.inventory.receive(
            NewReceipt(
                business_date=date(2026, 1, 1),
                lines=(ReceiptLine(item_id=item, quantity=quantity),),
                source=Source.PURCHASE,
                request_key=new_uid(),
            )
        )
        return item

    def on_shelf(self, item):
        """Return how many pieces of an item are left."""
        return sum(balance.quantity for balance in self.inventory.balances(item))
