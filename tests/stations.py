"""Station files for tests that need one on the disk."""

from datetime import date

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.station import NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.desk import open_desk
from stationdesk.store import files

TODAY = date(2026, 6, 30)


def small_station(path):
    """Write a station with one item, one receipt and one stored file."""
    desk = open_desk(path, today=TODAY)
    try:
        desk.station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="骆清平"))
        place = desk.inventory.add_place(NewPlace(name="前台"))
        item = desk.inventory.add_item(NewItem(name="雨伞", unit="把", place_id=place))
        desk.inventory.receive(
            NewReceipt(
                business_date=TODAY,
                lines=(ReceiptLine(item_id=item, quantity=20),),
                source=Source.OPENING,
                request_key="first",
            )
        )
        with desk.context.deed():
            files.keep(b"a photo")
    finally:
        desk.close()


def released_station(path):
    """Write the file that is kept for a release: a bit of everything."""
    small_station(path)
    desk = open_desk(path, today=TODAY)
    try:
        desk.amenities.add(NewAmenity(name="饮水机", kind="water_dispenser"))
        desk.tiers.sign_off("骆清平")
    finally:
        desk.close()
