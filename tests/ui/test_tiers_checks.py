from io import BytesIO

import pytest
from PIL import Image
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.tiers.states import State
from stationdesk.ui.shots import settle
from stationdesk.ui.tiers.check_form import CheckForm
from stationdesk.ui.tiers.exemption_form import ExemptionForm
from stationdesk.ui.tiers.look_window import LookWindow
from stationdesk.ui.tiers.photos import PhotoStrip
from stationdesk.ui.tiers.round_window import RoundWindow
from stationdesk.ui.tiers.verdict_field import VerdictField
from tests.services.tier_records import TODAY, days
from tests.ui.tier_page import Desk, furnish, see_everything


@pytest.fixture
def desk(context):
    furnish()
    return Desk(context)


@pytest.fixture
def begin(qtbot, desk):
    """Begin a round: shown, and with the keyboard on its first line."""

    def _begin():
        made = RoundWindow(
            desk.tiers,
            desk.attachments,
            TODAY,
            people=["李敏", "王芳"],
            person="李敏",
            dialogs=desk.answers,
        )
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        settle()
        return made

    return _begin


def a_photo():
    written = BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "JPEG")
    return written.getvalue()


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def row_of(window, key):
    return next(each for each in window.rows() if each.line.subject.key == key)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ((Qt.Key.Key_Y,), True),
        ((Qt.Key.Key_1,), True),
        ((Qt.Key.Key_N,), False),
        ((Qt.Key.Key_2,), False),
        ((Qt.Key.Key_Y, Qt.Key.Key_0), None),
        ((Qt.Key.Key_Right,), False),
        ((Qt.Key.Key_Left,), True),
    ],
)
def test_a_verdict_is_one_key(qtbot, keys, value):
    field = VerdictField("Exits")
    qtbot.addWidget(field)
    field.show()
    for key in keys:
        qtbot.keyClick(field, key)
    assert field.value() is value


def test_pressing_the_verdict_taken_gives_it_back(qtbot):
    field = VerdictField("Exits")
    qtbot.addWidget(field)
    field.show()
    field.good.click()
    assert field.value() is True
    field.good.click()
    assert field.value() is None
    assert field.is_empty()


def test_everything_is_due_where_nobody_ever_looked(begin, desk):
    window = begin()
    assert len(window.rows()) == len(desk.tiers.standard_in_force().subjects)
    assert window.told.text() == f"0 of {len(window.rows())} answered"


def test_only_what_is_due_is_asked_and_the_rest_on_demand(begin, desk):
    see_everything(desk.tiers, without=("exits_clear",))
    window = begin()
    assert "exits_clear" in {each.line.subject.key for each in window.rows()}
    assert len(window.rows()) < len(desk.tiers.standard_in_force().subjects)
    window.views.choose("all")
    assert len(window.rows()) == len(desk.tiers.standard_in_force().subjects)


def test_a_round_is_answered_and_recorded_by_the_keyboard_alone(begin, desk, qtbot):
    window = begin()
    first, second, third = window.rows()[:3]
    press(qtbot, Qt.Key.Key_Y)
    assert QApplication.focusWidget() is second.verdict
    press(qtbot, Qt.Key.Key_N)
    assert QApplication.focusWidget() is second.note
    qtbot.keyClicks(second.note, "dirty")
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is third.verdict
    qtbot.keyClick(third.verdict, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = {check.subject: check for check in desk.tiers.hand_checks()}
    assert len(kept) == 2
    assert kept[first.line.subject.key].passed
    assert kept[second.line.subject.key].note == "dirty"
    assert {check.checked_by for check in kept.values()} == {"李敏"}


def test_what_is_counted_asks_for_its_number_before_one_goes_on(begin, qtbot):
    window = begin()
    counted = row_of(window, "reading_titles")
    counted.verdict.setFocus()
    press(qtbot, Qt.Key.Key_Y)
    assert QApplication.focusWidget() is counted.amount


def test_what_stands_against_a_line_is_told_under_it_and_nothing_is_kept(begin, desk):
    window = begin()
    counted, faulty = row_of(window, "reading_titles"), row_of(window, "exits_clear")
    counted.verdict.set_value(True)
    faulty.verdict.set_value(False)
    window.keep()
    assert counted.error.text() == "Write how much was counted."
    assert faulty.error.text() == "Write what is not in order."
    assert window.note.isVisible()
    assert desk.tiers.hand_checks() == []
    counted.amount.set_value(80)
    faulty.note.setText("后门有纸箱")
    window.keep()
    assert len(desk.tiers.hand_checks()) == 2


def test_an_empty_round_and_one_without_a_person_are_not_recorded(begin, desk):
    window = begin()
    window.keep()
    assert "Nothing is answered yet" in window.note.words.text()
    window.rows()[0].verdict.set_value(True)
    window.person.setText("")
    window.keep()
    assert window.note.words.text() == "Write who looked, and on which day."
    assert desk.tiers.hand_checks() == []


def test_a_photo_goes_with_its_check(begin, desk):
    window = begin()
    row = row_of(window, "exits_clear")
    row.verdict.set_value(True)
    row.set_photo(a_photo(), "exit.jpg")
    window.keep()
    (check,) = desk.tiers.hand_checks("exits_clear")
    assert [one.file_name for one in desk.attachments.of("hand_check", check.uid)] == ["exit.jpg"]


def test_a_file_that_is_no_photo_does_not_lose_the_check(begin, desk):
    window = begin()
    row = row_of(window, "exits_clear")
    row.verdict.set_value(True)
    row.set_photo(b"no picture", "exit.jpg")
    window.keep()
    assert len(desk.tiers.hand_checks("exits_clear")) == 1
    assert desk.answers.told == ["The checks were recorded without these photos."]


def test_answers_are_not_thrown_away_unasked(begin, desk):
    window = begin()
    window.rows()[0].verdict.set_value(True)
    desk.answers.yes = False
    window.reject()
    assert window.isVisible()
    desk.answers.yes = True
    window.reject()
    assert not window.isVisible()


def test_a_round_that_is_done_is_calm_about_it(begin, desk):
    see_everything(desk.tiers)
    window = begin()
    assert window.rows() == []
    assert window.calm.isVisible()


def check_form(qtbot, desk, key):
    lines = sorted(desk.tiers.subjects(), key=lambda line: line.subject.key != key)
    form = CheckForm(
        desk.tiers,
        desk.attachments,
        lines,
        TODAY,
        people=["李敏"],
        person="李敏",
        dialogs=desk.answers,
    )
    qtbot.addWidget(form)
    form.show()
    return form


def test_one_check_is_recorded_with_its_photo(qtbot, desk):
    form = check_form(qtbot, desk, "exits_clear")
    form.verdict.set_value(True)
    form.photo.set_value(a_photo(), "exit.jpg")
    form.try_to_keep()
    (check,) = desk.tiers.hand_checks("exits_clear")
    assert check.passed
    assert len(desk.attachments.of("hand_check", check.uid)) == 1


def test_a_check_without_an_answer_or_a_reason_is_refused_under_the_field(qtbot, desk):
    form = check_form(qtbot, desk, "exits_clear")
    form.try_to_keep()
    assert form.isVisible()
    form.verdict.set_value(False)
    form.try_to_keep()
    assert form.isVisible()
    assert desk.tiers.hand_checks() == []
    form.words.set_value("门口停了电动车")
    form.try_to_keep()
    assert not form.isVisible()


def test_the_number_is_asked_only_where_something_is_counted(qtbot, desk):
    form = check_form(qtbot, desk, "exits_clear")
    assert not form.amount.isVisible()
    form.subject.set_value("reading_titles")
    assert form.amount.isVisible()


def test_a_check_can_be_looked_at_given_a_photo_and_voided(qtbot, desk):
    see_everything(desk.tiers)
    line = desk.tiers.hand_check_lines("exits_clear")[0]
    desk.attachments.add("hand_check", line.check.uid, "a.jpg", a_photo())
    window = LookWindow(desk.tiers, desk.attachments, line, desk.answers)
    qtbot.addWidget(window)
    window.show()
    assert window.findChild(PhotoStrip) is not None
    qtbot.mouseClick(window.void, Qt.MouseButton.LeftButton)
    assert desk.tiers.hand_checks("exits_clear")[0].voided
    again = LookWindow(
        desk.tiers, desk.attachments, desk.tiers.hand_check_lines("exits_clear")[0], desk.answers
    )
    qtbot.addWidget(again)
    again.show()
    assert not again.void.isVisible()


def test_a_service_is_exempted_with_reason_and_approver_and_applies_again(qtbot, desk):
    page = desk.page()
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    finding = next(one for one in page.list.findings() if one.criterion.code == "S16")
    form = ExemptionForm(
        desk.tiers, finding.criterion, "yanta-2023", TODAY, people=[], dialogs=desk.answers
    )
    qtbot.addWidget(form)
    form.show()
    form.try_to_keep()
    assert form.isVisible()
    form.reason.set_value("由街道大厅统一办理")
    form.approver.set_value("街道办 刘洋")
    form.last.set_value(days(-3))
    form.try_to_keep()
    assert form.isVisible()
    form.last.set_value(days(90))
    form.try_to_keep()
    page.open_service("S16")
    assert page.sheet.finding.state is State.NOT_APPLICABLE
    assert "街道办 刘洋" in page.sheet.todo.words.text()
    qtbot.mouseClick(page.sheet.end_exemption, Qt.MouseButton.LeftButton)
    assert page.sheet.finding.state is State.NOT_CHECKED
