import pytest

from stationdesk.domain.lending.borrowers import NewBorrower
from tests.services.lending.loans_desk import LI, TODAY, ZHANG, LoansDesk, ago


@pytest.fixture
def desk(database):
    return LoansDesk(database)


def known(desk, *people):
    """Let people borrow something once, so that they are on record."""
    for person in people:
        desk.give_back(desk.lend_umbrellas(borrower=person))
    return desk.lending.find_borrowers(people[-1].name)[0].borrower


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张", ["张*"]),
        ("zhang", ["张*"]),
        ("zs", ["张*"]),
        ("ZS", ["张*"]),
        ("5678", ["张*"]),
        ("56", ["张*"]),
        ("78", []),
        ("zs 56", ["张*"]),
        ("zs 43", []),
        ("lsf", ["李师傅"]),
        ("三", []),
        ("%", []),
        ("_", []),
        ("", ["李师傅", "张*"]),
    ],
)
def test_borrowers_come_up_by_the_beginning_of_name_letters_or_tail(desk, text, names):
    known(desk, ZHANG, LI)
    assert [line.shown for line in desk.lending.find_borrowers(text)] == names


def test_frequent_borrowers_come_first_then_recent_ones(desk):
    known(desk, ZHANG, ZHANG, LI, NewBorrower(name="赵六", phone="6666"))
    found = desk.lending.find_borrowers("")
    assert [(line.shown, line.loans) for line in found] == [("张*", 2), ("赵*", 1), ("李师傅", 1)]
    assert len(desk.lending.find_borrowers("", limit=2)) == 2


@pytest.mark.parametrize(
    ("again", "same"),
    [
        (NewBorrower(name="张三", phone="5678"), True),
        (NewBorrower(name=" 张三", phone="138 1234 5678"), True),
        (NewBorrower(name="张三", phone="13900005678"), False),
        (NewBorrower(name="张三", phone="5679"), False),
        (NewBorrower(name="张山", phone="5678"), False),
    ],
)
def test_a_borrower_is_known_again_by_name_and_tail(desk, again, same):
    first = desk.lend_umbrellas()
    second = desk.lend_umbrellas(borrower=again)
    assert (first.borrower_id == second.borrower_id) is same


def test_a_known_borrower_gets_the_whole_number_and_the_newest_group(desk):
    first = desk.lend_umbrellas(borrower=NewBorrower(name="张三", phone="5678"))
    desk.lend_umbrellas(borrower=NewBorrower(name="张三", phone="13812345678", group="courier"))
    borrower = desk.lending.borrower_line(first.borrower_id).borrower
    assert (borrower.phone, borrower.group) == ("13812345678", "courier")
    desk.lend_umbrellas(borrower=NewBorrower(name="张三", phone="5678"), despite="多借")
    assert desk.lending.borrower_line(first.borrower_id).borrower.phone == "13812345678"


def test_the_group_of_a_loan_stays_as_it_was(desk):
    first = desk.lend_umbrellas(borrower=NewBorrower(name="张三", phone="5678", group="rider"))
    desk.lend_umbrellas(borrower=NewBorrower(name="张三", phone="5678", group="resident"))
    assert desk.entry(first).visitor_group == "rider"


def test_persons_without_a_phone_are_never_taken_for_one_another(desk):
    kit = desk.lend_piece(desk.kits, desk.kit, borrower=NewBorrower(name="王芳"))
    desk.give_back(kit)
    again = desk.lend_piece(desk.kits, desk.kit, borrower=NewBorrower(name="王芳"))
    assert again.borrower_id != kit.borrower_id


def test_who_is_blocked_by_hand_gets_something_only_for_a_reason(desk):
    borrower = known(desk, ZHANG)
    desk.lending.block(borrower.id, "两次归还破损")
    assert str(desk.undos[-1]) == "张* 5678 was blocked."
    (problem,) = desk.refusal(desk.lend_umbrellas)
    assert problem.about == "despite"
    assert str(problem) == "张* 5678 has been blocked since 2026-06-30: 两次归还破损"
    assert desk.lending.borrower_line(borrower.id).against == (str(problem),)
    assert [line.shown for line in desk.lending.blocked()] == ["张*"]
    assert desk.lend_umbrellas(despite="下大雨").despite == "下大雨"


def test_a_block_is_lifted_and_both_can_be_taken_back(desk):
    borrower = known(desk, ZHANG)
    desk.lending.block(borrower.id, "破损")
    blocking = desk.undos[-1]
    desk.lending.lift_block(borrower.id, "已赔偿")
    assert desk.lending.blocked() == []
    desk.take_back()
    assert len(desk.lending.blocked()) == 1
    blocking.take_back()
    assert desk.lending.blocked() == []


def test_blocking_and_lifting_need_a_reason_and_each_other(desk):
    borrower = known(desk, ZHANG)
    assert desk.reasons(desk.lending.block, borrower.id, " ") == [
        "Write why this borrower gets nothing more."
    ]
    assert desk.reasons(desk.lending.lift_block, borrower.id, "") == [
        "This borrower is not blocked by hand.",
        "Write why the block is lifted.",
    ]
    desk.lending.block(borrower.id, "破损")
    assert desk.reasons(desk.lending.block, borrower.id, "又一次") == [
        "This borrower has been blocked since 2026-06-30."
    ]
    assert desk.reasons(desk.lending.block, 404, "无") == ["This borrower is not on record."]


@pytest.mark.parametrize(
    ("days", "late", "blocked"), [(7, 7, False), (7, 8, True), (1, 2, True), (0, 15, False)]
)
def test_who_is_too_late_is_blocked_by_the_rule(desk, days, late, blocked):
    desk.settings.keep_block_after_days(days)
    entry = desk.lend_umbrellas(on=ago(late + 3))
    assert entry.days_late(TODAY) == late
    assert bool(desk.lending.blocked()) is blocked
    if blocked:
        (reason,) = desk.reasons(desk.lend_umbrellas)
        assert reason == f"张* 5678 has had 雨伞 {late} days longer than agreed."
    else:
        assert desk.lend_umbrellas().open == 1


def test_the_days_of_the_rule_are_a_choice_that_can_be_taken_back(desk):
    assert desk.settings.settings().block_after_days == 7
    desk.settings.keep_block_after_days(14)
    assert desk.settings.settings().block_after_days == 14
    desk.take_back()
    assert desk.settings.settings().block_after_days == 7
    assert desk.reasons(desk.settings.keep_block_after_days, -1) == ["Choose from 0 to 365 days."]


def test_a_line_of_proposals_tells_what_is_out_and_late(desk):
    desk.lend_umbrellas(2, on=ago(5))
    (line,) = desk.lending.find_borrowers("zs")
    assert (line.shown, line.tail, line.out, line.overdue, line.loans) == ("张*", "5678", 2, 2, 1)
    assert line.against == ()


def test_who_asks_for_a_whole_name_and_number_says_why_and_is_noted(desk):
    borrower = known(desk, ZHANG)
    assert desk.reasons(desk.lending.unmask, borrower.id, " ") == [
        "Write why the name and number must be seen."
    ]
    assert desk.lending.unmask(borrower.id, "催还雨伞") == ("张三", "13812345678")
    told = desk.audit_text()
    assert "unmask" in told
    assert "催还雨伞" in told
    assert "13812345678" not in told


def test_of_somebody_erased_there_is_nothing_to_see(desk):
    borrower = known(desk, ZHANG)
    desk.database.raw().execute("UPDATE borrower SET name = '', erased_on = '2026-06-30'")
    assert desk.reasons(desk.lending.unmask, borrower.id, "催还") == [
        "This borrower's data was erased on 2026-06-30."
    ]
    assert desk.lending.find_borrowers("") == []
