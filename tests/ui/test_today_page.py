"""The first page as a person sees and presses it."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.faults import NewFault
from stationdesk.domain.feedback.entries import NewEntry
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.opening import Interval, NewException, NewTimetable
from stationdesk.domain.stock_wishes import NewIssue, TakeLine
from stationdesk.services.amenities import Amenities
from stationdesk.services.attendance import AttendanceDesk
from stationdesk.services.feedback import Feedback
from stationdesk.services.lending import Lending
from stationdesk.services.on_duty import OnDuty
from stationdesk.services.opening_log import OpeningLog
from stationdesk.services.roster import Roster
from stationdesk.services.station import StationFacts
from stationdesk.services.tiers import Tiers
from stationdesk.services.today import Today
from stationdesk.services.visits import Visits
from stationdesk.services.volunteers import Volunteers
from stationdesk.services.working_calendar import WorkingCalendar
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.shots import settle
from stationdesk.ui.theme import Dress
from stationdesk.ui.today.page import TodayPage
from stationdesk.ui.widgets.basics import Elide
from stationdesk.ui.widgets.kpi_cards import KpiCards
from tests.ui.stocked import TODAY, fill

LEFT = Qt.MouseButton.LeftButton


class Station:
    """The services under the page, and the day it is."""

    def __init__(self, context, inventory):
        self.day = TODAY
        self.context, self.inventory = context, inventory
        self.facts = StationFacts(context)
        self.amenities = Amenities(context, inventory)
        context.today = lambda: self.day
        tiers = Tiers(context)
        self.backup = datetime(2026, 6, 29, 18)
        self.book = Feedback(context, self.facts, inventory, self.amenities)
        self.desk = Lending(context, self.facts, inventory, self.amenities)
        self.volunteers = Volunteers(context)
        calendar = WorkingCalendar(context, self.facts)
        self.roster = Roster(context, self.facts, calendar, self.volunteers)
        self.attendance = AttendanceDesk(context, self.volunteers)
        self.today = Today(
            context,
            self.facts,
            inventory,
            self.amenities,
            tiers,
            lambda: self.backup,
            book=self.book.day_book,
            out=self.desk.out_on,
            lent=self.desk.flow,
            heard=self.book.flow,
            duty=OnDuty(context, self.roster, self.attendance).on,
        )

    def open_daily(self):
        week = dict.fromkeys(range(1, 8), (Interval(540, 720), Interval(810, 1050)))
        self.facts.keep_timetable(NewTimetable(name="全年", valid_from=date(2026, 1, 1), week=week))

    def issue(self, item_id, quantity, on=TODAY):
        line = TakeLine(item_id=item_id, quantity=quantity)
        self.inventory.issue(NewIssue(business_date=on, lines=(line,)))

    def say(self, body="饮水机不出热水", days_ago=0):
        """Let somebody say something at ten in the morning; the clock of recording stays."""
        said_at = datetime.combine(TODAY - timedelta(days=days_ago), datetime.min.time())
        wish = NewEntry(
            body=body, kind=FeedbackKind.COMPLAINT, said_at=said_at + timedelta(hours=10)
        )
        return self.book.register(wish)

    def lend(self, item_id, *, days_ago=0, quantity=1, group="rider"):
        """Lend some of the goods, and return the line; they are due three days later."""
        kinds = {each.item.id: each.id for each in self.desk.kinds()}
        if item_id not in kinds:
            before, self.day = self.day, TODAY - timedelta(days=30)
            kinds[item_id] = self.desk.add_kind(
                NewLoanKind(
                    name="雨伞",
                    mode=LoanMode.POOL,
                    code="YS",
                    item_id=item_id,
                    default_days=3,
                    most_per_person=5,
                )
            )
            self.day = before
        loan_id = self.desk.lend(
            NewLoan(
                on=TODAY - timedelta(days=days_ago),
                lines=(TakenLine(kind_id=kinds[item_id], quantity=quantity),),
                borrower=NewBorrower(name="张建国", phone="13812345678", group=group),
            )
        )
        return self.desk.entries_of_loan(loan_id)[0]

    def break_fan(self):
        fan = self.amenities.add(NewAmenity(name="风扇", kind="fan", since=date(2026, 1, 1)))
        return self.amenities.report_fault(
            NewFault(
                amenity_id=fan,
                description="不转",
                reported_on=TODAY,
                reported_by="王芳",
                stops_use_from=datetime(2026, 6, 30, 9),
            )
        )


@pytest.fixture
def station(context, inventory):
    return Station(context, inventory)


@pytest.fixture
def items(inventory):
    return fill(inventory)[0]


@pytest.fixture
def build(qtbot, context, station):
    """Build the page in a window of a given size; turned leaves are kept, not turned."""
    windows = []

    def _build(width=1366, height=690):
        feed = ChangeFeed()
        context.announce = feed.announce
        made = partial(
            TodayPage,
            station.today,
            station.roster,
            station.attendance,
            Visits(context),
            OpeningLog(context, station.facts),
            feed,
            lambda: station.day,
        )
        window = MainWindow([PageEntry("today", "Today", Icon.HOME, "", made)])
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(width, height)
        window.show()
        page = window.open_page("today")
        page.turn_to.disconnect()
        page.turned = []
        page.turn_to.connect(lambda key, argument: page.turned.append((key, argument)))
        settle()
        return page

    return _build


def shown(page):
    return [str(one.what) for one in page.due.table.model.shown_records()]


def test_the_head_tells_the_day_and_the_hours(build, station):
    station.open_daily()
    page = build()
    told = page.head.subtitle.whole_text()
    assert "30 June 2026" in told or "2026" in told
    assert "09:00–12:00, 13:30–17:30" in told


def test_a_closed_day_tells_why(build, station):
    station.open_daily()
    station.facts.add_exception(NewException(first_day=TODAY, last_day=TODAY, reason="停电"))
    page = build()
    assert "停电" in page.head.subtitle.whole_text()


@pytest.mark.parametrize(
    ("button", "leads_to"),
    [
        ("print", ("reports", "upkeep-due")),
        ("round", ("tiers", "round")),
        ("issue", ("inventory", "issue")),
        ("lend", ("lending", "lend")),
        ("enter", ("feedback", "enter")),
        ("tier", ("tiers", None)),
        ("stock", ("inventory", "expired")),
        ("amenities", ("amenities", None)),
    ],
)
def test_every_button_leads_to_its_page(build, qtbot, items, button, leads_to):
    page = build()
    qtbot.mouseClick(getattr(page, button), LEFT)
    assert page.turned == [leads_to]


def test_the_reminder_card_leads_into_the_list(build, qtbot, items):
    page = build()
    page.due.areas.choose("amenities")
    qtbot.mouseClick(page.waiting, LEFT)
    assert page.due.areas.current() == "all"
    assert page.due.table.view.hasFocus()
    assert page.due.table.current() is not None


def test_the_cards_tell_what_is_wrong_in_words(build, station, items):
    station.break_fan()
    page = build()
    assert "1 expired" in page.stock.accessibleName()
    assert "1 low" in page.stock.accessibleName()
    assert "0/1" in page.amenities.accessibleName()
    assert "1 out of use" in page.amenities.accessibleName()
    assert "short of" in page.tier.accessibleName()


def test_enter_on_a_reminder_opens_its_record(build, qtbot, station, items):
    fault_id = station.break_fan()
    page = build()
    page.due.table.choose_where(lambda one: one.opens == ("fault", fault_id))
    qtbot.keyClick(page.due.table.view, Qt.Key.Key_Return)
    assert page.turned == [("amenities", ("fault", fault_id))]
    page.due.table.choose_where(lambda one: one.opens == items["退热贴"])
    qtbot.keyClick(page.due.table.view, Qt.Key.Key_Return)
    assert page.turned[1:] == [("inventory", items["退热贴"])]


def test_the_list_is_narrowed_to_an_area_and_says_how_many_there_are(build, station, items):
    station.break_fan()
    page = build()
    everything = shown(page)
    page.due.areas.choose("amenities")
    assert shown(page) == ["风扇: 不转"]
    page.due.areas.choose("all")
    assert shown(page) == everything
    words = [made.text() for made in page.due.areas.findChildren(QPushButton)]
    assert words[0] == f"All {len(everything)}"
    assert words[2] == "Amenities 1"


def test_what_is_done_elsewhere_is_seen_at_once(build, station, items):
    page = build()
    assert page.most.bars.accessibleName().endswith("Most wanted goods")
    station.issue(items["雨伞"], 9)
    assert "雨伞 9" in page.most.bars.accessibleName()
    assert any("雨伞" in words for words in shown(page))


def test_the_line_is_read_by_keyboard(build, qtbot, station, items):
    station.issue(items["雨伞"], 3, TODAY - timedelta(days=1))
    station.issue(items["雨伞"], 2)
    page = build()
    page.flow.chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.flow.chart, Qt.Key.Key_Left)
    assert page.flow.chart.reading() == "today  2 pcs"
    qtbot.keyClick(page.flow.chart, Qt.Key.Key_Left)
    assert page.flow.chart.reading() == "6/29  3 pcs"
    assert page.flow.chart.accessibleDescription() == "6/29  3 pcs"
    qtbot.keyClick(page.flow.chart, Qt.Key.Key_Home)
    assert page.flow.chart.reading() == "6/17  0 pcs"


def test_a_longer_period_takes_in_what_was_issued_earlier(build, station, items):
    station.issue(items["雨伞"], 3, TODAY - timedelta(days=20))
    page = build()
    assert "雨伞" not in page.most.bars.accessibleName()
    page.flow.period.choose("30")
    assert "雨伞 3" in page.most.bars.accessibleName()


def test_the_page_left_open_overnight_shows_the_new_day(build, station, items):
    page = build()
    before = page.head.subtitle.whole_text()
    station.day = TODAY + timedelta(days=1)
    page.hide()
    page.show()
    assert page.head.subtitle.whole_text() != before


def test_a_backup_made_meanwhile_is_seen_on_return(build, station, items):
    station.open_daily()
    station.backup = datetime(2026, 6, 1, 18)
    page = build()
    assert "The last backup was made 29 days ago" in shown(page)
    station.backup = datetime(2026, 6, 30, 9)
    page.hide()
    page.show()
    assert "The last backup was made 29 days ago" not in shown(page)


@pytest.mark.parametrize("height", [640, 690, 900])
def test_of_the_days_deeds_whole_lines_are_shown(build, station, items, height):
    station.open_daily()
    station.break_fan()
    station.say()
    page = build(height=height)
    lines = [each for each in page.side.day.findChildren(QLabel) if each.isVisible()]
    assert len(lines) > 5
    cut = [each.text() for each in lines if each.height() < each.sizeHint().height()]
    assert cut == []


def test_tab_reaches_every_button_and_the_list(build, qtbot, station, items):
    page = build()
    page.window().rail.setFocus()
    reached = set()
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    wanted = [
        page.print,
        page.round,
        page.enter,
        page.issue,
        page.lend,
        page.tier,
        page.lending,
        page.book,
    ]
    wanted += [page.waiting, page.stock]
    wanted += [page.amenities, page.flow.chart, page.due.table.view, page.side.to_hours]
    assert [each for each in wanted if each not in reached] == []


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("size", [(1366, 690), (1093, 535), (1280, 640), (900, 480)])
def test_nothing_sticks_out_and_no_button_is_cut(build, wear, station, items, size, percent):
    wear(Dress.LIGHT, percent)
    station.lend(items["雨伞"], days_ago=5)
    station.say(days_ago=4)
    station.open_daily()
    station.issue(items["雨伞"], 1)
    page = build(*size)
    for part in (page.head, page.due, page.side, page.most, page.flow, page.amenities):
        assert part.mapTo(page.window(), part.rect().bottomRight()).x() < size[0], part
    for made in page.findChildren(QPushButton):
        if made.isVisible():
            assert made.width() >= made.fontMetrics().horizontalAdvance(made.text()), made.text()


def test_a_station_with_nothing_yet_is_led_to_its_first_steps(build, qtbot):
    page = build()
    assert shown(page)[0] == "Bring in the ledgers you keep in Excel"
    page.due.table.choose_first()
    qtbot.keyClick(page.due.table.view, Qt.Key.Key_Return)
    assert page.turned == [("imports", None)]


@pytest.mark.parametrize(
    ("days_ago", "told", "opens"),
    [(0, "1 to answer Nothing is overdue", None), (4, "1 to answer 1 overdue", "overdue")],
)
def test_the_feedback_card_tells_what_waits_and_opens_what_is_late(
    build, station, qtbot, items, days_ago, told, opens
):
    station.say(days_ago=days_ago)
    page = build()
    assert told in page.book.accessibleName()
    qtbot.mouseClick(page.book, LEFT)
    assert page.turned == [("feedback", opens)]


def test_a_late_reply_is_a_line_that_leads_to_the_entry(build, station, qtbot, items):
    entry = station.say(days_ago=4)
    page = build()
    page.due.areas.choose("feedback")
    assert shown(page) == ["Complaint YJ-2026-0001: 饮水机不出热水"]
    page.due.table.choose_first()
    qtbot.keyClick(page.due.table.view, Qt.Key.Key_Return)
    assert page.turned == [("feedback", ("entry", entry))]


def test_what_is_said_meanwhile_is_told_at_once(build, station, items):
    page = build()
    assert "Every word is answered" in page.book.accessibleName()
    station.say()
    settle()
    assert "1 to answer" in page.book.accessibleName()


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("width", [700, 1024, 1093, 1366, 1920])
def test_nothing_on_the_cards_and_no_heading_is_cut_off(
    build, wear, station, items, width, percent
):
    wear(Dress.LIGHT, percent)
    station.lend(items["雨伞"], days_ago=5)
    station.say(days_ago=4)
    page = build(width=width)
    (cards,) = page.findChildren(KpiCards)
    told = [*cards.findChildren(Elide), page.due.title, page.most.title]
    assert [each.whole_text() for each in told if each.text() != each.whole_text()] == []
    numbers = [each for each in cards.findChildren(QLabel) if "kpi" in str(each.property("look"))]
    assert [each.text() for each in numbers if each.width() < each.sizeHint().width()] == []


def test_the_cards_stand_in_one_row_on_a_wide_screen_and_in_two_on_a_narrow_one(
    build, station, items
):
    station.break_fan()
    (cards,) = build(width=1366).findChildren(KpiCards)
    assert cards.rows() == 1
    (cards,) = build(width=820).findChildren(KpiCards)
    assert cards.rows() == 2


@pytest.mark.parametrize(
    ("days_ago", "told", "opens"),
    [
        (0, "2 pcs on loan 2 pcs of 1 loans are out: 0 overdue, 0 due today", "out"),
        (3, "2 pcs on loan 2 pcs of 1 loans are out: 0 overdue, 2 due today", "due"),
        (4, "2 pcs on loan 2 pcs of 1 loans are out: 2 overdue, 0 due today", "overdue"),
    ],
)
def test_the_lending_card_tells_what_is_out_and_opens_what_presses(
    build, station, qtbot, items, days_ago, told, opens
):
    station.lend(items["雨伞"], days_ago=days_ago, quantity=2)
    page = build()
    assert told in page.lending.accessibleName()
    qtbot.mouseClick(page.lending, LEFT)
    assert page.turned == [("lending", opens)]


def test_the_chart_tells_loans_with_what_came_back_late_or_never(build, qtbot, station, items):
    umbrellas = station.lend(items["雨伞"], days_ago=5, quantity=2)
    station.lend(items["雨伞"], days_ago=1, group="elder")
    station.desk.give_back(NewReturn(line_id=umbrellas.line_id, on=TODAY, good=1))
    page = build()
    page.flow.subjects.choose("lending")
    assert page.flow.chart.accessibleName().startswith("Lent and brought back: 6/17  lent 0")
    qtbot.keyClick(page.flow.chart, Qt.Key.Key_End)
    assert page.flow.chart.reading() == "today  lent 0 · brought back 1"
    assert page.flow.words() == (
        "3 pcs lent · 1 pcs back · 0% in time · 1 pcs overdue · 0 pcs lost"
    )
    assert "雨伞 3" in page.most.bars.accessibleName()
    page.most.tabs.choose("Borrowers")
    assert "Delivery riders 2 pcs，Older people 1 pcs" in page.most.bars.accessibleName()


def test_the_chart_tells_the_book_by_day_and_by_kind(build, qtbot, station, items):
    station.say(days_ago=20)
    station.say()
    page = build()
    page.flow.subjects.choose("feedback")
    assert page.flow.words().startswith("1 said · 0 answered")
    assert "Complaint 1" in page.most.bars.accessibleName()
    assert page.most.tabs is None
    page.flow.period.choose("30")
    assert page.flow.words().startswith("2 said · 0 answered")
    assert len(page.flow.chart.accessibleName().split("，")) == 30


def test_what_is_looked_at_stays_when_something_changes(build, station, items):
    station.lend(items["雨伞"])
    page = build()
    page.flow.subjects.choose("lending")
    page.most.tabs.choose("Borrowers")
    station.lend(items["雨伞"])
    settle()
    assert page.most.tabs.current() == "Borrowers"
    assert "Delivery riders 2" in page.most.bars.accessibleName()


def test_a_period_without_anything_says_so_in_words(build, station, items):
    page = build()
    for subject, words in (
        ("goods", "Nothing was issued in these days."),
        ("lending", "Nothing was lent in these days."),
        ("feedback", "Nothing was said in these days."),
    ):
        page.flow.subjects.choose(subject)
        assert words in [each.text() for each in page.most.findChildren(QLabel) if each.isVisible()]


@pytest.mark.parametrize(("width", "listed"), [(1600, False), (900, True)])
def test_the_areas_become_a_drop_down_where_they_have_no_room(build, station, items, width, listed):
    station.break_fan()
    page = build(width=width)
    box = page.due.areas.findChild(QComboBox)
    assert box.isVisible() is listed
    assert box.itemText(box.findData("amenities")) == "Amenities 1"
    box.setCurrentIndex(box.findData("amenities"))
    assert shown(page) == ["风扇: 不转"]
    page.due.areas.choose("all")
    assert box.currentData() == "all"
