"""A small station with goods, for the tests of the inventory page."""

from datetime import date

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.printed_dates import printed_day
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine

TODAY = date(2026, 6, 30)


class AnsweringDialogs:
    """Answers every question the same way, and remembers what was asked."""

    def __init__(self, *, agrees=True, chooses=None):
        self.agrees, self.chooses, self.asked = agrees, chooses, []

    def confirm(self, _parent, question, hint="", *, yes, no="", dangerous=False):
        self.asked.append(question)
        return self.agrees

    def choose(self, _parent, question, options):
        self.asked.append(question)
        return self.chooses


def fill(inventory):
    """Fill the stock and return the ids of the items by name, and of the places."""
    places = {name: inventory.add_place(NewPlace(name=name)) for name in ("货架A", "急救箱")}
    shelf, kit = places["货架A"], places["急救箱"]
    items = {
        "雨伞": _item(inventory, "雨伞", "把", shelf, minimum=5, target=10),
        "纸杯": _item(inventory, "纸杯", "个", shelf, minimum=50, target=100),
        "创可贴": _item(inventory, "创可贴", "盒", kit, minimum=2, target=4, tracks_expiry=True),
        "退热贴": _item(inventory, "退热贴", "盒", kit, minimum=1, tracks_expiry=True),
    }
    receive(inventory, items["雨伞"], 12)
    receive(inventory, items["纸杯"], 16)
    receive(inventory, items["创可贴"], 3, "2027-03-01", "A1")
    receive(inventory, items["创可贴"], 4, "2026-07-20", "A2")
    receive(inventory, items["退热贴"], 2, "2026-06-01", "B1")
    return items, places


def receive(inventory, item_id, quantity, expiry=None, batch_no=""):
    """Take goods in on 1 May 2026."""
    day = printed_day(date.fromisoformat(expiry)) if expiry else None
    line = ReceiptLine(item_id=item_id, quantity=quantity, expiry=day, batch_no=batch_no)
    inventory.receive(
        NewReceipt(
            business_date=date(2026, 5, 1),
            lines=(line,),
            source=Source.PURCHASE,
            request_key=f"{item_id}-{quantity}-{batch_no}",
        )
    )


def _item(inventory, name, unit, place_id, **levels):
    return inventory.add_item(NewItem(name=name, unit=unit, place_id=place_id, **levels))
