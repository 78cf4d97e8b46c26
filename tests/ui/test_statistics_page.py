"""The statistics page by keys and mouse, over a small station."""

import subprocess
import sys
from datetime import date, datetime

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QPushButton

from stationdesk.domain.station import NewStation
from stationdesk.domain.statistics.subjects import TITLES
from stationdesk.domain.visits import NewVisit
from stationdesk.services.desk import Desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.main_window import PageEntry
from stationdesk.ui.statistics.page import StatisticsPage
from stationdesk.ui.theme import Dress
from tests.ui.answers import Answers
from tests.ui.windows import window_with

TODAY = date(2026, 6, 30)
DAY = "2026-06-12"


@pytest.fixture
def feed():
    return ChangeFeed()


@pytest.fixture
def desk(context, feed):
    context.announce = feed.announce
    made = Desk(context)
    made.station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="骆清平"))
    made.visits.count_many(
        [
            NewVisit(
                day=date(2026, 6, day),
                group=group,
                service="water",
                people=people,
                counted_at=datetime(2026, 6, day, hour, 5),
            )
            for day, group, people, hour in (
                (2, "rider", 3, 9),
                (12, "elder", 4, 14),
                (12, "rider", 2, 10),
            )
        ]
    )
    return made


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def window(qtbot, desk, feed, answers):
    def build():
        return StatisticsPage(
            desk.statistics, lambda: "枫桥路便民服务驿站", feed, answers, lambda: TODAY
        )

    entry = PageEntry("statistics", "Statistics", Icon.DATA_TRENDING, "Ctrl+Shift+G", build)
    made = window_with(qtbot, entry)
    yield made
    made.close()


@pytest.fixture
def page(window):
    return window.page("statistics")


def records(page):
    return list(page.pane.table.model.shown_records())


def test_the_first_chart_is_seen_when_the_page_opens(page):
    assert page.list.current() == "visits.days"
    assert "9 visits in all" in page.card.told.text()
    assert page.list.view.hasFocus()


def test_every_chart_can_be_walked_to_by_the_arrow_keys(page, qtbot):
    seen = [page.list.current()]
    for _step in range(40):
        qtbot.keyClick(page.list.view, Qt.Key.Key_Down)
        seen.append(page.list.current())
    assert list(dict.fromkeys(seen)) == list(TITLES)


def test_enter_goes_into_the_chart_and_shows_the_records_of_a_bar(page, qtbot):
    page.card.focus_chart()
    canvas = page.card.canvas
    assert canvas.hasFocus()
    for _step in range(11):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.spot() == (DAY, "now")
    assert page.card.readout.text() == "2026-06-12, Friday: 6 visits"
    assert "2026-06-12, Friday: 6 visits" in canvas.accessibleName()
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert sorted(line.amount for line in records(page)) == [2, 4]
    assert page.pane.title.text() == "2026-06-12, Friday"


def test_a_click_on_a_bar_shows_its_records(page, qtbot):
    canvas = page.card.canvas
    where = canvas.place_of(DAY, "now").toPoint()
    where.setY(canvas.height() // 2)
    viewport = canvas._plot.viewport()
    qtbot.mouseMove(viewport, where)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert canvas.spot() == (DAY, "now")
    assert len(records(page)) == 2


def test_one_can_come_nearer_and_see_everything_again(page, qtbot):
    canvas = page.card.canvas
    whole = canvas.seen().width()
    qtbot.mouseClick(page.nearer, Qt.MouseButton.LeftButton)
    assert canvas.seen().width() < whole
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.seen().width() == pytest.approx(whole)


def test_a_key_that_goes_on_moves_what_is_seen(page, qtbot):
    canvas = page.card.canvas
    for _step in range(3):
        canvas.zoom(True)
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.seen().contains(29.0, 1.0)


def test_the_table_says_what_the_chart_draws(page, qtbot):
    qtbot.mouseClick(page.as_table, Qt.MouseButton.LeftButton)
    table = page.card.table
    assert table.isVisible()
    drawn = {point.key: point.values for point in table.model.shown_records()}
    assert drawn[DAY] == (6,)
    assert len(drawn) == 30
    table.choose_where(lambda point: point.key == DAY)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert len(records(page)) == 2


def test_the_year_before_stands_beside_it(page, qtbot):
    qtbot.mouseClick(page.card.compared, Qt.MouseButton.LeftButton)
    assert [each.key for each in page._chart.series] == ["now", "before"]
    assert "nothing a year before" in page.card.told.text()


def test_one_group_can_be_looked_at_alone(page):
    parts = page.card.parts
    parts.setCurrentIndex(parts.findData("elder"))
    assert "4 visits in all" in page.card.told.text()
    page.list.choose("visits.hours")
    assert page.card.part() == ""


def test_other_days_are_chosen_by_keys(page):
    page.period.periods.choose("last_month")
    assert page._chart.says_nothing
    assert not page.save.isEnabled()
    assert page.card._empty.isVisible()
    page.open_with(date(2026, 6, 12))
    assert page.list.current() == "visits.hours"
    assert "6 visits in all" in page.card.told.text()


def test_the_page_looks_again_when_somebody_is_counted(page, desk):
    desk.visits.tap("rider", "rest", 5)
    assert "14 visits in all" in page.card.told.text()


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_is_saved_as_a_picture(page, answers, qtbot, tmp_path, ending):
    answers.save_to = tmp_path / f"chart.{ending}"
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    written = answers.save_to.read_bytes()
    assert written.startswith(b"\x89PNG" if ending == "png" else b"<?xml")
    if ending == "svg":
        assert "<text" in written.decode()
        assert b"<image" not in written


def test_a_picture_of_another_kind_is_refused(page, answers, qtbot, tmp_path):
    answers.save_to = tmp_path / "chart.gif"
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert page.note.isVisible()
    assert not answers.save_to.exists()


def test_a_chart_is_saved_as_a_workbook(page, answers, qtbot, tmp_path):
    answers.save_to = tmp_path / "chart.xlsx"
    with qtbot.waitSignal(page.told):
        qtbot.mouseClick(page.save_table, Qt.MouseButton.LeftButton)
    assert answers.save_to.stat().st_size > 1000


def test_tab_reaches_everything(page, window, qtbot):
    reached = set()
    for _step in range(60):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    for wanted in (
        page.list.view,
        page.card.parts,
        page.card.compared,
        page.card.canvas,
        page.save,
        page.save_table,
        page.as_table,
    ):
        assert wanted in reached, wanted


@pytest.mark.parametrize("dress", [Dress.LIGHT, Dress.DARK])
@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 690), 100), ((1093, 535), 100), ((1366, 690), 130)]
)
def test_nothing_sticks_out(qtbot, wear, desk, feed, size, percent, dress):
    wear(dress, percent)
    page = StatisticsPage(desk.statistics, lambda: "", feed, Answers(), lambda: TODAY)
    made = window_with(
        qtbot, PageEntry("statistics", "Statistics", Icon.DATA_TRENDING, "", lambda: page), size
    )
    for key in ("visits.days", "visits.heat", "visits.groups"):
        page.list.choose(key)
        QApplication.processEvents()
        for part in (page.card, page.card.canvas, page.list, *page.findChildren(QPushButton)):
            if part.isVisible():
                corner = part.mapTo(made, part.rect().bottomRight())
                assert corner.x() < made.width(), part
                assert corner.y() < made.height(), part
    made.close()


def test_an_empty_station_says_what_will_appear(qtbot, context, feed):
    page = StatisticsPage(Desk(context).statistics, lambda: "", feed, Answers(), lambda: TODAY)
    qtbot.addWidget(page)
    page.show()
    for key in TITLES:
        page.list.choose(key)
        assert page.card._empty.sentence() == "Nothing was recorded on these days."
        assert not page.card.canvas.isVisible()


def test_pyqtgraph_and_numpy_come_with_the_page_and_not_before():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, stationdesk.bootstrap.pages, stationdesk.bootstrap.program;"
            "before = {'numpy', 'pyqtgraph'} & set(sys.modules);"
            "import stationdesk.ui.statistics.page;"
            "after = {'numpy', 'pyqtgraph'} & set(sys.modules);"
            "print(sorted(before), sorted(after))",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": ""},
    )
    assert told.stdout.strip() == "[] ['numpy', 'pyqtgraph']"


def test_the_field_of_hours_is_walked_through_in_both_directions(page, qtbot):
    page.list.choose("visits.heat")
    canvas = page.card.canvas
    canvas.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(canvas, key)
    assert canvas.spot() == ("2", "9")
    assert page.card.readout.text() == "Tuesday 9:00: 3 visits"
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert [line.amount for line in records(page)] == [3]
