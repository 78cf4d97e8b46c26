"""A small station that lends, its page in a window, and a person who types there."""

from datetime import date, datetime, time, timedelta, timezone

from PyQt6.QtCore import QObject, Qt, QTimer
from PyQt6.QtGui import QInputMethodEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.amenities import NewAmenity
from stationdesk.domain.goods import NewItem
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.holds import NewHold
from stationdesk.domain.lending.kinds import Contact, LoanMode, NewLoanKind, NewPart
from stationdesk.domain.lending.loans import NewLoan, TakenLine
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.places import NewPlace
from stationdesk.domain.station import NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.context import Context
from stationdesk.services.desk import Desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.lending.page import LendingPage, LendingServices
from stationdesk.ui.main_window import PageEntry
from tests.ui.answers import Answers
from tests.ui.windows import window_with

TODAY = date(2026, 6, 30)
MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Counter(Desk):
    """Twenty umbrellas and ten pairs of glasses in pools, six power banks and two wheelchairs.

    ``day`` is the business day, which a test may move. ``undos`` are offered to the window.
    """

    def __init__(self, database):
        self.day = TODAY - timedelta(days=60)
        self.feed = ChangeFeed()
        self.answers = Answers()
        context = Context(
            database=database,
            today=lambda: self.day,
            now=self._now,
            who=lambda: "王芳",
            announce=self.feed.announce,
        )
        super().__init__(context)
        self._fill()
        self.day = TODAY

    def page(self):
        services = LendingServices(
            lending=self.lending,
            keeping=self.keeping,
            inventory=self.inventory,
            attachments=self.attachments,
            labels=self.labels,
            retention=self.retention,
            station=self.station,
        )
        return LendingPage(services, self.feed, self.answers, self.context.today)

    def window(self, qtbot, size=(1366, 690)):
        entry = PageEntry("lending", "借还", Icon.UMBRELLA, "Ctrl+2", self.page)
        made = window_with(qtbot, entry, size)
        self.context.hear_undo = lambda undo: made.show_undo(str(undo), undo.take_back)
        return made

    def lend(self, kind, who="骆清平", phone="13912345678", *, days_ago=0, unit=None, quantity=1):
        """Lend something on an earlier day, and return its line."""
        today, self.day = self.day, self.day - timedelta(days=days_ago)
        taken = TakenLine(kind_id=self.kinds[kind], unit_id=unit, quantity=quantity)
        loan_id = self.lending.lend(
            NewLoan(
                on=self.day,
                lines=(taken,),
                borrower=NewBorrower(name=who, phone=phone),
                despite="急用",
            )
        )
        self.day = today
        return self.lending.entries_of_loan(loan_id)[0]

    def hold(self, kind, *, unit=None, quantity=1, days_ahead=0):
        """Hold something for an invented person."""
        return self.lending.hold(
            NewHold(
                kind_id=self.kinds[kind],
                unit_id=unit,
                quantity=quantity,
                borrower=NewBorrower(name="赵明", phone="13700137999"),
                pick_up_on=self.day + timedelta(days=days_ahead),
            )
        )

    def open_things(self):
        """Return what is out: name, pieces and masked borrower."""
        return [
            (entry.thing, entry.open, f"{entry.borrower_shown} {entry.tail}")
            for entry in self.lending.open_entries()
        ]

    def _now(self):
        zone = timezone(timedelta(hours=8))
        return datetime.combine(self.day, time(10, 30), zone)

    def _fill(self):
        self.station.set_up(NewStation(name="枫桥路驿站", keeper="王芳"))
        self.shelf = self.inventory.add_place(NewPlace(name="借物架"))
        umbrella = self._goods("爱心雨伞", "把", 20)
        glasses = self._goods("老花镜", "副", 10)
        bank = self._goods("充电宝", "个", 6)
        chairs = [
            self.amenities.add(
                NewAmenity(name=name, kind="wheelchair", since=self.day, place_id=self.shelf)
            )
            for name in ("轮椅一号", "轮椅二号")
        ]
        add = self.lending.add_kind
        pool, serial = LoanMode.POOL, LoanMode.SERIAL
        parts = (NewPart(name="脚踏", quantity=2), NewPart(name="坐垫", quantity=1))
        self.kinds = {
            "YS": add(NewLoanKind(name="雨伞", code="YS", mode=pool, item_id=umbrella)),
            "LH": add(NewLoanKind(name="老花镜", code="LH", mode=pool, item_id=glasses)),
            "CDB": add(
                NewLoanKind(name="充电宝", code="CDB", mode=serial, item_id=bank, most_per_person=3)
            ),
            "LY": add(
                NewLoanKind(name="轮椅", code="LY", mode=serial, contact=Contact.PHONE, parts=parts)
            ),
        }
        banks = [NewUnit(kind_id=self.kinds["CDB"], place_id=self.shelf)] * 6
        wheelchairs = [NewUnit(kind_id=self.kinds["LY"], amenity_id=each) for each in chairs]
        self.banks = self.lending.add_units(banks)
        self.chairs = self.lending.add_units(wheelchairs)

    def _goods(self, name, unit, pieces):
        item_id = self.inventory.add_item(NewItem(name=name, unit=unit, place_id=self.shelf))
        line = ReceiptLine(item_id=item_id, quantity=pieces)
        self.inventory.receive(
            NewReceipt(business_date=self.day, lines=(line,), source=Source.PURCHASE)
        )
        return item_id


class Typist(QObject):
    """Types where the keyboard is, and counts: each key, each modifier; a composed name is free."""

    def __init__(self, window):
        super().__init__(window)
        self._window = window
        self.keys = 0

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.keys += 1 + sum(bool(modifier & each) for each in MODIFIERS)
        QTest.keyClick(self._where(), key, modifier)

    def enter(self):
        self.press(Qt.Key.Key_Return)

    def keep(self):
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def type(self, letters):
        for letter in letters:
            self.keys += 1
            QTest.keyClick(self._where(), letter)

    def compose(self, words):
        """Write words with an input method: they wait in it letter by letter, then are written."""
        target = self._where()
        waiting = QInputMethodEvent("zh", [])
        QApplication.sendEvent(target, waiting)
        written = QInputMethodEvent("", [])
        written.setCommitString(words)
        QApplication.sendEvent(target, written)

    def _where(self):
        return where_keys_go(self._window)


def in_form(act):
    """Do ``act`` in the form that opens next; it is closed where ``act`` leaves it open."""
    before = QApplication.activeModalWidget()

    def run(tries=100):
        form = QApplication.activeModalWidget()
        opened = form is not None and form is not before
        if tries and not (opened and form.isActiveWindow()):
            if opened:
                form.activateWindow()
            QTimer.singleShot(10, lambda: run(tries - 1))
            return
        try:
            act(form)
        finally:
            if opened and form.isVisible():
                form.done(0)

    QTimer.singleShot(0, run)


def where_keys_go(window):
    """Return what gets the next key: a list that is open, else what has the keyboard."""
    popup = QApplication.activePopupWidget()
    top = QApplication.activeModalWidget() or window
    return popup or top.focusWidget() or top


def scan(widget, code):
    """Type a code as a scanner does: fast, and Enter at its end."""
    for letter in code:
        QTest.keyClick(QApplication.activePopupWidget() or widget, letter, delay=4)
    QTest.keyClick(QApplication.activePopupWidget() or widget, Qt.Key.Key_Return, delay=4)
