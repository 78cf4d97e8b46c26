from datetime import date

import openpyxl
import pytest

from stationdesk.domain.importing import Outcome
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock_wishes import NewIssue, TakeLine
from stationdesk.services.amenities import Amenities
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from tests.services.register_books import import_desk

STOCK_HEADINGS = ["品名", "规格", "单位", "数量", "有效期至", "存放位置"]


@pytest.fixture
def amenities(context, inventory):
    return Amenities(context, inventory)


@pytest.fixture
def imports(context, inventory, amenities):
    return import_desk(context, inventory, amenities)


def book(path, headings, *rows):
    made = openpyxl.Workbook()
    made.active.append(headings)
    for row in rows:
        made.active.append(row)
    made.save(path)
    return read_ledger_file(path)


def stock_book(path, *rows):
    return book(path, STOCK_HEADINGS, *rows)


def register_book(path, *rows):
    return book(path, ["设施名称", "型号", "数量", "位置", "启用日期", "状态"], *rows)


UMBRELLAS = ["雨伞", "长柄", "把", 20, None, "前台"]
PLASTERS = ["创可贴", "100片", "盒", 6, "2027.7", "药箱"]


def quantities(inventory):
    return {line.item.name: line.quantity for line in inventory.stock()}


def outcomes(plan):
    return [row.outcome for row in plan.rows]


def bring_in(imports, *files, **how):
    return imports.bring_in(files, **how)


def test_a_ledgers_rows_become_items_batches_and_one_receipt(imports, inventory, tmp_path):
    bring_in(imports, stock_book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS))
    assert quantities(inventory) == {"雨伞": 20, "创可贴": 6}
    (plasters,) = [b for b in inventory.balances() if b.item.name == "创可贴"]
    assert (plasters.batch.expires_on, plasters.batch.expiry.text) == (date(2027, 7, 31), "2027.7")
    assert plasters.place.name == "药箱"
    (receipt,) = inventory.documents(date(2026, 6, 30), date(2026, 6, 30))
    assert len(receipt.lines) == 2


def test_the_same_file_twice_changes_nothing(imports, inventory, tmp_path):
    file = stock_book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS)
    bring_in(imports, file)
    ((plan, run),) = bring_in(imports, file)
    assert run is None
    assert outcomes(plan) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert quantities(inventory) == {"雨伞": 20, "创可贴": 6}


def test_the_same_ledger_saved_as_another_file_changes_nothing(imports, inventory, tmp_path):
    bring_in(imports, stock_book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS))
    other = stock_book(tmp_path / "b.xlsx", [*PLASTERS[:4], "2027年7月", "药箱"], UMBRELLAS)
    ((_plan, run),) = bring_in(imports, other)
    assert run is None
    assert quantities(inventory) == {"雨伞": 20, "创可贴": 6}


def test_an_old_ledger_does_not_bring_back_what_was_issued_since(imports, inventory, tmp_path):
    file = stock_book(tmp_path / "a.xlsx", UMBRELLAS)
    bring_in(imports, file)
    (item,) = inventory.items()
    wish = NewIssue(
        business_date=date(2026, 6, 30),
        lines=(TakeLine(item_id=item.id, quantity=5),),
        request_key="1",
    )
    inventory.issue(wish)
    bring_in(imports, file)
    assert quantities(inventory) == {"雨伞": 15}


def test_a_newer_ledger_that_says_otherwise_is_a_count(imports, inventory, tmp_path):
    bring_in(imports, stock_book(tmp_path / "a.xlsx", UMBRELLAS))
    newer = stock_book(tmp_path / "b.xlsx", [*UMBRELLAS[:3], 18, None, "前台"])
    ((plan, _run),) = bring_in(imports, newer)
    assert [(row.outcome, row.difference) for row in plan.rows] == [(Outcome.COUNTED, -2)]
    assert quantities(inventory) == {"雨伞": 18}
    document = inventory.documents(date(2026, 6, 30), date(2026, 6, 30))[0]
    assert document.kind.value == "stocktake"


def test_two_rows_alike_in_one_ledger_are_both_taken(imports, inventory, tmp_path):
    bring_in(imports, stock_book(tmp_path / "a.xlsx", UMBRELLAS, UMBRELLAS))
    assert quantities(inventory) == {"雨伞": 40}


def test_a_row_without_a_unit_speaks_of_the_one_known_item(imports, inventory, tmp_path):
    bring_in(imports, stock_book(tmp_path / "a.xlsx", UMBRELLAS))
    same = stock_book(tmp_path / "b.xlsx", ["雨伞", "长柄", None, 20, None, None], PLASTERS)
    ((plan, _run),) = bring_in(imports, same)
    assert outcomes(plan) == [Outcome.UNCHANGED, Outcome.NEW]


def test_a_row_nobody_can_read_refuses_the_whole_and_names_the_row(imports, inventory, tmp_path):
    file = stock_book(tmp_path / "a.xlsx", UMBRELLAS, ["针线包", "", "套", "若干", None, None])
    with pytest.raises(Refused, match=r"a\.xlsx.*row 3"):
        bring_in(imports, file)
    assert inventory.items() == []
    assert imports.runs() == []


def test_a_person_may_leave_such_rows_out(imports, inventory, tmp_path):
    file = stock_book(tmp_path / "a.xlsx", UMBRELLAS, ["针线包", "", "套", "若干", None, None])
    ((plan, _run),) = bring_in(imports, file, leave_out=True)
    assert outcomes(plan) == [Outcome.NEW, Outcome.LEFT]
    assert quantities(inventory) == {"雨伞": 20}


def test_an_import_can_be_undone_whole_and_brought_in_again(imports, inventory, tmp_path):
    file = stock_book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS)
    ((_plan, run),) = bring_in(imports, file)
    imports.undo(run.id)
    assert quantities(inventory) == {}
    assert [r.undone_at is not None for r in imports.runs()] == [True]
    bring_in(imports, file)
    assert quantities(inventory) == {"雨伞": 20, "创可贴": 6}
    with pytest.raises(Refused, match="already"):
        imports.undo(run.id)


def test_an_import_whose_goods_have_left_is_not_undone_by_half(imports, inventory, tmp_path):
    ((_plan, run),) = bring_in(imports, stock_book(tmp_path / "a.xlsx", UMBRELLAS, PLASTERS))
    item = next(item for item in inventory.items() if item.name == "雨伞")
    lines = (TakeLine(item_id=item.id, quantity=5),)
    inventory.issue(NewIssue(business_date=date(2026, 6, 30), lines=lines, request_key="1"))
    with pytest.raises(Refused):
        imports.undo(run.id)
    assert quantities(inventory) == {"雨伞": 15, "创可贴": 6}
    assert imports.runs()[0].undone_at is None


def test_amenities_come_in_with_place_day_and_fault(imports, amenities, tmp_path):
    file = register_book(
        tmp_path / "a.xlsx",
        ["饮水机", "美的", 1, "大厅", "2024-02-28", "完好"],
        ["微波炉", "格兰仕", 2, "就餐区", "2024年4月", "损坏"],
    )
    bring_in(imports, file)
    lines = {line.amenity.name: line for line in amenities.register()}
    water, oven = lines["饮水机"], lines["微波炉"]
    assert (water.amenity.since, water.amenity.place.name, water.working_pieces) == (
        date(2024, 2, 28),
        "大厅",
        1,
    )
    assert (oven.amenity.since, oven.amenity.since_text) == (date(2024, 4, 30), "2024年4月")
    assert (oven.working_pieces, oven.open_faults) == (0, 1)


def test_amenities_are_not_entered_twice_and_go_when_the_import_is_undone(
    imports, amenities, tmp_path
):
    rows = (["饮水机", "美的", 1, "大厅", None, "完好"], ["微波炉", "", 1, "大厅", None, "损坏"])
    file = register_book(tmp_path / "a.xlsx", *rows)
    ((_plan, run),) = bring_in(imports, file)
    bring_in(imports, register_book(tmp_path / "b.xlsx", *reversed(rows)))
    assert len(amenities.register()) == 2
    imports.undo(run.id)
    assert amenities.register() == []
    bring_in(imports, file)
    assert len(amenities.register()) == 2


def test_several_files_come_in_together_or_not_at_all(imports, inventory, tmp_path):
    good = stock_book(tmp_path / "a.xlsx", UMBRELLAS)
    bad = stock_book(tmp_path / "b.xlsx", ["针线包", "", "套", "若干", None, None])
    with pytest.raises(Refused):
        bring_in(imports, good, bad)
    assert inventory.items() == []


def test_the_file_is_kept_as_it_was_handed_in(imports, tmp_path):
    file = stock_book(tmp_path / "a.xlsx", UMBRELLAS)
    ((_plan, run),) = bring_in(imports, file)
    assert imports.original(run) == (tmp_path / "a.xlsx").read_bytes()


def test_bringing_in_offers_one_way_back_for_the_whole(imports, inventory, undos, tmp_path):
    file = stock_book(tmp_path / "a.xlsx", UMBRELLAS)
    imports.bring_in_chosen([(file, 0)])
    assert [str(undo) for undo in undos] == ["“a.xlsx” was brought in."]
    undos[0].take_back()
    assert quantities(inventory) == {}


@pytest.mark.parametrize(
    ("table", "written_before"),
    [("import_run", 0), ("stock_document", 0)]
    + [
        (table, number)
        for table in ("import_row", "item", "batch", "movement", "audit_event")
        for number in (0, 1, 4)
    ],
)
def test_a_write_that_fails_half_way_leaves_nothing_behind(
    imports, inventory, database, tmp_path, table, written_before
):
    rows = [[f"物品{n}", "", "件", n + 1, f"2027.{n + 1}", "货架"] for n in range(5)]
    file = stock_book(tmp_path / "a.xlsx", *rows)
    raw = database.raw()

    def contents():
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: raw.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}

    before = contents()
    full_at = len(before[table]) + written_before
    raw.execute(
        f"CREATE TEMP TRIGGER full_disk BEFORE INSERT ON {table} "
        f"WHEN (SELECT count(*) FROM {table}) >= {full_at} "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    with pytest.raises(Exception, match="full"):
        bring_in(imports, file)
    assert contents() == before
    raw.execute("DROP TRIGGER full_disk")
    bring_in(imports, file)
    assert len(inventory.items()) == 5


def test_a_hidden_sheet_does_not_outvote_the_one_to_be_seen(imports, inventory, tmp_path):
    made = openpyxl.Workbook()
    for row in (STOCK_HEADINGS, UMBRELLAS):
        made.active.append(row)
    old = made.create_sheet("旧")
    for row in (STOCK_HEADINGS, ["雨伞", "长柄", "把", 50, None, "前台"]):
        old.append(row)
    register = made.create_sheet("设施")
    for row in (["设施名称", "型号", "数量", "位置"], ["饮水机", "M1", 1, "大厅"]):
        register.append(row)
    old.sheet_state = register.sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    file = read_ledger_file(tmp_path / "a.xlsx")
    bring_in(imports, file)
    assert quantities(inventory) == {"雨伞": 20}
    assert [ledger.table.sheet.name for ledger in file.ledgers] == ["Sheet", "设施"]
    assert ["旧" in str(note) for note in file.notes] == [False, True]
