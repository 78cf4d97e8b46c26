import openpyxl
import pytest
from PyQt6.QtCore import Qt, QThreadPool
from PyQt6.QtWidgets import QApplication

from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.loan_importing import AsKind, AsPool
from stationdesk.services.desk import open_desk
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.imports.page import ImportsPage
from stationdesk.ui.jobs import JobRunner
from stationdesk.ui.settings.imports_section import ImportsSection
from tests.conftest import TODAY
from tests.services.lending.goods import goods, pool
from tests.services.register_books import HEADINGS, loan
from tests.ui.answers import Answers


@pytest.fixture
def feed(qapp):
    return ChangeFeed()


@pytest.fixture
def desk(feed):
    opened = open_desk(":memory:", today=TODAY, who=lambda: "王芳", announce=feed.announce)
    yield opened
    opened.close()


@pytest.fixture
def umbrellas(desk):
    return pool(desk.lending, goods(desk.inventory), code="YS")


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
def read(qtbot, page):
    def _read(path):
        page.open_with([path])
        qtbot.waitUntil(lambda: not page.is_waiting(), timeout=20_000)

    return _read


def book(path, sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for row in (["枫桥路驿站物品借用登记表"], HEADINGS, *lines):
            sheet.append(row)
    made.save(path)
    return path


def months(path):
    return book(
        path,
        {
            "4月": [loan("4.1", "4.2", "张三"), loan("4.3", "4.3", "李四")],
            "5月": [loan("5.1", "5.2", "王五", "13800000005")],
            "6月": [loan("6.29", None, "赵六", thing="爱心伞"), loan("6.29", None, thing="老花镜")],
        },
    )


def press(qtbot, button):
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def lines(page):
    return [line.title() for line in page.check.finds.lines()]


def cells(page):
    model = page.check.grid.model()
    return " ".join(
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )


def choices(page):
    return {key: field.value() for key, field in page.check.things.fields().items()}


def test_every_sheet_of_a_register_is_listed_with_its_rows(read, page, umbrellas, tmp_path):
    read(months(tmp_path / "2026.xlsx"))
    assert lines(page) == [
        "4月 · 2 rows",
        "5月 · 1 rows",
        "6月 · 2 rows",
    ]
    assert page.check.all_wanted.text() == "Bring in all 3 parts of this register"
    assert page.check.all_wanted.value()
    assert page.check.kind.value() is LedgerKind.LOAN


def test_names_and_phones_are_masked_in_the_preview(read, page, umbrellas, tmp_path):
    read(months(tmp_path / "2026.xlsx"))
    told = cells(page)
    assert "张*" in told
    assert "138****0001" in told
    assert "张三" not in told
    assert "13800000001" not in told


def test_all_sheets_come_in_as_one_and_are_taken_back_as_one(
    qtbot, read, page, desk, umbrellas, tmp_path
):
    read(months(tmp_path / "2026.xlsx"))
    page.check.leave_out.setChecked(True)
    press(qtbot, page.primary)
    assert page.result.sentence.text() == "4 rows came in."
    assert "no copy" in page.result.hint.text()
    assert page.result.lending.isVisible()
    (run,) = desk.imports.runs()
    assert run.rows_read == 5
    assert desk.lending.pool(umbrellas).out == 1
    press(qtbot, page.result.undo)
    assert desk.lending.pool(umbrellas).out == 0
    assert page.result.sentence.text() == "The import was taken back as a whole."


def test_what_a_register_names_is_chosen_for_all_its_sheets_at_once(
    read, page, desk, umbrellas, tmp_path
):
    glasses = goods(desk.inventory, "老花镜", 3)
    read(months(tmp_path / "2026.xlsx"))
    assert choices(page) == {"老花镜": None, "雨伞": AsKind(umbrellas), "爱心伞": AsKind(umbrellas)}
    assert page.check.leave_out.text() == "Leave out 1 rows"
    page.check.things.fields()["老花镜"].set_value(AsPool(glasses))
    assert not page.check.leave_out.isVisible()
    page.check.things.fields()["爱心伞"].set_value(None)
    assert page.check.leave_out.text() == "Leave out 1 rows"
    assert choices(page) == {"爱心伞": None, "雨伞": AsKind(umbrellas), "老花镜": AsPool(glasses)}


def test_a_pool_chosen_in_the_preview_is_set_up_with_the_import(
    qtbot, read, page, desk, umbrellas, tmp_path
):
    glasses = goods(desk.inventory, "老花镜", 3)
    read(months(tmp_path / "2026.xlsx"))
    page.check.things.fields()["老花镜"].set_value(AsPool(glasses))
    press(qtbot, page.primary)
    assert [kind.name for kind in desk.lending.kinds()] == ["雨伞", "老花镜"]
    assert len(desk.lending.open_entries()) == 2


def test_why_rows_are_left_stands_among_what_is_doubtful(read, page, umbrellas, tmp_path):
    read(months(tmp_path / "2026.xlsx"))
    page.check.finds.setCurrentIndex(page.check.finds.model().index(2, 0))
    (problem,) = page.check.problems.model.shown_records()
    assert "“老花镜” fits nothing" in str(problem.message)
    assert problem.row == 4


def test_a_sheet_that_is_left_out_lets_go_of_the_pieces_it_took(read, page, desk, tmp_path):
    pool(desk.lending, goods(desk.inventory, pieces=1))
    read(book(tmp_path / "2026.xlsx", {"5月": [loan("5.1")], "6月": [loan("6.1", None, "李四")]}))
    assert page.check.leave_out.isVisible()
    page.check.wanted.setChecked(False)
    assert not page.check.leave_out.isVisible()
    assert not page.check.all_wanted.value()
    page.check.all_wanted.setChecked(True)
    assert page.check.wanted.value()


def test_the_year_is_told_for_the_whole_book(qtbot, read, page, umbrellas, tmp_path):
    read(months(tmp_path / "登记.xlsx"))
    assert page.check.leave_out.text() == "Leave out 5 rows"
    page.check.year.setText("2026")
    qtbot.waitUntil(lambda: "1 rows" in page.check.leave_out.text(), timeout=5_000)
    assert page.check.year.value() == 2026


def test_two_tables_of_a_sheet_are_told_apart_by_their_columns(read, page, umbrellas, tmp_path):
    made = openpyxl.Workbook()
    made.active.title = "6月"
    for row in ([*HEADINGS, *HEADINGS], [*loan("6.1", "6.2"), *loan("6.3", "6.4", "李四")]):
        made.active.append(row)
    made.save(tmp_path / "2026.xlsx")
    read(tmp_path / "2026.xlsx")
    assert lines(page) == [
        "6月 · A–H · 1 rows",
        "6月 · I–P · 1 rows",
    ]


def test_what_belongs_to_registers_is_not_offered_for_goods(read, page, tmp_path):
    made = openpyxl.Workbook()
    for row in (["品名", "规格", "单位", "数量"], ["雨伞", "长柄", "把", 20]):
        made.active.append(row)
    made.save(tmp_path / "a.xlsx")
    read(tmp_path / "a.xlsx")
    for part in (page.check.things, page.check.year, page.check.all_wanted):
        assert not part.isVisible()


def test_nothing_is_claimed_of_rows_that_were_all_left_out(qtbot, read, page, desk, tmp_path):
    read(months(tmp_path / "2026.xlsx"))
    page.check.leave_out.setChecked(True)
    press(qtbot, page.primary)
    assert page.result.sentence.text() == "No row came in; 5 rows were left out."
    assert "no copy" in page.result.hint.text()
    assert desk.imports.runs() == []


def test_no_day_is_asked_for_a_register_alone(read, page, umbrellas, tmp_path):
    read(months(tmp_path / "2026.xlsx"))
    assert not page.check.day.isVisible()


def test_no_copy_of_a_register_is_offered_among_the_imports(
    qtbot, read, page, desk, umbrellas, tmp_path
):
    read(months(tmp_path / "2026.xlsx"))
    page.check.leave_out.setChecked(True)
    press(qtbot, page.primary)
    answers, refusals = Answers(), []
    section = ImportsSection(desk.imports, answers)
    section.refused.connect(refusals.append)
    qtbot.addWidget(section)
    section.refresh()
    section.show()
    press(qtbot, section.save_original)
    assert "not kept" in str(refusals[0].problems[0])
    assert answers.asked == []
