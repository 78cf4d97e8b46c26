"""Items, batches and places as tests of the stock need them."""

from datetime import date

from stationdesk.domain.places import Place
from stationdesk.domain.printed_dates import Precision, PrintedDate, printed_day
from stationdesk.domain.stock import Balance, Batch, Item

DAY = date(2026, 6, 30)
SHELF = Place(id=1, uid="p1", code="KW-001", name="货架", shelf_order=10)
BOX = Place(id=2, uid="p2", code="KW-002", name="药箱", shelf_order=20)
MASKS = Item(
    id=1,
    uid="i1",
    code="WZ-00001",
    name="口罩",
    spec="",
    unit="个",
    category="清洁防护",
    used_for="mask",
    place=SHELF,
    minimum=0,
    target=0,
    tracks_expiry=True,
    warn_days=30,
    note="",
    since=date(2026, 1, 1),
    archived_on=None,
    version=1,
)


def batch(number, expires_on=None, received_on=DAY, opened_on=None, item=MASKS):
    printed = printed_day(expires_on) if expires_on else PrintedDate("", Precision.NONE, None)
    return Batch(
        id=number,
        uid=f"b{number}",
        item_id=item.id,
        batch_no="",
        made_on=None,
        shelf_life=None,
        shelf_life_unit=None,
        expiry=printed,
        expires_on=expires_on,
        received_on=received_on,
        opened_on=opened_on,
    )


def balance(of, quantity, place=SHELF, item=MASKS):
    return Balance(item=item, batch=of, place=place, quantity=quantity)
