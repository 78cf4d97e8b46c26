import pytest
from PyQt6.QtCore import Qt, QThreadPool
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.feedback.states import EntryState
from stationdesk.paths import resources
from stationdesk.services.desk import open_desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.imports.page import ImportsPage
from stationdesk.ui.jobs import JobRunner
from tests.conftest import TODAY
from tests.ui.answers import Answers

SAMPLE = resources() / "samples" / "2025年意见登记表.xlsx"


@pytest.fixture
def feed(qapp):
    return ChangeFeed()


@pytest.fixture
def desk(feed):
    opened = open_desk(":memory:", today=TODAY, who=lambda: "王芳", announce=feed.announce)
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot, desk, feed):
    """The import page with the sample register read."""
    jobs = JobRunner(QThreadPool.globalInstance())
    made = ImportsPage(desk.imports, jobs, feed, Answers(), lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.open_with([SAMPLE])
    qtbot.waitUntil(lambda: not made.is_waiting(), timeout=20_000)
    yield made
    jobs.cancel_all()
    QApplication.processEvents()


def press(qtbot, button):
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(page):
    model = page.check.grid.model()
    return " ".join(
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )


def test_both_sheets_are_one_register_and_nobody_is_named(page):
    sheets = [line.title().split(" ")[0] for line in page.check.finds.lines()]
    assert sheets == ["上半年", "下半年"]
    assert page.check.all_wanted.isVisible()
    words = shown(page)
    assert "饮水机接不出热水" in words
    for secret in ("郝建国", "13800002201"):
        assert secret not in words


def test_no_thing_and_no_day_is_asked_of_a_feedback_register(page):
    assert not page.check.things.isVisible()
    assert not page.check.day.isVisible()
    assert page.check.year_cell.isVisible()


def test_the_register_comes_in_and_leads_to_the_feedback_book(qtbot, desk, page):
    turned = []
    page.turn_to.connect(lambda key, _argument: turned.append(key))
    press(qtbot, page.primary)
    entries = desk.feedback.entries(TODAY.replace(year=2025, month=1, day=1), TODAY)
    assert len(entries) == 27
    assert not page.result.inventory.isVisible()
    assert "Registers hold names" in page.result.hint.text()
    press(qtbot, page.result.feedback)
    assert turned == ["feedback"]


def test_the_whole_register_is_taken_back_from_the_result(qtbot, desk, page):
    press(qtbot, page.primary)
    press(qtbot, page.result.undo)
    entries = desk.feedback.entries(TODAY.replace(year=2025, month=1, day=1), TODAY)
    assert {entry.state for entry in entries} == {EntryState.VOID}
    assert not page.result.feedback.isVisible()
