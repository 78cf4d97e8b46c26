import pytest

from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.history import HistoricLoan
from stationdesk.domain.lending.loans import LoanState
from stationdesk.store import files, imports
from tests.services.lending.loans_desk import TODAY, ZHANG, LoansDesk, ago, ahead


@pytest.fixture
def desk(database):
    return LoansDesk(database)


@pytest.fixture
def run(desk):
    """An import that the lines come from."""
    head = imports.NewRun(
        kind=LedgerKind.LOAN,
        file_name="借用登记表.xlsx",
        sha256=files.keep_digest(b"a register"),
        sheet="1月",
        business_date=TODAY,
        recorded_at="2026-06-30T10:00:00+08:00",
        recorded_by="王芳",
        rows_read=1,
    )
    return imports.add_run(head).id


def row(desk, **what):
    what.setdefault("kind_id", desk.umbrellas)
    what.setdefault("borrower", ZHANG)
    what.setdefault("on", ago(400))
    return HistoricLoan(**what)


def test_what_came_back_long_ago_comes_in_without_a_name(desk, run):
    loan_id = desk.lending.bring_in_loan(
        row(desk, returned_on=ago(398), note="张三自己还的", quantity=2), run
    )
    (entry,) = desk.lending.entries_of_loan(loan_id)
    assert (entry.borrower_shown, entry.tail, entry.note) == ("", "", "")
    assert (entry.visitor_group, entry.state(TODAY)) == ("rider", LoanState.RETURNED)
    assert (entry.quantity, entry.closed_on, entry.imported) == (2, ago(398), True)
    assert desk.lending.find_borrowers("张") == []


def test_what_came_back_lately_keeps_its_name_for_now(desk, run):
    loan_id = desk.lending.bring_in_loan(row(desk, on=ago(12), returned_on=ago(10)), run)
    (entry,) = desk.lending.entries_of_loan(loan_id)
    assert (entry.borrower_shown, entry.tail) == ("张*", "5678")


def test_history_moves_no_stock_and_takes_no_pieces(desk, run):
    for _each in range(3):
        desk.lending.bring_in_loan(row(desk, on=ago(5), returned_on=ago(2), quantity=5), run)
    desk.lending.bring_in_loan(row(desk, returned_on=ago(300), lost=1), run)
    assert [desk.pool(on=day).out for day in (ago(4), TODAY)] == [0, 0]
    assert desk.pool().size == 8
    assert len(desk.lending.loan_entries(ago(500), TODAY)) == 4


def test_what_is_out_still_takes_pieces_and_comes_back_at_the_desk(desk, run):
    loan_id = desk.lending.bring_in_loan(row(desk, on=ago(30), quantity=3), run)
    (entry,) = desk.lending.entries_of_loan(loan_id)
    assert desk.pool().out == 3
    assert entry.state(TODAY) is LoanState.OVERDUE
    assert entry.due_on == ago(27)
    desk.give_back(entry, good=2, lost=1)
    assert (desk.pool().out, desk.pool().size) == (0, 7)


def test_more_cannot_be_out_than_the_stock_has(desk, run):
    reasons = desk.reasons(desk.lending.bring_in_loan, row(desk, on=ago(30), quantity=9), run)
    assert reasons == ["雨伞: 9 would be on loan or set aside on 2026-06-10; the stock has only 8."]


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"on": ahead(1)}, "2026-07-01 lies in the future."),
        ({"quantity": 0}, "The pieces of this line cannot be right."),
        ({"lost": 2, "returned_on": ago(1)}, "The pieces of this line cannot be right."),
        ({"lost": 1}, "Write on which day the loss was known."),
        ({"returned_on": ahead(1)}, "2026-07-01 lies in the future."),
        (
            {"returned_on": ago(401)},
            "It would have come back on 2025-05-25, before it was lent on 2025-05-26.",
        ),
        (
            {"due_on": ago(401)},
            "It would be due on 2025-05-25, before it is lent on 2025-05-26.",
        ),
        ({"kind_id": 404}, "Choose a thing of the lending desk."),
        ({"kind_id": 2}, "充电宝 bears numbers; lend the piece that is out by its own number."),
        (
            {"borrower": NewBorrower(name="", phone="5678")},
            "Write the name of the borrower; a surname will do.",
        ),
        (
            {"borrower": NewBorrower(name="张", phone="56")},
            "Write a whole phone number, or only its last four digits.",
        ),
    ],
)
def test_a_line_of_a_register_that_cannot_be_is_refused_in_a_sentence(desk, run, what, reason):
    assert desk.reasons(desk.lending.bring_in_loan, row(desk, **what), run) == [reason]


def test_an_import_is_undone_as_a_whole(desk, run):
    desk.lending.bring_in_loan(row(desk, on=ago(12), returned_on=ago(10)), run)
    desk.lending.bring_in_loan(row(desk, on=ago(12)), run)
    desk.lending.undo_imported(run)
    assert desk.lending.loan_entries(ago(500), TODAY) == []
    assert desk.pool().out == 0
    assert desk.lending.find_borrowers("张") == []


def test_an_import_is_not_undone_once_its_things_came_back_at_the_desk(desk, run):
    loan_id = desk.lending.bring_in_loan(row(desk, on=ago(12)), run)
    (entry,) = desk.lending.entries_of_loan(loan_id)
    desk.give_back(entry)
    assert desk.reasons(desk.lending.undo_imported, run) == [
        "Things of this register came back at the desk since; it stays."
    ]
    desk.take_back()
    desk.lending.undo_imported(run)
    assert desk.lending.open_entries() == []


def test_who_borrowed_at_the_desk_too_stays_on_record_when_an_import_is_undone(desk, run):
    desk.lend_umbrellas()
    desk.lending.bring_in_loan(row(desk, on=ago(12), returned_on=ago(10)), run)
    desk.lending.undo_imported(run)
    assert [line.shown for line in desk.lending.find_borrowers("张")] == ["张*"]
