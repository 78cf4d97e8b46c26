"""Lists of volunteers and rosters on the import page."""

import pytest
from PyQt6.QtCore import Qt, QThreadPool
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.services.desk import open_desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.imports.page import ImportsPage
from stationdesk.ui.jobs import JobRunner
from tests.conftest import TODAY
from tests.services.listed_people import EARLY, LIST, THIS_WEEK, WEEK, book, person
from tests.ui.answers import Answers

PEOPLE = (
    LIST,
    person(身份证号="610113199005234896", 出生年月="1990-05-23", 加入日期="2026-01-01"),
    person("李小四", "13800000002", 加入日期="2026-01-01"),
)
DUTIES = (THIS_WEEK, WEEK, [EARLY, None, None, "张小三、李小四", "钱小七"])


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
    jobs = JobRunner(QThreadPool.globalInstance())
    made = ImportsPage(desk.imports, jobs, feed, Answers(), lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    yield made
    jobs.cancel_all()
    QApplication.processEvents()


@pytest.fixture
def read(qtbot, page, tmp_path):
    """Write rows to a book and read it."""

    def write(name, *rows):
        book(tmp_path / name, *rows)
        page.open_with([tmp_path / name])
        qtbot.waitUntil(lambda: not page.is_waiting(), timeout=20_000)

    return write


def press(qtbot, button):
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(page):
    model = page.check.grid.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_list_shows_names_whole_and_numbers_masked(page, read):
    read("花名册.xlsx", *PEOPLE)
    assert page.check.kind.value() is LedgerKind.VOLUNTEER
    shown = " ".join(" ".join(row) for row in cells(page))
    for told in ("张小三", "138****0001", "610113********4896", "1990-05"):
        assert told in shown
    problems = str([str(each.message) for each in page.check.problems.model.shown_records()])
    for secret in ("13800000001", "610113199005234896", "1990-05-23"):
        assert secret not in shown + problems


def test_columns_of_a_list_are_called_by_what_they_mean_there(page, read):
    read("花名册.xlsx", *PEOPLE)
    first = min(page.check.grid.fields.boxes().items())[1]
    assert first.currentText() == "Name of the volunteer"


def test_no_day_is_asked_of_lists_and_the_year_of_rosters(page, read):
    read("花名册.xlsx", *PEOPLE)
    assert not page.check.day.isVisible()
    assert not page.check.year_cell.isVisible()
    read("值班.xlsx", *DUTIES)
    assert not page.check.day.isVisible()
    assert page.check.year_cell.isVisible()


def test_a_list_comes_in_and_leads_to_the_volunteers(qtbot, desk, page, read):
    turned = []
    page.turn_to.connect(lambda key, _argument: turned.append(key))
    read("花名册.xlsx", *PEOPLE)
    press(qtbot, page.primary)
    assert [line.volunteer.name for line in desk.volunteers.lines()] == ["张小三", "李小四"]
    assert "no copy" in page.result.hint.text()
    press(qtbot, page.result.volunteers)
    assert turned == ["volunteers"]
    press(qtbot, page.result.undo)
    assert desk.volunteers.lines() == []


def test_a_roster_tells_whom_nobody_knows_and_comes_in_without_them(qtbot, desk, page, read):
    turned = []
    page.turn_to.connect(lambda key, _argument: turned.append(key))
    read("花名册.xlsx", *PEOPLE)
    press(qtbot, page.primary)
    press(qtbot, page.primary)
    read("值班.xlsx", *DUTIES)
    assert page.check.kind.value() is LedgerKind.ROSTER
    assert [row[1] for row in cells(page)] == ["Is left out"]
    (problem,) = page.check.problems.model.shown_records()
    assert "E3" in str(problem.message)
    press(qtbot, page.primary)
    assert desk.roster.periods() == []
    page.check.leave_out.setChecked(True)
    press(qtbot, page.primary)
    assert len(desk.roster.facts(TODAY, TODAY.replace(month=7, day=5)).assignments) == 2
    press(qtbot, page.result.roster)
    assert turned == ["roster"]
