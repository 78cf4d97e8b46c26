from datetime import date, time

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication, QLabel

from stationdesk.domain.problems import Problem, Refused
from stationdesk.ui.widgets.fields import (
    ChoiceField,
    CountField,
    DayField,
    LongTextField,
    TextField,
    TickField,
    TimeField,
)
from stationdesk.ui.widgets.forms import Form

TODAY = date(2026, 3, 12)


class Answers:
    """Stands in for the person at the screen."""

    def __init__(self, agree=True):
        self.agree, self.asked = agree, []

    def confirm(self, parent, question, hint="", **verbs):
        self.asked.append(question)
        return self.agree


class ReceiveForm(Form):
    def __init__(self, refusals=(), dialogs=None):
        super().__init__("Receive", "Receive", dialogs=dialogs)
        self.kept = 0
        self.refusals = refusals
        self.name = self.add("name", "Name", TextField(), required=True)
        self.pieces = self.add("pieces", "Pieces", CountField(least=1), required=True, unit="只")
        self.expires = self.add("expires", "Best before", DayField(TODAY))
        self.words = self.add("note", "Note", LongTextField())
        self.checked = self.add("checked", "Checked", TickField("All of it"))

    def keep(self):
        if self.refusals:
            raise Refused(self.refusals)
        self.kept += 1


@pytest.fixture
def form(qtbot):
    made = ReceiveForm(dialogs=Answers())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def _errors(form):
    return [
        each.text()
        for each in form.findChildren(QLabel)
        if each.property("look") == "error" and each.isVisible()
    ]


def test_what_is_required_and_empty_is_said_under_its_field_in_words(form):
    form.try_to_keep()
    assert _errors(form) == ["This is required.", "This is required."]
    assert form.focusWidget() is form.name
    assert "(required)" in form.name.accessibleName()
    assert form.kept == 0


def test_what_cannot_be_read_is_said_and_nothing_is_kept(form):
    form.name.set_value("纸杯")
    form.pieces.setText("一打")
    form.expires.setText("0399")
    form.try_to_keep()
    assert len(_errors(form)) == 2
    form.pieces.setText("１２")
    form.expires.setText("+1m")
    form.try_to_keep()
    assert form.kept == 1
    assert form.pieces.value() == 12
    assert form.expires.value() == date(2026, 4, 12)


def test_a_refusal_stands_under_the_field_it_is_about_and_the_rest_at_the_top(qtbot):
    problems = (Problem("pieces", "Only {free} are free.", {"free": 3}), Problem("file", "Closed."))
    form = ReceiveForm(problems)
    qtbot.addWidget(form)
    form.show()
    form.name.set_value("纸杯")
    form.pieces.set_value(5)
    form.try_to_keep()
    assert _errors(form) == ["Only 3 are free."]
    assert form.note.words.text() == "Closed."
    assert form.note.isVisible()
    form.refusals = ()
    form.try_to_keep()
    assert form.result() == 1


def test_enter_goes_on_shift_enter_goes_back_and_control_enter_keeps(form, qtbot):
    form.name.setFocus()
    form.name.set_value("纸杯")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.pieces
    qtbot.keyClick(form.pieces, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is form.name
    form.pieces.set_value(2)
    qtbot.keyClick(form.pieces, Qt.Key.Key_Return)
    qtbot.keyClick(form.expires, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.words
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    assert form.words.toPlainText() == "\n"
    qtbot.keyClick(form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.kept == 1


def test_enter_after_the_last_field_stands_on_the_verb_and_enter_there_keeps(form, qtbot):
    form.name.set_value("纸杯")
    form.pieces.set_value(2)
    form.checked.setFocus()
    qtbot.keyClick(form.checked, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.keep_button
    qtbot.keyClick(form.keep_button, Qt.Key.Key_Return)
    assert form.kept == 1


def test_a_form_that_grows_stays_on_the_screen_with_its_buttons(form, qtbot):
    screen = form.screen().availableGeometry()
    form.move(form.x(), screen.bottom() - form.height())
    form.show_problems([Problem("nowhere", "One.\nTwo.\nThree.\nFour.\nFive.")])
    qtbot.waitUntil(lambda: form.frameGeometry().bottom() <= screen.bottom())
    assert form.keep_button.mapToGlobal(QPoint(0, 0)).y() < screen.bottom()


class LongForm(Form):
    def __init__(self):
        super().__init__("Long", "Keep", dialogs=Answers())
        for number in range(40):
            self.add(str(number), f"Field {number}", TextField(), required=number == 30)


def _seen(form, field):
    top = field.mapTo(form, QPoint(0, 0)).y()
    return top > 0 and top + field.height() < form.keep_button.mapTo(form, QPoint(0, 0)).y()


def test_what_is_missing_far_below_is_scrolled_to(qtbot):
    form = LongForm()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    missing = form.grid.field("30")
    assert not _seen(form, missing)
    form.try_to_keep()
    qtbot.waitUntil(lambda: _seen(form, missing))


def test_enter_scrolls_along(qtbot):
    form = LongForm()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    for number in range(35):
        qtbot.keyClick(form.grid.field(str(number)), Qt.Key.Key_Return)
    assert _seen(form, form.grid.field("35"))


def test_escape_asks_only_where_something_was_typed(qtbot):
    answers = Answers(agree=False)
    form = ReceiveForm(dialogs=answers)
    qtbot.addWidget(form)
    form.show()
    form.name.setText("纸杯")
    form.reject()
    assert form.isVisible()
    assert len(answers.asked) == 1
    form.set_clean()
    form.reject()
    assert not form.isVisible()
    assert len(answers.asked) == 1


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("１２", 12), ("1,200", 1200), ("", None), ("1.5", None), ("-1", None)],
)
def test_a_count_is_a_whole_number_within_its_bounds(qtbot, typed, number):
    field = CountField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert field.value() == number
    assert bool(field.unreadable()) == (number is None and typed != "")


def test_arrows_count_and_the_wheel_does_not(qtbot):
    field = CountField(5, most=6)
    qtbot.addWidget(field)
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 6
    _turn_wheel(field)
    assert field.value() == 6


def _turn_wheel(widget):
    where = QPointF(5, 5)
    event = QWheelEvent(
        where,
        where,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_nobody_changes_a_choice_by_scrolling_past_it(qtbot):
    field = ChoiceField({1: "纸杯", 2: "雨伞"})
    qtbot.addWidget(field)
    _turn_wheel(field)
    assert field.value() == 1


def test_a_choice_is_found_by_its_initials(qtbot):
    initials = {"纸杯": "zb", "雨伞": "ys", "纸巾": "zj"}
    field = ChoiceField({1: "纸杯", 2: "雨伞", 3: "纸巾"}, initials.__getitem__)
    qtbot.addWidget(field)
    field.show()
    line = field.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "ys")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    line.editingFinished.emit()
    assert field.value() == 2
    assert field.unreadable() == ""
    line.setText("z")
    line.editingFinished.emit()
    assert field.unreadable()


def test_a_choice_stays_when_the_options_are_read_again(qtbot):
    field = ChoiceField({1: "纸杯", 2: "雨伞"})
    qtbot.addWidget(field)
    field.set_value(2)
    field.set_options({2: "长柄雨伞", 3: "纸巾"})
    assert field.value() == 2
    field.set_options({3: "纸巾"})
    assert field.value() == 3


def test_a_day_is_tidied_when_one_leaves_it_and_may_be_taken_from_a_calendar(qtbot):
    field = DayField(TODAY)
    qtbot.addWidget(field)
    field.show()
    field.setText("3.5")
    field.editingFinished.emit()
    assert field.text() == "2026-03-05"
    qtbot.keyClick(field, Qt.Key.Key_F4)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup.focusProxy(), Qt.Key.Key_Escape)
    popup.close()


def test_a_time_is_tidied_too(qtbot):
    field = TimeField()
    qtbot.addWidget(field)
    field.setText("0830")
    field.editingFinished.emit()
    assert field.text() == "08:30"
    assert field.value() == time(8, 30)
