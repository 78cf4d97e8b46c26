import json
from datetime import date, timedelta

import openpyxl
import pytest

from stationdesk.domain.importing import Outcome
from stationdesk.domain.ledgers.visitor_words import visitor_group
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import Contact, LoanMode, NewLoanKind
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.domain.loan_importing import AsKind, AsPool, named_choice
from stationdesk.domain.problems import Refused
from stationdesk.services.amenities import Amenities
from stationdesk.services.bringing_in import loans
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.safekeeping import Safekeeping
from stationdesk.store import files, soundness
from stationdesk.store.tables import BorrowerRow, StoredFileRow
from tests.conftest import TODAY
from tests.services.lending.goods import goods, pool
from tests.services.register_books import HEADINGS, import_desk, lending_desk, loan, register


@pytest.fixture
def amenities(context, inventory):
    return Amenities(context, inventory)


@pytest.fixture
def lending(context, inventory, amenities):
    return lending_desk(context, inventory, amenities)


@pytest.fixture
def imports(context, inventory, amenities, lending):
    return import_desk(context, inventory, amenities, lending)


@pytest.fixture
def umbrellas(inventory, lending):
    return pool(lending, goods(inventory), code="YS")


def outcomes(plans):
    return [row.outcome.value for plan in plans for row in plan.rows]


def bring_in(imports, file, **how):
    return imports.bring_in([file], **how)


def entries(lending):
    return lending.loan_entries(date(2020, 1, 1), TODAY)


def year_book(path):
    """A book of three months, two tables on each sheet, of which the last is open still."""
    months = {
        f"{month}月": [
            loan(f"{month}.{day}", f"{month}.{day + 1}", f"张{day}") for day in (3, 8, 20)
        ]
        for month in (1, 2)
    }
    months["6月"] = [loan("6.28", "6.29", "王五"), loan("6.29", None, "赵六", "13800000006")]
    return register(path / "2026年借用登记.xlsx", months)


def test_the_months_of_a_book_come_in_as_one_import(imports, lending, umbrellas, tmp_path):
    brought = bring_in(imports, year_book(tmp_path))
    assert {run.number for _plan, run in brought} == {"DR-20260630-001"}
    assert [len(plan.rows) for plan, _run in brought] == [3, 3, 2]
    (run,) = imports.runs()
    assert (run.sheet, run.rows_read, run.kind.value) == ("1月 … 6月", 8, "loan")
    assert len(entries(lending)) == 8
    assert all(entry.imported for entry in entries(lending))
    (still_out,) = lending.open_entries()
    assert (still_out.lent_on, still_out.borrower_shown) == (date(2026, 6, 29), "赵*")
    assert still_out.due_on == lending.usual_due(umbrellas, date(2026, 6, 29))
    assert lending.pool(umbrellas).out == 1


def test_the_whole_import_is_taken_back(imports, lending, umbrellas, undos, tmp_path):
    bring_in(imports, year_book(tmp_path))
    undos[-1].take_back()
    assert entries(lending) == []
    assert lending.pool(umbrellas).out == 0
    assert imports.runs()[0].undone_at
    assert lending.find_borrowers("赵") == []
    assert outcomes(imports.plans([(year_book(tmp_path), 0)])) == ["new"] * 3


def test_the_same_book_again_says_nothing_new(imports, lending, umbrellas, tmp_path):
    bring_in(imports, year_book(tmp_path))
    brought = bring_in(imports, year_book(tmp_path))
    assert {run for _plan, run in brought} == {None}
    assert set(outcomes([plan for plan, _run in brought])) == {"unchanged"}
    assert len(entries(lending)) == 8


def test_a_book_goes_on_where_the_one_before_ended(imports, lending, umbrellas, tmp_path):
    march = [loan("3.1", "3.2"), loan("3.1", "3.2"), loan("3.2", None, "李四")]
    bring_in(imports, register(tmp_path / "2026a.xlsx", {"3月": march}))
    march[2] = loan("3.2", "3.4", "李四")
    later = register(tmp_path / "2026b.xlsx", {"3月": [*march, loan("3.9", "3.9")]})
    ((plan, _run),) = bring_in(imports, later)
    assert outcomes([plan]) == ["unchanged", "unchanged", "unchanged", "new"]
    assert len(entries(lending)) == 4


def test_two_loans_alike_in_every_word_are_two_loans(imports, lending, umbrellas, tmp_path):
    twice = {"3月": [loan("3.1", "3.2")], "补登": [loan("2026.3.1", "3.2")]}
    bring_in(imports, register(tmp_path / "2026.xlsx", twice))
    assert len(entries(lending)) == 2


@pytest.mark.parametrize(
    ("thing", "fits"),
    [
        ("雨伞", True),
        ("ys", True),
        ("长柄雨伞", True),
        ("爱心伞", True),
        ("伞", True),
        ("充电宝", False),
        ("雨衣", False),
    ],
)
def test_a_things_name_finds_its_kind(imports, umbrellas, tmp_path, thing, fits):
    file = register(tmp_path / "2026.xlsx", {"3月": [loan("3.1", "3.2", thing=thing)]})
    (found,) = imports.things([(file, 0)])
    assert found.taken == (AsKind(umbrellas) if fits else None)
    assert outcomes(imports.plans([(file, 0)])) == ["new" if fits else "left"]


def test_what_fits_two_kinds_is_left_to_a_person(imports, inventory, lending, tmp_path):
    long = pool(lending, goods(inventory, spec="长柄"), "长柄雨伞")
    pool(lending, goods(inventory, spec="折叠"), "折叠雨伞")
    file = register(tmp_path / "2026.xlsx", {"3月": [loan("3.1", "3.2", thing="伞")]})
    (plan,) = imports.plans([(file, 0)])
    assert outcomes([plan]) == ["left"]
    assert "伞" in str(plan.rows[0].why)
    (plan,) = imports.plans([(file, 0)], things={"伞": AsKind(long)})
    assert outcomes([plan]) == ["new"]


def test_rows_of_unknown_things_are_named_and_refuse_the_whole(
    imports, lending, umbrellas, tmp_path
):
    rows = [loan("3.1", "3.2"), loan("3.1", "3.2", thing="轮椅")]
    file = register(tmp_path / "2026.xlsx", {"3月": rows})
    with pytest.raises(Refused, match="“轮椅” fits nothing that is lent here"):
        bring_in(imports, file)
    assert entries(lending) == []
    assert imports.runs() == []
    bring_in(imports, file, leave_out=True)
    assert len(entries(lending)) == 1


def test_a_pool_is_set_up_for_goods_that_a_register_lends(imports, inventory, lending, tmp_path):
    item_id = goods(inventory, "老花镜", pieces=4)
    rows = [loan("3.1", "3.1", thing="老花镜"), loan("3.2", "3.2", thing="老花镜")]
    file = register(tmp_path / "2026.xlsx", {"3月": rows})
    assert [lent.name for lent in imports.lent_here().values()] == ["老花镜"]
    choice = named_choice("老花镜", imports.lent_here().values())
    assert choice == AsPool(item_id)
    ((_plan, run),) = bring_in(imports, file, things={"老花镜": choice})
    (kind,) = lending.kinds()
    assert (kind.name, kind.item.id, kind.code) == ("老花镜", item_id, "LH")
    assert len(entries(lending)) == 2
    assert [row.sheet_row for row in imports.rows_of(run.id)] == [3, 4]
    imports.undo(run.id)
    assert lending.kinds() == []


def test_a_pool_that_the_desk_has_lent_from_stays_when_its_import_is_undone(
    imports, inventory, lending, tmp_path
):
    item_id = goods(inventory, "老花镜", pieces=4)
    file = register(tmp_path / "2026.xlsx", {"3月": [loan("3.1", "3.1", thing="老花镜")]})
    ((_plan, run),) = bring_in(imports, file, things={"老花镜": AsPool(item_id)})
    (kind,) = lending.kinds()
    borrower = NewBorrower(name="周八", phone="0008")
    lending.lend(NewLoan(on=TODAY, lines=(TakenLine(kind_id=kind.id),), borrower=borrower))
    imports.undo(run.id)
    assert [kind.name for kind in lending.kinds()] == ["老花镜"]
    assert len(entries(lending)) == 1


def test_more_rows_open_than_pieces_are_left_with_the_reason(imports, inventory, lending, tmp_path):
    kind_id = pool(lending, goods(inventory, pieces=2))
    rows = [loan(f"6.{day}", None, f"张{day}") for day in (1, 2, 3)]
    file = register(tmp_path / "2026.xlsx", {"6月": rows})
    (plan,) = imports.plans([(file, 0)])
    assert outcomes([plan]) == ["new", "new", "left"]
    assert "the stock has 2" in str(plan.rows[2].why)
    bring_in(imports, file, leave_out=True)
    assert lending.pool(kind_id).free == 0


def test_what_one_sheet_lets_out_is_not_there_for_the_next(imports, inventory, lending, tmp_path):
    pool(lending, goods(inventory, pieces=1))
    sheets = {"5月": [loan("5.1")], "6月": [loan("6.1", None, "李四")]}
    file = register(tmp_path / "2026.xlsx", sheets)
    assert outcomes(imports.plans([(file, 0), (file, 1)])) == ["new", "left"]
    assert outcomes(imports.plans([(file, 1)])) == ["new"]


def test_history_needs_no_pieces(imports, inventory, lending, tmp_path):
    pool(lending, goods(inventory, pieces=1))
    rows = [loan("2025.3.1", "3.2", f"张{n}") for n in range(5)]
    bring_in(imports, register(tmp_path / "2025.xlsx", {"3月": rows}))
    assert len(entries(lending)) == 5


def test_a_numbered_piece_that_is_out_is_left_to_the_desk(imports, lending, tmp_path):
    lending.add_kind(NewLoanKind(name="轮椅", mode=LoanMode.SERIAL, code="LY"))
    rows = [loan("6.1", "6.2", thing="轮椅"), loan("6.3", None, thing="轮椅")]
    file = register(tmp_path / "2026.xlsx", {"6月": rows})
    assert outcomes(imports.plans([(file, 0)])) == ["new", "left"]


@pytest.mark.parametrize(
    ("lent", "returned", "why"),
    [("7.5", None, "future"), ("6.28", "7.5", "future"), ("6.45", None, "row")],
)
def test_days_that_cannot_be_are_left(imports, umbrellas, tmp_path, lent, returned, why):
    file = register(tmp_path / "2026.xlsx", {"6月": [loan(lent, returned)]})
    (plan,) = imports.plans([(file, 0)])
    assert outcomes([plan]) == ["left"]
    assert why in str(plan.left_out()[0])


def test_whoever_gave_back_long_ago_comes_in_without_a_name(imports, lending, umbrellas, tmp_path):
    days = [TODAY - timedelta(days=ago) for ago in (31, 30)]
    rows = [loan(day.isoformat(), day.isoformat(), "张三") for day in days]
    bring_in(imports, register(tmp_path / "2026.xlsx", {"登记": rows}))
    long_ago, lately = entries(lending)
    assert (long_ago.borrower_shown, long_ago.tail) == ("", "")
    assert (lately.borrower_shown, lately.tail) == ("张*", "0001")
    assert {row.name for row in BorrowerRow.select()} == {"", "张三"}


def test_a_register_without_names_is_history_once_names_would_be_gone(imports, umbrellas, tmp_path):
    rows = [loan("3.1", "3.2", None, None), loan("6.29", "6.29", None, None)]
    file = register(tmp_path / "2026.xlsx", {"登记": rows})
    assert outcomes(imports.plans([(file, 0)])) == ["new", "left"]


@pytest.mark.parametrize(("contact", "phone"), [(Contact.TAIL, ""), (Contact.PHONE, "13800000001")])
def test_no_more_of_a_phone_is_kept_than_the_kind_asks_for(
    imports, inventory, lending, tmp_path, contact, phone
):
    pool(lending, goods(inventory), contact=contact)
    bring_in(imports, register(tmp_path / "2026.xlsx", {"6月": [loan("6.29")]}))
    (row,) = BorrowerRow.select()
    assert (row.phone, row.tail) == (phone, "0001")


def test_lost_things_are_history_and_move_no_stock(imports, inventory, lending, tmp_path):
    kind_id = pool(lending, goods(inventory, pieces=5))
    bring_in(imports, register(tmp_path / "2026.xlsx", {"6月": [loan("6.1", "丢失")]}))
    (entry,) = entries(lending)
    assert (entry.lost, entry.open) == (1, 0)
    assert lending.pool(kind_id).size == 5


def test_neither_file_nor_trail_keeps_a_borrowers_name(imports, umbrellas, database, tmp_path):
    file = year_book(tmp_path)
    brought = bring_in(imports, file)
    stored = StoredFileRow.get_by_id(file.sha256)
    assert (bytes(stored.content), stored.size_bytes) == (b"", len(file.content))
    with pytest.raises(Refused, match="not kept"):
        imports.original(brought[0][1])
    trail = json.dumps(
        database.raw().execute("SELECT after FROM audit_event").fetchall(), ensure_ascii=False
    )
    for secret in ("张3", "赵六", "13800000006", "0006"):
        assert secret not in trail


def test_a_file_without_its_bytes_is_sound_only_where_the_trail_says_so(
    imports, umbrellas, database, tmp_path
):
    bring_in(imports, year_book(tmp_path))
    assert soundness.attachment_faults() == []
    assert Safekeeping(database).check().sound
    digest = files.keep_digest(b"somebody emptied this photo")
    assert soundness.attachment_faults() == [digest]


def test_a_fingerprint_holds_too_little_of_a_borrower_to_find_anybody_by(
    imports, umbrellas, tmp_path
):
    rows = [loan("6.1", "6.2", phone=f"1380000{n:04d}") for n in range(1000)]
    (ledger,) = register(tmp_path / "2026.xlsx", {"6月": rows}).ledgers
    lent = imports.lent_here()
    alone = [loans.planner(lent, {}, TODAY).plan([row])[0].fingerprint for row in ledger.rows]
    assert 200 < len(set(alone)) <= 256
    together = [row.fingerprint for row in loans.planner(lent, {}, TODAY).plan(ledger.rows)]
    assert len(set(together)) == 1000


def test_rows_left_are_told_without_names(imports, umbrellas, tmp_path):
    file = register(tmp_path / "2026.xlsx", {"6月": [loan("6.45", None, "张三")]})
    left = imports.plan(file, 0).left_rows()
    assert [row.row for row in left.rows] == [3]
    assert "张三" not in str(left.rows)
    assert "13800000001" not in str(left.rows)


def test_what_came_back_at_the_desk_since_keeps_the_import(imports, lending, umbrellas, tmp_path):
    bring_in(imports, year_book(tmp_path))
    (still_out,) = lending.open_entries()
    lending.give_back(NewReturn(line_id=still_out.line_id, on=TODAY, good=1))
    (run,) = imports.runs()
    with pytest.raises(Refused, match="came back at the desk"):
        imports.undo(run.id)
    assert len(entries(lending)) == 8


def test_a_book_with_other_ledgers_keeps_its_names_out_of_the_file_as_well(
    imports, inventory, umbrellas, tmp_path
):
    made = openpyxl.Workbook()
    for row in (["品名", "规格", "单位", "数量"], ["针线包", "便携", "套", 8]):
        made.active.append(row)
    sheet = made.create_sheet("6月雨伞借用登记")
    for row in (HEADINGS, loan("2026.6.1", "6.2")):
        sheet.append(row)
    made.save(tmp_path / "台账.xlsx")
    file = read_ledger_file(tmp_path / "台账.xlsx")
    ((_plan, run),) = imports.bring_in_chosen([(file, 0)])
    with pytest.raises(Refused):
        imports.original(run)
    assert soundness.attachment_faults() == []
    assert {plan.kind.value for plan, _run in bring_in(imports, file)} == {"stock", "loan"}


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("", "passer_by"),
        ("外卖骑手", "rider"),
        ("快递员", "courier"),
        ("环卫工人", "sanitation"),
        ("老年人", "elder"),
        ("周边居民", "resident"),
        ("小学生", "child"),
        ("记者", "other"),
    ],
)
def test_a_registers_words_for_people_find_their_group(words, group):
    assert visitor_group(words) == group


def test_outcomes_of_a_plan_are_counted(imports, umbrellas, tmp_path):
    file = year_book(tmp_path)
    counts = [plan.counts() for plan in imports.plans([(file, 0), (file, 1), (file, 2)])]
    assert counts == [{Outcome.NEW: 3}, {Outcome.NEW: 3}, {Outcome.NEW: 2}]


def test_a_kind_of_the_very_name_goes_before_others_of_the_same_goods(
    imports, lending, inventory, umbrellas, tmp_path
):
    pool(lending, goods(inventory, spec="折叠"), name="折叠伞")
    bring_in(imports, year_book(tmp_path))
    assert {entry.kind.id for entry in entries(lending)} == {umbrellas}
