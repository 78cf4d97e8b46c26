"""A small station that lends, keeps and finds things, for the tests of those views."""

from datetime import date, timedelta

from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTableView, QWidget

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.keeping.found import CheckQuestion, NewFoundThing
from stationdesk.domain.keeping.kept import NewKeptThing
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import Contact, LoanMode, NewLoanKind, NewPart
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.places import NewPlace
from stationdesk.domain.station import NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.desk import open_desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.found_view import FoundView
from stationdesk.ui.lending.kept_view import KeptView
from stationdesk.ui.lending.things_view import ThingsView
from stationdesk.ui.main_window import PageEntry
from stationdesk.ui.page import Page
from tests.ui.answers import Answers
from tests.ui.windows import window_with

TODAY = date(2026, 6, 30)


class LendingStation:
    """The services of one file in memory; ``undos`` are the ways back that were offered."""

    def __init__(self):
        self.feed = ChangeFeed()
        self.undos = []
        self.day = TODAY
        self.desk = open_desk(
            ":memory:", today=TODAY, who=lambda: "王芳", announce=self.feed.announce
        )
        self.desk.context.today = lambda: self.day
        self.desk.context.hear_undo = self.undos.append
        self.answers = Answers()
        self.lending, self.keeping = self.desk.lending, self.desk.keeping
        self.desk.station.set_up(NewStation(name="枫桥路驿站", keeper="王芳"))
        self.shelf = self.desk.inventory.add_place(NewPlace(name="前台抽屉"))

    def goods(self, name="雨伞", unit="把", pieces=20):
        """Return new goods of which some came in a month ago."""
        item_id = self.desk.inventory.add_item(NewItem(name=name, unit=unit, place_id=self.shelf))
        line = ReceiptLine(item_id=item_id, quantity=pieces, place_id=self.shelf)
        self.desk.inventory.receive(
            NewReceipt(
                business_date=TODAY - timedelta(days=30), lines=(line,), source=Source.PURCHASE
            )
        )
        return item_id

    def umbrellas(self, pieces=20):
        """Return a pool of umbrellas."""
        item_id = self.goods(pieces=pieces)
        return self.lending.add_kind(
            NewLoanKind(name="雨伞", mode=LoanMode.POOL, code="YS", item_id=item_id)
        )

    def wheelchairs(self, pieces=2, parts=()):
        """Return numbered wheelchairs, each a line of the register."""
        for _number in range(pieces):
            self.desk.amenities.enter(
                NewAmenity(name="轮椅", kind="wheelchair", since=date(2026, 1, 1))
            )
        kind_id = self.lending.add_kind(
            NewLoanKind(
                name="轮椅", mode=LoanMode.SERIAL, code="LY", contact=Contact.PHONE, parts=parts
            )
        )
        self.lending.add_units(
            [
                NewUnit(kind_id=kind_id, amenity_id=each.id)
                for each in self.lending.possible_pieces(kind_id)
            ]
        )
        return kind_id

    def toolbox(self, short=0):
        """Return a toolbox that came back with ``short`` screwdrivers missing."""
        self.desk.amenities.enter(
            NewAmenity(name="工具箱", kind="tool_kit", since=date(2026, 1, 1))
        )
        kind_id = self.lending.add_kind(
            NewLoanKind(
                name="工具箱",
                mode=LoanMode.SERIAL,
                code="GJX",
                parts=(NewPart(name="螺丝刀", quantity=2),),
            )
        )
        boxes = [each for each in self.lending.possible_pieces(kind_id) if each.kind == "tool_kit"]
        (unit_id,) = self.lending.add_units([NewUnit(kind_id=kind_id, amenity_id=boxes[0].id)])
        if short:
            entry = self.lend(kind_id, unit_id=unit_id)
            part = self.lending.kind(kind_id).parts[0]
            self.lending.give_back(
                NewReturn(line_id=entry.line_id, on=TODAY, good=1, short={part.id: short})
            )
        return kind_id

    def lend(self, kind_id, *, unit_id=None, name="张建国", phone="13812345678"):
        """Lend one piece today, and return its line."""
        loan_id = self.lending.lend(
            NewLoan(
                on=TODAY,
                lines=(TakenLine(kind_id=kind_id, unit_id=unit_id),),
                borrower=NewBorrower(name=name, phone=phone),
            )
        )
        return self.lending.entries_of_loan(loan_id)[0]

    def keep(self, name="张建国", phone="13812345678", days=0, until=None, **changes):
        """Take keys into safekeeping some days ago."""
        told = {"kind": "key", "description": "201室钥匙", "place_id": self.shelf} | changes
        return self.keeping.take_in(
            NewKeptThing(
                owner_name=name,
                owner_phone=phone,
                on=TODAY - timedelta(days=days),
                keep_until=until,
                **told,
            )
        )

    def find(self, days=0, questions=2, **changes):
        """Enter keys that were found some days ago."""
        told = {"kind": "key", "description": "一串钥匙", "found_where": "门口长椅"} | changes
        asked = (("几把钥匙？", "3 把"), ("挂着什么？", "小熊"))[:questions]
        return self.keeping.enter_found(
            NewFoundThing(
                on=TODAY - timedelta(days=days),
                questions=tuple(CheckQuestion(question=q, answer=a) for q, a in asked),
                finder_name="刘洋",
                **told,
            )
        )

    def things_view(self):
        """Return the view of what is lent."""
        return ThingsView(self.lending, self.desk.inventory, self.answers, lambda: self.day)

    def kept_view(self):
        """Return the view of kept things."""
        return KeptView(*self._keeping_parts())

    def found_view(self):
        """Return the view of found things."""
        return FoundView(*self._keeping_parts())

    def _keeping_parts(self):
        return (
            self.keeping,
            self.desk.inventory,
            self.desk.attachments,
            self.answers,
            lambda: self.day,
        )


class OneView(Page):
    """A page that holds one view, as the lending page holds six."""

    def __init__(self, view, feed, *topics):
        super().__init__("借还")
        self.view = view
        self.turned = []
        view.turn_to.connect(lambda *asked: self.turned.append(asked))
        view.refused.connect(self.note.say_problems)
        self.head.set_primary("借出")
        self.body.addWidget(view, 1)
        self.listen(feed, *topics)

    def refresh(self):
        self.view.refresh()


def window_of(qtbot, desk, make_view, *topics, size=(1366, 690)):
    """Return the window with one view of the station, open and in front."""

    def build():
        return OneView(make_view(), desk.feed, *topics)

    entry = PageEntry("lending", "借还", Icon.UMBRELLA, "Ctrl+2", build)
    return window_with(qtbot, entry, size)


def keyboard_gaps(qtbot, view):
    """Return the controls of a view that have no name, and the buttons Tab does not reach."""
    kinds = (QPushButton, QLineEdit, QComboBox, QTableView)
    controls = [
        each for each in view.findChildren(QWidget) if isinstance(each, kinds) and each.isVisible()
    ]
    unnamed = [
        each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())
    ]
    view.setFocus()
    reached = set()
    for _step in range(60):
        qtbot.keyClick(QApplication.focusWidget() or view.window(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    missed = [
        each.accessibleName()
        for each in controls
        if isinstance(each, QPushButton)
        and each.isEnabled()
        and each not in reached
        and each.property("look") != "segment"
    ]
    return unnamed, missed


def when_ready(answer, tries=100):
    """Hand the next window to ``answer`` once it takes keys; a key that opens one takes its time.

    A window that is still open after it is closed, so that no test waits for a person.
    """
    form = QApplication.activeModalWidget()
    if form is None or QApplication.activeWindow() is not form:
        if tries:
            QTimer.singleShot(20, lambda: when_ready(answer, tries - 1))
        return
    try:
        answer(form)
    finally:
        if form.isVisible():
            form.done(0)
