from pathlib import Path

import openpyxl
import pytest
from PyQt6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PyQt6.QtGui import QDropEvent
from PyQt6.QtWidgets import QApplication, QPushButton

from stationdesk import paths
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.services.amenities import Amenities
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.ui.feed import ChangeFeed
from stationdesk.ui.icons import Icon
from stationdesk.ui.imports import keeping
from stationdesk.ui.imports.page import ImportsPage
from stationdesk.ui.imports.password_form import PasswordForm
from stationdesk.ui.jobs import Cancelled, JobRunner
from stationdesk.ui.main_window import MainWindow, PageEntry
from stationdesk.ui.theme import Dress
from stationdesk.ui.widgets.progress import ProgressDialog
from tests.conftest import TODAY
from tests.services.register_books import import_desk

HEADINGS = ["品名", "规格", "单位", "数量", "存放位置"]
UMBRELLAS = ["雨伞", "长柄", "把", 20, "前台"]
PLASTERS = ["创可贴", "100片", "盒", 6, "药箱"]
UNCLEAR = ["针线包", "", "套", "若干", "百宝箱"]


class Answers:
    """A person who chooses and saves what the test says."""

    def __init__(self, folder):
        self.chosen, self.saved = [], folder / "saved.xlsx"

    def open_paths(self, _parent, _title, kinds=""):
        return self.chosen

    def save_path(self, _parent, _proposed, kinds=""):
        return self.saved


def book(path, *rows, headings=HEADINGS, sheets=("台账",)):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name in sheets:
        sheet = made.create_sheet(name)
        for row in (headings, *rows):
            sheet.append(row)
    made.save(path)
    return path


@pytest.fixture
def feed(qapp):
    return ChangeFeed()


@pytest.fixture
def amenities(context, inventory):
    return Amenities(context, inventory)


@pytest.fixture
def imports(context, inventory, amenities, feed):
    context.announce = feed.announce
    return import_desk(context, inventory, amenities)


@pytest.fixture
def answers(tmp_path):
    return Answers(tmp_path)


@pytest.fixture
def passwords():
    return []


@pytest.fixture
def page(qtbot, imports, feed, answers, passwords):
    jobs = JobRunner(QThreadPool.globalInstance())
    made = ImportsPage(
        imports,
        jobs,
        feed,
        answers,
        lambda: TODAY,
        password_of=lambda _parent, _sentence: passwords.pop(0) if passwords else None,
    )
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    jobs.cancel_all()
    QApplication.processEvents()


@pytest.fixture
def read(qtbot, page):
    def _read(*files):
        page.open_with(files)
        wait(qtbot, page)

    return _read


def wait(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_waiting(), timeout=20_000)


def press(qtbot, button):
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def becomes(page):
    return {row.number: row.mark.phrase for row in page.check.grid.shown_rows()}


def boxes(page):
    return list(page.check.grid.fields.boxes().values())


def fields(page):
    return [box.value() for box in boxes(page)]


def quantities(inventory):
    return {line.item.name: line.quantity for line in inventory.stock()}


def test_a_ledger_is_shown_with_its_columns_and_what_each_row_becomes(read, page, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS))
    assert fields(page) == ["name", "spec", "unit", "quantity", "place"]
    assert becomes(page) == {2: "Becomes new", 3: "Becomes new"}
    assert page.check.kind.value() is LedgerKind.STOCK
    assert page.check.header_row.value() == 1
    assert not page.check.leave_out.isVisible()


def test_chosen_files_come_in_and_the_result_is_told(qtbot, page, answers, inventory, tmp_path):
    answers.chosen = [book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS)]
    press(qtbot, page.start.choose)
    wait(qtbot, page)
    assert quantities(inventory) == {}
    press(qtbot, page.primary)
    assert quantities(inventory) == {"雨伞": 20, "创可贴": 6}
    assert page.result.sentence.text() == "2 rows came in."
    assert page.result.inventory.isVisible()
    assert not page.result.amenities.isVisible()


def test_files_are_dropped_onto_the_page(qtbot, page, tmp_path):
    said = QMimeData()
    said.setUrls([QUrl.fromLocalFile(str(book(tmp_path / "a.xlsx", UMBRELLAS)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, said, left, none.NoModifier))
    wait(qtbot, page)
    assert becomes(page) == {2: "Becomes new"}


def test_the_import_is_taken_back_as_a_whole_from_the_result(
    qtbot, read, page, inventory, tmp_path
):
    read(book(tmp_path / "a.xlsx", UMBRELLAS), book(tmp_path / "b.xlsx", PLASTERS))
    press(qtbot, page.primary)
    assert len(quantities(inventory)) == 2
    press(qtbot, page.result.undo)
    assert quantities(inventory) == {}
    assert page.result.sentence.text() == "The import was taken back as a whole."
    assert page.result.undo.isHidden()


def test_undo_of_the_window_takes_back_all_ledgers_together(
    qtbot, read, page, inventory, undos, tmp_path
):
    read(book(tmp_path / "a.xlsx", UMBRELLAS), book(tmp_path / "b.xlsx", PLASTERS))
    press(qtbot, page.primary)
    assert [str(undo) for undo in undos] == ["2 ledgers were brought in."]
    undos[0].take_back()
    assert quantities(inventory) == {}
    assert page.result.undo.isHidden()


def test_goods_that_left_since_keep_the_import(qtbot, read, page, inventory, tmp_path):
    from stationdesk.domain.stock_wishes import NewIssue, TakeLine

    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    press(qtbot, page.primary)
    lines = (TakeLine(item_id=inventory.items()[0].id, quantity=5),)
    inventory.issue(NewIssue(business_date=TODAY, lines=lines, request_key="1"))
    press(qtbot, page.result.undo)
    assert not page.note.isHidden()
    assert quantities(inventory) == {"雨伞": 15}


def test_a_column_is_read_otherwise_at_once(qtbot, read, page, tmp_path):
    headings = ["品名", "规格", "单位", "去年数量", "存放位置"]
    read(book(tmp_path / "a.xlsx", UMBRELLAS, headings=headings))
    place = fields(page)[:3]
    assert place == ["name", "spec", "unit"]
    boxes(page)[3].set_value("quantity")
    wait(qtbot, page)
    assert fields(page)[3] == "quantity"
    assert page.check.grid.shown_rows()[0].change == 20


def test_a_field_that_another_column_takes_is_given_up(qtbot, read, page, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    boxes(page)[4].set_value("unit")
    wait(qtbot, page)
    assert fields(page) == ["name", "spec", None, "quantity", "unit"]


def test_another_row_of_headings_and_another_kind_are_chosen(qtbot, read, page, tmp_path):
    rows = (["名称", "型号", "单位", "数量", "位置"], ["饮水机", "美的", "台", 1, "大厅"])
    read(book(tmp_path / "a.xlsx", UMBRELLAS, *rows))
    page.check.header_row.set_value(3)
    page.check.kind.set_value(LedgerKind.AMENITY)
    wait(qtbot, page)
    assert page.check.kind.value() is LedgerKind.AMENITY
    assert page.check.header_row.value() == 3
    assert becomes(page) == {4: "Becomes new"}
    assert "model" in fields(page)


def test_a_sheet_without_a_ledger_is_pointed_out_by_its_heading_row(
    qtbot, read, page, inventory, tmp_path
):
    headings = ["甲", "乙", "丙", "丁", "戊"]
    read(book(tmp_path / "a.xlsx", UMBRELLAS, headings=headings))
    assert "No ledger was recognised" in page.check.warning.words.text()
    assert boxes(page) == []
    page.check.header_row.set_value(1)
    page.check.kind.set_value(LedgerKind.STOCK)
    wait(qtbot, page)
    for place, field in enumerate(["name", "spec", "unit", "quantity", "place"]):
        boxes(page)[place].set_value(field)
        wait(qtbot, page)
    press(qtbot, page.primary)
    assert quantities(inventory) == {"雨伞": 20}


def test_rows_nobody_can_read_stay_behind_only_when_that_is_ticked(
    qtbot, read, page, inventory, tmp_path
):
    read(book(tmp_path / "a.xlsx", UMBRELLAS, UNCLEAR, ["", "", "个", 5, "货架"]))
    assert becomes(page) == {2: "Becomes new", 3: "Is left out", 4: "Is left out"}
    assert page.check.leave_out.text() == "Leave out 2 rows"
    press(qtbot, page.primary)
    assert quantities(inventory) == {}
    assert "tick that they are left out" in page.note.words.text()
    page.check.leave_out.setChecked(True)
    press(qtbot, page.primary)
    assert quantities(inventory) == {"雨伞": 20}
    assert page.note.isHidden()
    (result,) = page.result.table.model.shown_records()
    assert [column.read(result) for column in page.result.table.model.columns][3:] == [
        1,
        0,
        0,
        0,
        2,
    ]


def test_rows_left_behind_are_saved_to_be_corrected_and_read_again(
    qtbot, read, page, answers, tmp_path
):
    read(book(tmp_path / "a.xlsx", UMBRELLAS, UNCLEAR))
    press(qtbot, page.check.save_left)
    qtbot.waitUntil(answers.saved.exists)
    (ledger,) = read_ledger_file(answers.saved).ledgers
    assert ledger.table.kind is LedgerKind.STOCK
    assert [(row.values["name"], row.raw["quantity"]) for row in ledger.rows] == [
        ("针线包", "若干")
    ]
    assert ledger.table.columns[0].field is None
    assert ledger.table.columns[-1].field is None


def test_a_problem_leads_to_its_row_even_where_that_is_narrowed_away(read, page, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS, UNCLEAR))
    page.check.filter.set_value("Becomes new")
    assert list(becomes(page)) == [2]
    (problem,) = page.check.problems.model.shown_records()
    page.check.problems.choose_first()
    assert page.check.grid.current_row().number == problem.row == 3
    assert page.check.filter.value() == "all"


def test_rows_can_be_narrowed_to_those_to_look_at(read, page, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS, UMBRELLAS, PLASTERS))
    page.check.filter.set_value("doubtful")
    assert list(becomes(page)) == [3]


def test_a_newer_ledger_shows_what_the_count_changes(qtbot, read, page, inventory, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    press(qtbot, page.primary)
    press(qtbot, page.primary)
    read(book(tmp_path / "b.xlsx", [*UMBRELLAS[:3], 18, "前台"], PLASTERS))
    assert becomes(page) == {2: "Count differs", 3: "Becomes new"}
    assert [row.change for row in page.check.grid.shown_rows()] == [-2, 6]
    press(qtbot, page.primary)
    assert quantities(inventory) == {"雨伞": 18, "创可贴": 6}


def test_the_same_file_again_says_that_nothing_is_new(qtbot, read, page, tmp_path):
    path = book(tmp_path / "a.xlsx", UMBRELLAS)
    read(path)
    press(qtbot, page.primary)
    press(qtbot, page.primary)
    read(path)
    assert becomes(page) == {2: "Is there already"}
    press(qtbot, page.primary)
    assert "nothing was changed" in page.result.sentence.text()
    assert page.result.undo.isHidden()


def test_two_sheets_of_the_same_things_warn_until_one_stays_out(
    qtbot, read, page, inventory, tmp_path
):
    read(book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS, sheets=("六月", "五月")))
    assert "“六月” and “五月”" in page.check.warning.words.text()
    page.check.finds.setCurrentIndex(page.check.finds.model().index(1, 0))
    assert "五月" in page.check.name.whole_text()
    page.check.wanted.setChecked(False)
    assert page.check.warning.isHidden()
    press(qtbot, page.primary)
    assert quantities(inventory) == {"雨伞": 20, "创可贴": 6}


def test_a_sheet_that_tells_other_things_is_not_warned_of(read, page, tmp_path):
    path = book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS, sheets=("六月", "五月"))
    made = openpyxl.load_workbook(path)
    other = made.create_sheet("设施")
    for row in (["设施名称", "型号", "数量", "位置"], ["饮水机", "美的", 1, "大厅"]):
        other.append(row)
    made.save(path)
    read(path)
    assert page.check.warning.isVisible()
    page.check.finds.setCurrentIndex(page.check.finds.model().index(2, 0))
    assert page.check.kind.value() is LedgerKind.AMENITY
    assert page.check.warning.isHidden()


def test_the_heading_row_is_pointed_out_by_enter(qtbot, read, page, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS, headings=["甲", "乙", "丙", "丁", "戊"]))
    page.check.grid.go_to(1)
    qtbot.keyClick(page.check.grid, Qt.Key.Key_Return)
    assert page.check.header_row.value() == 1


def test_with_nothing_wanted_nothing_comes_in(qtbot, read, page, imports, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    page.check.wanted.setChecked(False)
    press(qtbot, page.primary)
    assert page.note.words.text() == "There is no table to bring in."
    assert imports.runs() == []


def test_kinds_that_cannot_come_in_yet_are_named(read, page, tmp_path):
    rows = (["6.1", "口罩", "张小三", 2],)
    headings = ["领用日期", "物品名称", "领用人", "领用数量"]
    read(book(tmp_path / "a.xlsx", *rows, headings=headings))
    assert page.check.kind.value() is LedgerKind.ISSUE
    assert not page.check.wanted.isEnabled()
    (problem,) = page.check.problems.model.shown_records()
    assert "issue" in str(problem.message)


def test_the_day_of_the_figures_is_the_day_of_the_count(qtbot, read, page, imports, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    page.check.day.setText("")
    press(qtbot, page.primary)
    assert page.note.words.text() == "Write a day."
    page.check.day.setText("2026-05-31")
    press(qtbot, page.primary)
    assert imports.runs()[0].business_date.isoformat() == "2026-05-31"


def test_what_the_records_refuse_stays_in_the_note(qtbot, read, page, imports, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    page.check.day.setText("2026-12-31")
    press(qtbot, page.primary)
    assert not page.note.isHidden()
    assert imports.runs() == []


def test_a_file_that_is_no_workbook_is_named_and_the_others_are_read(read, page, tmp_path):
    bad = tmp_path / "照片.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    read(bad, book(tmp_path / "a.xlsx", UMBRELLAS))
    assert "照片.xlsx" in page.note.words.text()
    assert becomes(page) == {2: "Becomes new"}


def test_alone_it_leaves_one_at_the_first_step(read, page, tmp_path):
    read(tmp_path / "gone.xlsx")
    assert "gone.xlsx" in page.note.words.text()
    assert page.start.isVisible()


def locked(tmp_path, password):
    from msoffcrypto.format.ooxml import OOXMLFile

    path = tmp_path / "locked.xlsx"
    with (
        book(tmp_path / "open.xlsx", UMBRELLAS).open("rb") as plain,
        path.open("wb") as out,
    ):
        OOXMLFile(plain).encrypt(password, out)
    return path


def test_a_locked_file_is_opened_with_its_password(qtbot, read, page, passwords, tmp_path):
    passwords += ["wrong", "1234"]
    read(locked(tmp_path, "1234"))
    wait(qtbot, page)
    assert becomes(page) == {2: "Becomes new"}


def test_a_locked_file_without_its_password_is_told(read, page, tmp_path):
    read(locked(tmp_path, "1234"))
    assert "locked.xlsx" in page.note.words.text()
    assert page.start.isVisible()


def test_a_sample_is_looked_at_and_a_template_is_saved(qtbot, page, answers):
    press(qtbot, page.start.templates[0])
    assert (
        answers.saved.read_bytes()
        == (paths.resources() / "samples" / "物资导入模板.xlsx").read_bytes()
    )
    for link in page.start.samples:
        press(qtbot, link)
        wait(qtbot, page)
        assert page.check.grid.shown_rows()
        press(qtbot, page.again)
    assert page.start.isVisible()


def test_starting_over_forgets_the_files(qtbot, read, page, tmp_path):
    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    press(qtbot, page.again)
    read(book(tmp_path / "b.xlsx", PLASTERS))
    assert [line.title() for line in page.check.finds.lines()] == ["b.xlsx"]


def test_the_file_itself_stays_as_it_is(qtbot, read, page, tmp_path):
    path = book(tmp_path / "a.xlsx", UMBRELLAS)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read(path)
    press(qtbot, page.primary)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_the_whole_way_goes_by_keyboard(qtbot, page, answers, inventory, tmp_path):
    answers.chosen = [book(tmp_path / "a.xlsx", UMBRELLAS, UNCLEAR)]
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.check.isVisible())
    reached = set()
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    check = page.check
    wanted = (check.kind, check.header_row, check.grid, check.day, check.leave_out, *boxes(page))
    for each in (*wanted, check.problems.view, check.save_left, page.primary, page.again):
        assert each in reached, each.accessibleName()
    check.leave_out.setFocus()
    qtbot.keyClick(check.leave_out, Qt.Key.Key_Space)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.result.isVisible())
    assert quantities(inventory) == {"雨伞": 20}


def test_a_long_import_shows_how_far_it_is_and_can_be_stopped(qtbot, page, monkeypatch):
    clock = iter(range(0, 1000, 1))
    monkeypatch.setattr(keeping, "monotonic", lambda: next(clock))
    progress = keeping.KeepingDialog(page)
    progress.tell(1, 3)
    (dialog,) = page.findChildren(ProgressDialog)
    assert dialog.isVisible()
    assert dialog.strip.numbers.text() == "1 / 3"
    dialog.strip.cancel_button.click()
    with pytest.raises(Cancelled):
        progress.tell(2, 3)
    progress.close()
    assert not dialog.isVisible()


def test_a_short_import_shows_no_dialog(page):
    progress = keeping.KeepingDialog(page)
    progress.tell(1, 1)
    assert page.findChildren(ProgressDialog) == []
    progress.close()


def test_the_password_form_hands_back_what_was_typed(qtbot):
    form = PasswordForm("The workbook is locked.")
    qtbot.addWidget(form)
    form.try_to_keep()
    assert form.result() == 0
    qtbot.keyClicks(form.field, " 12 34 ")
    assert form.field.displayText() != form.field.text()
    form.try_to_keep()
    assert form.password == " 12 34 "


def test_leads_from_the_result_turn_to_the_pages(qtbot, read, page, tmp_path):
    turned = []
    page.turn_to.connect(lambda key, _argument: turned.append(key))
    read(book(tmp_path / "a.xlsx", UMBRELLAS))
    press(qtbot, page.primary)
    press(qtbot, page.result.inventory)
    assert turned == ["inventory"]


@pytest.mark.parametrize(("size", "percent"), [((1366, 690), 130), ((1093, 535), 130)])
def test_nothing_sticks_out_of_the_window(qtbot, wear, imports, feed, tmp_path, size, percent):
    wear(Dress.LIGHT, percent)
    jobs = JobRunner(QThreadPool.globalInstance())
    page = ImportsPage(imports, jobs, feed, Answers(tmp_path), lambda: TODAY)
    window = MainWindow([PageEntry("imports", "Import", Icon.ADD, "", lambda: page)], "驿站")
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.open_page("imports", [book(tmp_path / "a.xlsx", UMBRELLAS, UNCLEAR)])
    wait(qtbot, page)
    assert (window.width(), window.height()) == size
    check = page.check
    for part in (*page.findChildren(QPushButton), check.wanted, check.filter, check.grid):
        if part.isVisible():
            corner = part.mapTo(window, part.rect().bottomRight())
            assert corner.x() < window.width(), part.accessibleName()


def test_help_stands_beside_the_page():
    for language in ("zh", "en"):
        assert (Path("resources/help") / language / "imports.html").is_file()
