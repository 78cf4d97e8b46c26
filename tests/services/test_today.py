from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.faults import NewFault
from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.flow import BookFlow
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.flow import LoanFlow, OutOnDay
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.opening import Interval, NewException, NewTimetable
from stationdesk.domain.periods import PeriodUnit
from stationdesk.domain.reminders import Area, Urgency
from stationdesk.domain.upkeep import NewPlan
from stationdesk.services.amenities import Amenities
from stationdesk.services.feedback import Feedback
from stationdesk.services.lending import Lending
from stationdesk.services.station import StationFacts
from stationdesk.services.tiers import Tiers
from stationdesk.services.today import Today
from tests.services.stock_desk import TODAY, StockDesk, ago

MORNING = Interval(9 * 60, 12 * 60)


class Station:
    """A small station, and its first page."""

    def __init__(self, context, inventory):
        self.backup = None
        self.facts = StationFacts(context)
        self.amenities = Amenities(context, inventory)
        self.tiers = Tiers(context)
        self.lending = Lending(context, self.facts, inventory, self.amenities)
        self.book = Feedback(context, self.facts, inventory, self.amenities)
        self.parts = (context, self.facts, inventory, self.amenities, self.tiers)
        self.today = Today(
            *self.parts,
            lambda: self.backup,
            book=self.book.day_book,
            out=self.lending.out_on,
            lent=self.lending.flow,
            heard=self.book.flow,
        )

    def open_mornings(self):
        week = dict.fromkeys(range(1, 8), (MORNING,))
        self.facts.keep_timetable(NewTimetable(name="全年", valid_from=date(2026, 1, 1), week=week))

    def lend(self, item_id, quantity):
        """Lend goods today until today, and return the line."""
        wish = NewLoanKind(
            name="雨伞", mode=LoanMode.POOL, code="YS", item_id=item_id, most_per_person=9
        )
        loan_id = self.lending.lend(
            NewLoan(
                on=TODAY,
                lines=(
                    TakenLine(kind_id=self.lending.add_kind(wish), quantity=quantity, due_on=TODAY),
                ),
                borrower=NewBorrower(name="张建国", phone="13812345678", group="rider"),
            )
        )
        return self.lending.entries_of_loan(loan_id)[0]

    def told(self, area=None):
        found = self.today.summary().reminders
        return [str(one.what) for one in found if area in (None, one.area)]


@pytest.fixture
def station(context, inventory):
    return Station(context, inventory)


@pytest.fixture
def shelf(inventory):
    return StockDesk(inventory)


@pytest.fixture
def fan(station):
    wish = NewAmenity(name="风扇", kind="fan", since=date(2026, 1, 1), keeper="李敏")
    return station.amenities.add(wish)


def test_a_new_station_is_told_how_to_begin_and_of_nothing_else(station):
    assert station.told() == [
        "Bring in the ledgers you keep in Excel",
        "Enter the goods of the station",
        "Enter the amenities of the station",
        "Enter the opening hours",
    ]
    station.open_mornings()
    assert "Enter the opening hours" not in station.told()


def test_the_hours_are_those_of_the_day_with_the_reason_of_an_exception(station):
    assert not station.today.summary().opening.known
    station.open_mornings()
    assert station.today.summary().opening.hours == (MORNING,)
    station.facts.add_exception(NewException(first_day=TODAY, last_day=TODAY, reason="停电"))
    tomorrow = TODAY + timedelta(days=1)
    coming = NewException(first_day=tomorrow, last_day=tomorrow, reason="检修")
    station.facts.add_exception(coming)
    opening = station.today.summary().opening
    assert (opening.hours, opening.reason) == ((), "停电")
    assert opening.coming.reason == "检修"


def test_goods_that_are_past_their_day_or_low_wait(station, shelf):
    shelf.receive(shelf.masks, 5, ends=ago(1), on=ago(20))
    shelf.receive(shelf.umbrellas, 3)
    summary = station.today.summary()
    assert station.told(Area.INVENTORY) == ["口罩: scrap 5 个", "雨伞: only 3 把 left, 5 wanted"]
    assert (summary.stock.expired, summary.stock.low, summary.overdue >= 1) == (1, 1, True)


def test_goods_handed_out_are_summed_up_to_the_day(station, shelf):
    shelf.receive(shelf.umbrellas, 30, on=ago(40))
    shelf.issue(shelf.umbrellas, 4, on=ago(20))
    shelf.issue(shelf.umbrellas, 2, on=ago(1))
    shelf.issue(shelf.umbrellas, 1)
    summary = station.today.summary()
    assert (len(summary.issued.per_day), summary.issued.pieces) == (14, 3)
    assert station.today.issued(30).pieces == 7
    assert station.today.issued(14, on=ago(15)).by_item == (("雨伞", 4),)


def test_upkeep_and_faults_wait_and_a_broken_amenity_is_out_of_use(station, fan):
    plan = NewPlan(
        amenity_id=fan,
        task="清洁",
        every=1,
        every_unit=PeriodUnit.WEEK,
        first_due_on=ago(2),
    )
    plan_id = station.amenities.add_plan(plan)
    fault = NewFault(
        amenity_id=fan,
        description="不转",
        reported_on=TODAY,
        reported_by="王芳",
        stops_use_from=datetime(2026, 6, 30, 9),
    )
    fault_id = station.amenities.report_fault(fault)
    summary = station.today.summary()
    told = [one for one in summary.reminders if one.area is Area.AMENITIES]
    assert [(one.opens, one.urgency) for one in told] == [
        (("due", plan_id), Urgency.OVERDUE),
        (("fault", fault_id), Urgency.TODAY),
    ]
    assert told[1].grave
    assert (summary.amenities.in_service, summary.amenities.stopped) == (1, 1)


def test_looks_never_made_are_one_line_and_go_when_they_are_recorded(station, shelf):
    station.open_mornings()
    rounds = [one for one in station.today.summary().reminders if one.opens == "round"]
    assert len(rounds) == 1
    assert rounds[0].urgency is Urgency.OVERDUE
    for one in station.tiers.standard_in_force().subjects:
        station.tiers.record_hand_check(one.key, passed=True, checked_by="李敏", amount=100)
    after = station.today.summary()
    assert [one for one in after.reminders if one.opens == "round"] == []
    assert shelf.pieces(shelf.masks) == 0


def test_a_service_that_is_lacking_leads_to_its_line_of_the_standard(station, shelf):
    shelf.receive(shelf.masks, 5, ends=ago(-300))
    lacking = [one for one in station.today.summary().reminders if one.grave]
    codes = {one.opens for one in lacking if one.area is Area.TIERS}
    assert codes
    wanted = {one.code for one in station.tiers.standard_in_force().criteria if one.tier == 3}
    assert codes <= wanted
    assert station.today.summary().tier.attained is None


def test_a_backup_is_asked_for_when_the_last_one_is_old(station, fan):
    station.backup = datetime(2026, 6, 29, 18)
    assert station.told(Area.SETTINGS) == ["Enter the opening hours"]
    station.backup = datetime(2026, 6, 1, 18)
    assert "The last backup was made 29 days ago" in station.told(Area.SETTINGS)
    assert fan


def test_the_days_deeds_are_told_by_person(station, shelf, context):
    context.who = lambda: "李敏"
    shelf.receive(shelf.umbrellas, 3)
    shelf.issue(shelf.umbrellas, 1)
    told = [(one.by, str(one.what)) for one in station.today.summary().deeds]
    assert told[:2] == [("李敏", "Issued goods (1)"), ("李敏", "Received goods (1)")]
    assert ("王芳", "Entered goods (2)") in told
    assert station.today.summary(ago(1)).deeds == ()


def test_what_is_on_loan_is_told_with_what_went_out_and_came_back(station, shelf):
    shelf.receive(shelf.umbrellas, 10, on=ago(20))
    line = station.lend(shelf.umbrellas, 3)
    station.lending.give_back(NewReturn(line_id=line.line_id, on=TODAY, good=1))
    summary = station.today.summary()
    assert summary.out == OutOnDay(lines=1, pieces=2, due=2)
    assert summary.lent.per_day[-1] == (TODAY, 3, 1)
    assert (len(summary.lent.per_day), summary.lent.kinds) == (14, (("雨伞", 3),))
    assert summary.lent.groups == (("Delivery riders", 3),)
    assert len(station.today.lent(90).per_day) == 90


def test_what_is_on_loan_is_told_as_it_was_on_an_earlier_day(station, shelf):
    shelf.receive(shelf.umbrellas, 10, on=ago(20))
    station.lend(shelf.umbrellas, 3)
    before = station.today.summary(ago(1))
    assert before.out == OutOnDay()
    assert before.lent.per_day[-1] == (ago(1), 0, 0)


def test_what_was_said_is_told_by_day_and_by_kind(station, fan):
    said_at = datetime.combine(TODAY, datetime.min.time()).replace(hour=9)
    wish = NewEntry(body="风扇太吵", kind=FeedbackKind.COMPLAINT, said_at=said_at)
    station.book.register(wish)
    heard = station.today.summary().heard
    assert heard.per_day[-1] == (TODAY, 1, 0)
    assert heard.kinds == ((FeedbackKind.COMPLAINT, 1),)
    assert heard.rates.registered == 1
    assert station.today.heard(30).entries == 1


def test_a_station_that_neither_lends_nor_listens_has_its_first_page_too(station, fan):
    summary = Today(*station.parts).summary()
    assert (summary.out, summary.lent, summary.heard) == (OutOnDay(), LoanFlow(), BookFlow())


def test_loans_are_among_the_days_deeds(station, shelf):
    shelf.receive(shelf.umbrellas, 10, on=ago(20))
    line = station.lend(shelf.umbrellas, 2)
    station.lending.give_back(NewReturn(line_id=line.line_id, on=TODAY, good=2))
    told = [str(one.what) for one in station.today.summary().deeds]
    assert "Lent things (1)" in told
    assert "Took things back from loan (1)" in told
