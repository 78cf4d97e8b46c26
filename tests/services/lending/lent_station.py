"""A station that lends: umbrellas without numbers, wheelchairs of the register, a kit for duty."""

from datetime import timedelta

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.keeping.found import NewFoundThing
from stationdesk.domain.keeping.kept import NewKeptThing
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import Audience, Contact, LoanMode, NewLoanKind, NewPart
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.places import NewPlace
from stationdesk.domain.station import NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.desk import Desk
from tests.conftest import TODAY

WHOLE_PHONE = "13812348899"
VISITOR = NewBorrower(name="张三", phone="5678", group="rider")
PATIENT = NewBorrower(name="欧阳静", phone=WHOLE_PHONE, group="disabled")


def ago(days):
    return TODAY - timedelta(days=days)


class LentStation:
    """The services of a station with everything there is to lend; the ids have short names.

    Everything is there since two months; nothing is lent yet.
    """

    def __init__(self, context):
        self.context = context
        context.today = lambda: self.day
        self.day = ago(60)
        self.desk = Desk(context)
        self.desk.station.set_up(NewStation(name="枫桥路便民服务驿站", phone="029-85550123"))
        self.shelf = self.desk.inventory.add_place(NewPlace(name="借物架"))
        self.umbrella = self._goods("雨伞", "把", 20, used_for="umbrella")
        self.case = self._goods("百宝箱", "个", 3)
        self.plasters = self._goods("创可贴", "片", 30)
        self.chair = self.desk.amenities.add(
            NewAmenity(name="轮椅", kind="wheelchair", place_id=self.shelf)
        )
        self._kinds()
        self.day = TODAY

    def _goods(self, name, unit, quantity, **fields):
        inventory = self.desk.inventory
        item = inventory.add_item(NewItem(name=name, unit=unit, place_id=self.shelf, **fields))
        line = ReceiptLine(item_id=item, quantity=quantity)
        inventory.receive(NewReceipt(business_date=self.day, lines=(line,), source=Source.PURCHASE))
        return item

    def _kinds(self):
        lending = self.desk.lending
        self.umbrellas = lending.add_kind(
            NewLoanKind(
                name="雨伞", code="YS", mode=LoanMode.POOL, item_id=self.umbrella, most_per_person=9
            )
        )
        self.wheelchairs = lending.add_kind(
            NewLoanKind(
                name="轮椅",
                code="LY",
                mode=LoanMode.SERIAL,
                contact=Contact.PHONE,
                deposit="押金 100 元",
                terms="仅限本街道范围内使用。",
            )
        )
        self.kits = lending.add_kind(
            NewLoanKind(
                name="百宝箱",
                code="BX",
                mode=LoanMode.SERIAL,
                audience=Audience.DUTY,
                item_id=self.case,
                default_days=0,
                parts=(NewPart(name="创可贴", quantity=10, item_id=self.plasters),),
            )
        )
        self.piece = lending.add_unit(NewUnit(kind_id=self.wheelchairs, amenity_id=self.chair))
        self.kit = lending.add_unit(NewUnit(kind_id=self.kits, place_id=self.shelf))

    def lend(self, kind_id=None, *, on=TODAY, quantity=1, unit_id=None, borrower=VISITOR, days=3):
        """Lend as of a day gone by, and return the loan."""
        taken = TakenLine(
            kind_id=kind_id or self.umbrellas,
            quantity=quantity,
            unit_id=unit_id,
            due_on=on + timedelta(days=days),
        )
        wish = NewLoan(on=on, lines=(taken,), borrower=borrower, despite="急用", handled_by="周敏")
        return self.desk.lending.lend(wish)

    def give_back(self, loan_id, on=TODAY, **pieces):
        (line,) = self.desk.lending.entries_of_loan(loan_id)
        return self.desk.lending.give_back(NewReturn(line_id=line.line_id, on=on, **pieces))

    def lend_chair(self, on):
        return self.lend(self.wheelchairs, on=on, unit_id=self.piece, borrower=PATIENT, days=1)

    def short_kit(self):
        """Let the kit come back with too few plasters."""
        carrier = NewBorrower(name="周敏", phone="1212", group="staff")
        loan = self.lend(self.kits, unit_id=self.kit, borrower=carrier, days=0)
        (line,) = self.desk.lending.entries_of_loan(loan)
        (part,) = line.kind.parts
        self.desk.lending.give_back(
            NewReturn(line_id=line.line_id, on=TODAY, good=1, short={part.id: 4})
        )

    def keep_a_parcel(self):
        return self.desk.keeping.take_in(
            NewKeptThing(kind="parcel", description="快递一件", owner_name="李四", on=TODAY)
        )

    def find_a_key(self):
        return self.desk.keeping.enter_found(
            NewFoundThing(kind="key", description="钥匙一串", found_where="门口", on=TODAY)
        )
