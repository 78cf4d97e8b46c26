import openpyxl
import pytest

from stationdesk.domain.problems import Refused
from stationdesk.services.amenities import Amenities
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from tests.services.register_books import import_desk

HEADINGS = ["品名", "规格", "单位", "数量"]
UMBRELLAS = ["雨伞", "长柄", "把", 20]
PLASTERS = ["创可贴", "100片", "盒", 6]
UNCLEAR = ["针线包", "", "套", "若干"]


@pytest.fixture
def imports(context, inventory):
    amenities = Amenities(context, inventory)
    return import_desk(context, inventory, amenities)


def book(path, *rows):
    made = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        made.active.append(row)
    made.save(path)
    return read_ledger_file(path)


def names(inventory):
    return [line.item.name for line in inventory.stock()]


def test_only_what_was_chosen_comes_in(imports, inventory, tmp_path):
    first, _second = (
        book(tmp_path / f"{n}.xlsx", row) for n, row in enumerate([UMBRELLAS, PLASTERS])
    )
    imports.bring_in_chosen([(first, 0)])
    assert names(inventory) == ["雨伞"]


def test_several_ledgers_have_one_way_back(imports, inventory, undos, tmp_path):
    files = [book(tmp_path / f"{n}.xlsx", row) for n, row in enumerate([UMBRELLAS, PLASTERS])]
    imports.bring_in_chosen([(file, 0) for file in files])
    assert [str(undo) for undo in undos] == ["2 ledgers were brought in."]
    undos[0].take_back()
    assert names(inventory) == []
    assert all(run.undone_at for run in imports.runs())


def test_how_far_it_is_is_told_row_by_row(imports, tmp_path):
    told = []
    file = book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS)
    imports.bring_in_chosen([(file, 0)], tell=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_an_import_that_is_stopped_midway_keeps_nothing(imports, inventory, undos, tmp_path):
    def stop(done, _total):
        if done == 2:
            raise KeyboardInterrupt

    file = book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS)
    with pytest.raises(KeyboardInterrupt):
        imports.bring_in_chosen([(file, 0)], tell=stop)
    assert inventory.items() == []
    assert imports.runs() == []
    assert undos == []


def test_unclear_rows_refuse_the_whole_unless_they_may_stay_behind(imports, inventory, tmp_path):
    files = [book(tmp_path / "a.xlsx", UMBRELLAS), book(tmp_path / "b.xlsx", UNCLEAR, PLASTERS)]
    chosen = [(file, 0) for file in files]
    with pytest.raises(Refused, match=r"b\.xlsx"):
        imports.bring_in_chosen(chosen)
    assert names(inventory) == []
    imports.bring_in_chosen(chosen, leave_out=True)
    assert names(inventory) == ["雨伞", "创可贴"]


def test_rows_left_behind_can_be_corrected_and_brought_in(imports, inventory, tmp_path):
    file = book(tmp_path / "a.xlsx", UMBRELLAS, UNCLEAR, ["", "", "个", 5])
    left = imports.plan(file, 0).left_rows()
    assert [(row.row, bool(row.why)) for row in left.rows] == [(3, True), (4, True)]
    assert left.file_name(".xlsx") == "a to correct.xlsx"
    left.write(tmp_path / "left.xlsx")
    imports.bring_in_chosen([(file, 0)], leave_out=True)

    again = openpyxl.load_workbook(tmp_path / "left.xlsx")
    sheet = again.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "若干":
                cell.value = 3
    again.save(tmp_path / "corrected.xlsx")
    corrected = read_ledger_file(tmp_path / "corrected.xlsx")
    imports.bring_in_chosen([(corrected, 0)], leave_out=True)
    assert names(inventory) == ["雨伞", "针线包"]


def test_sums_and_signatures_are_not_among_the_rows_to_correct(imports, tmp_path):
    file = book(tmp_path / "a.xlsx", UMBRELLAS, ["合计", None, None, 20], ["制表人：王芳"])
    assert imports.plan(file, 0).left_rows().rows == ()
