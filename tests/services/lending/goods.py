"""Goods in the stock, and pools of them at the lending desk."""

from datetime import date

from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine


def goods(inventory, name="雨伞", pieces=10, spec=""):
    """Put pieces of a new item into the stock and return its id."""
    place = inventory.place_named("前台")
    item_id = inventory.add_item(NewItem(name=name, unit="把", spec=spec, place_id=place))
    inventory.receive(
        NewReceipt(
            business_date=date(2026, 1, 2),
            lines=(ReceiptLine(item_id=item_id, quantity=pieces, place_id=place),),
            source=Source.PURCHASE,
            request_key=f"{name}{spec}",
        )
    )
    return item_id


def pool(lending, item_id, name="雨伞", **how):
    """Lend an item as a pool from today on and return the kind's id."""
    return lending.add_kind(NewLoanKind(name=name, mode=LoanMode.POOL, item_id=item_id, **how))
