"""A lending desk with a shelf of umbrellas, numbered power banks and a wheelchair; for tests."""

from datetime import timedelta

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.holds import NewHold
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind, NewPart
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.places import NewPlace
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
from stationdesk.services.amenities import Amenities
from stationdesk.services.lending import Lending
from stationdesk.services.station import StationFacts
from tests.conftest import TODAY


def ago(days):
    return TODAY - timedelta(days=days)


class PiecesDesk:
    """Twenty umbrellas since ten days; three power banks; one wheelchair in the register.

    Nothing of it is lent yet: ``umbrellas``, ``banks`` and ``wheelchair`` set a kind up.
    ``day`` is the business day, which a test may move.
    """

    def __init__(self, context, undos):
        self.day = TODAY
        context.today = lambda: self.day
        self.undos = undos
        self.inventory = _inventory(context)
        self.amenities = Amenities(context, self.inventory)
        self.lending = Lending(context, StationFacts(context), self.inventory, self.amenities)
        self.shelf = self.inventory.add_place(NewPlace(name="借物架"))
        self.store_room = self.inventory.add_place(NewPlace(name="库房"))
        self.umbrella = self.goods("雨伞", "把", 20, on=ago(10))
        self.bank = self.goods("充电宝", "个", 3, on=ago(10))
        self.chair = self.amenities.add(
            NewAmenity(name="轮椅", kind="wheelchair", since=ago(100), place_id=self.shelf)
        )

    def goods(self, name, unit, quantity, on=TODAY):
        """Enter goods, and receive some of them."""
        item_id = self.inventory.add_item(NewItem(name=name, unit=unit, place_id=self.shelf))
        self.receive(item_id, quantity, on)
        return item_id

    def receive(self, item_id, quantity, on=TODAY, place_id=None):
        line = ReceiptLine(item_id=item_id, quantity=quantity, place_id=place_id)
        return self.inventory.receive(
            NewReceipt(business_date=on, lines=(line,), source=Source.PURCHASE)
        )

    def issue(self, item_id, quantity, on=TODAY):
        line = TakeLine(item_id=item_id, quantity=quantity)
        return self.inventory.issue(NewIssue(business_date=on, lines=(line,)))

    def scrap(self, item_id, quantity, on=TODAY):
        (balance,) = self.inventory.balances(item_id)
        line = ScrapLine(batch_id=balance.batch.id, place_id=balance.place.id, quantity=quantity)
        return self.inventory.scrap(NewScrap(business_date=on, lines=(line,), reason="破损"))

    def move(self, item_id, quantity, on=TODAY):
        (balance,) = [
            each for each in self.inventory.balances(item_id) if each.place.id == self.shelf
        ]
        line = MoveLine(
            batch_id=balance.batch.id,
            from_place_id=self.shelf,
            to_place_id=self.store_room,
            quantity=quantity,
        )
        return self.inventory.move(NewMove(business_date=on, lines=(line,)))

    def umbrellas(self, on=None, **fields):
        """Set the umbrellas up as a pool, on an earlier day if told."""
        wish = {"name": "雨伞", "mode": LoanMode.POOL, "item_id": self.umbrella}
        return self._on(
            on, self.lending.add_kind, NewLoanKind(**wish | {"most_per_person": 20} | fields)
        )

    def banks(self, on=None, pieces=3):
        """Set the power banks up as numbered pieces of the goods."""
        kind_id = self._on(
            on,
            self.lending.add_kind,
            NewLoanKind(name="充电宝", mode=LoanMode.SERIAL, item_id=self.bank, most_per_person=9),
        )
        if pieces:
            wishes = [NewUnit(kind_id=kind_id, place_id=self.shelf)] * pieces
            self._on(on, self.lending.add_units, wishes)
        return kind_id

    def wheelchair(self, on=None):
        """Set wheelchairs up with parts; return the kind and the one piece."""
        screws = self.goods("轮椅螺丝", "颗", 5)
        kind = NewLoanKind(
            name="轮椅",
            mode=LoanMode.SERIAL,
            most_per_person=9,
            parts=(
                NewPart(name="脚踏", quantity=2),
                NewPart(name="螺丝", quantity=4, item_id=screws),
            ),
        )
        kind_id = self._on(on, self.lending.add_kind, kind)
        wish = NewUnit(kind_id=kind_id, amenity_id=self.chair)
        return kind_id, self._on(on, self.lending.add_unit, wish)

    def lend(self, kind_id, quantity=1, unit_id=None, on=TODAY):
        """Lend to an invented person, and return the line."""
        borrower = NewBorrower(name="骆清平", phone="13912345678")
        taken = TakenLine(kind_id=kind_id, unit_id=unit_id, quantity=quantity, due_on=self.day)
        loan_id = self.lending.lend(
            NewLoan(on=on, lines=(taken,), borrower=borrower, despite="急用")
        )
        return self.lending.entries_of_loan(loan_id)[0].line_id

    def give_back(self, line_id, on=TODAY, **pieces):
        return self.lending.give_back(NewReturn(line_id=line_id, on=on, **pieces))

    def hold(self, kind_id, **fields):
        wish = {"kind_id": kind_id, "pick_up_on": self.day + timedelta(days=1)}
        borrower = NewBorrower(name="骆清平", phone="13912345678")
        return self.lending.hold(NewHold(**wish | {"borrower": borrower} | fields))

    def pieces(self, item_id):
        return sum(each.quantity for each in self.inventory.balances(item_id))

    def take_back(self):
        """Press undo on the last toast."""
        self.undos[-1].take_back()

    def _on(self, day, deed, wish):
        now, self.day = self.day, day or self.day
        try:
            return deed(wish)
        finally:
            self.day = now


def _inventory(context):
    from stationdesk.services.inventory import Inventory

    return Inventory(context)
