"""A lending desk with umbrellas, power banks, a wheelchair and a duty kit; and short ways at it."""

from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.holds import NewHold
from stationdesk.domain.lending.kinds import Audience, Contact, LoanMode, NewLoanKind, NewPart
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.opening import Interval, NewException, NewTimetable
from stationdesk.domain.places import NewPlace
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.amenities import Amenities
from stationdesk.services.context import Context
from stationdesk.services.inventory import Inventory
from stationdesk.services.lending import Lending
from stationdesk.services.settings import StationSettings
from stationdesk.services.station import StationFacts

TODAY = date(2026, 6, 30)
ZHANG = NewBorrower(name="张三", phone="13812345678", group="rider")
LI = NewBorrower(name="李师傅", phone="4321")
COUNTED = """
    SELECT (SELECT COUNT(*) FROM loan), (SELECT COUNT(*) FROM loan_line),
        (SELECT COUNT(*) FROM loan_return), (SELECT COUNT(*) FROM loan_extension),
        (SELECT COUNT(*) FROM loan_contact), (SELECT COUNT(*) FROM loan_hold),
        (SELECT COUNT(*) FROM borrower), (SELECT COUNT(*) FROM borrower_block),
        (SELECT COUNT(*) FROM fitness_event), (SELECT COUNT(*) FROM part_event),
        (SELECT COUNT(*) FROM movement), (SELECT COUNT(*) FROM fault),
        (SELECT COUNT(*) FROM audit_event)"""


def ago(days):
    return TODAY - timedelta(days=days)


def ahead(days):
    return TODAY + timedelta(days=days)


class LoansDesk:
    """Eight umbrellas, two power banks, a wheelchair of the register and a duty kit with parts.

    All of it is lent since twenty days ago; ``day`` is the business day and may be moved.
    """

    def __init__(self, database):
        self.database, self.day, self.undos, self.announced = database, ago(20), [], []
        self.context = Context(
            database=database,
            today=lambda: self.day,
            now=lambda: datetime.combine(self.day, datetime.min.time()),
            who=lambda: "王芳",
            announce=self.announced.append,
            hear_undo=self.undos.append,
        )
        self.facts = StationFacts(self.context)
        self.settings = StationSettings(self.context)
        self.inventory = Inventory(self.context)
        self.amenities = Amenities(self.context, self.inventory)
        self.lending = Lending(self.context, self.facts, self.inventory, self.amenities)
        self._stock_up()
        self.day = TODAY
        self.undos.clear()

    def _stock_up(self):
        self.place = self.inventory.add_place(NewPlace(name="前台"))
        self.umbrella, self.bank = self._goods("雨伞", "把", 8), self._goods("充电宝", "个", 2)
        self.umbrellas = self._kind("雨伞", LoanMode.POOL, item_id=self.umbrella, most_per_person=2)
        self.banks = self._kind("充电宝", LoanMode.SERIAL, item_id=self.bank, default_days=0)
        self.chairs = self._kind("轮椅", LoanMode.SERIAL, default_days=1, contact=Contact.PHONE)
        self.kits = self._kind(
            "百宝箱",
            LoanMode.SERIAL,
            audience=Audience.DUTY,
            parts=(NewPart(name="剪刀", quantity=1), NewPart(name="创可贴", quantity=10)),
        )
        self.chair = self._amenity("轮椅", "wheelchair")
        self.one, self.two = (self._unit(self.banks) for _each in range(2))
        self.wheels = self._unit(self.chairs, amenity_id=self.chair)
        self.kit = self._unit(self.kits, amenity_id=self._amenity("百宝箱", "other"))

    def _goods(self, name, unit, quantity):
        item_id = self.inventory.add_item(NewItem(name=name, unit=unit, place_id=self.place))
        line = ReceiptLine(item_id=item_id, quantity=quantity)
        self.inventory.receive(
            NewReceipt(business_date=self.day, lines=(line,), source=Source.OPENING)
        )
        return item_id

    def _kind(self, name, mode, **more):
        return self.lending.add_kind(NewLoanKind(name=name, mode=mode, **more))

    def _amenity(self, name, kind):
        return self.amenities.add(NewAmenity(name=name, kind=kind, since=ago(100)))

    def _unit(self, kind_id, **more):
        return self.lending.add_unit(NewUnit(kind_id=kind_id, **more))

    def wish(self, *lines, borrower=ZHANG, on=None, **more):
        taken = lines or (TakenLine(kind_id=self.umbrellas),)
        return NewLoan(on=on or self.day, lines=taken, borrower=borrower, **more)

    def lend(self, *lines, **more):
        return self.lending.lend(self.wish(*lines, **more))

    def lend_umbrellas(self, quantity=1, due_on=None, **more):
        """Lend umbrellas and return the line of the ledger."""
        line = TakenLine(kind_id=self.umbrellas, quantity=quantity, due_on=due_on)
        return self.only_line(self.lend(line, **more))

    def lend_piece(self, kind_id, unit_id, due_on=None, **more):
        """Lend a numbered piece and return the line of the ledger."""
        line = TakenLine(kind_id=kind_id, unit_id=unit_id, due_on=due_on)
        return self.only_line(self.lend(line, **more))

    def only_line(self, loan_id):
        (entry,) = self.lending.entries_of_loan(loan_id)
        return entry

    def give_back(self, entry, on=None, **what):
        wish = NewReturn(line_id=entry.line_id, on=on or self.day, **(what or {"good": entry.open}))
        return self.lending.give_back(wish)

    def hold(self, quantity=1, pick_up_on=None, borrower=LI, **more):
        more.setdefault("kind_id", self.umbrellas)
        first = pick_up_on or self.day
        return self.lending.hold(
            NewHold(borrower=borrower, pick_up_on=first, quantity=quantity, **more)
        )

    def entry(self, entry):
        return self.lending.entry(entry.line_id)

    def pool(self, kind_id=None, on=None):
        return self.lending.pool(kind_id or self.umbrellas, on)

    def take_back(self):
        """Press undo on the last toast."""
        self.undos[-1].take_back()

    def open_on_weekdays(self):
        week = {weekday: (Interval(540, 1080),) for weekday in range(1, 6)}
        self.facts.keep_timetable(NewTimetable(name="全年", valid_from=ago(200), week=week))

    def close_on(self, first, last):
        self.facts.add_exception(NewException(first_day=first, last_day=last, reason="放假"))

    def rows(self):
        """How many lines each table has; a refusal must leave it so."""
        return self.database.raw().execute(COUNTED).fetchone()

    def audit_text(self):
        found = self.database.raw().execute("SELECT before, after, action FROM audit_event")
        return " ".join(str(row) for row in found)

    def refusal(self, deed, *args, **more):
        """Return the problems for which a deed was refused, and see that nothing was changed."""
        before = self.rows()
        with pytest.raises(Refused) as refused:
            deed(*args, **more)
        assert self.rows() == before
        return refused.value.problems

    def reasons(self, deed, *args, **more):
        return [str(problem) for problem in self.refusal(deed, *args, **more)]
