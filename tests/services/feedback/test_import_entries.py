from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from stationdesk.domain.feedback.entries import NewCallBack, Solved
from stationdesk.domain.feedback.kinds import FeedbackKind
from stationdesk.domain.feedback.states import EntryState, Move
from stationdesk.domain.problems import Refused
from stationdesk.services.amenities import Amenities
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.store import feedback_claims, files
from stationdesk.store.tables import FeedbackEntryRow
from tests.conftest import TODAY
from tests.services.register_books import feedback_book, import_desk

LEDGERS = Path(__file__).parents[2] / "fixtures" / "ledgers"
HEADINGS = ["编号", "日期", "类型", "内容", "反映人", "电话", "承办人", "办理结果", "答复日期"]
HEADINGS += ["回访", "满意度", "销号", "备注"]


@pytest.fixture
def amenities(context, inventory):
    return Amenities(context, inventory)


@pytest.fixture
def book(context, inventory, amenities):
    return feedback_book(context, inventory, amenities)


@pytest.fixture
def imports(context, inventory, amenities, book):
    return import_desk(context, inventory, amenities)


def line(text="饮水机不出热水", **cells):
    usual = {"日期": "2026.6.1", "类型": "投诉", "内容": text}
    return [(usual | cells).get(heading) for heading in HEADINGS]


def register(path, *lines, **sheets):
    """Write a register of one sheet or of several, and return it as it is read."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in (sheets or {"2026年": lines}).items():
        sheet = made.create_sheet(name)
        sheet.append(["枫桥路驿站“我有话说”登记表（2026年）"])
        for row in (HEADINGS, *rows):
            sheet.append(row)
    made.save(path)
    return read_ledger_file(path)


def answered(text="饮水机不出热水", **cells):
    usual = {"承办人": "卫连山", "办理结果": "已维修，恢复正常", "答复日期": "2026.6.3"}
    return line(text, **(usual | cells))


def all_entries(book):
    return book.entries(date(2020, 1, 1), TODAY)


def outcomes(brought):
    return [row.outcome.value for plan, _run in brought for row in plan.rows]


def moves(book, entry):
    return [event.move for event in book.chain(entry.id).events]


def test_an_answered_line_is_a_closed_entry_with_its_reply_and_rating(imports, book, tmp_path):
    told = answered(
        反映人="张小明", 电话="13800000001", 满意度="满意", 回访="已解决", 备注="门口那台"
    )
    imports.bring_in([register(tmp_path / "1.xlsx", told)])
    (entry,) = all_entries(book)
    assert (entry.number, entry.state) == ("YJ-2026-0001", EntryState.CLOSED)
    assert (entry.kind, entry.on, entry.imported) == (
        FeedbackKind.COMPLAINT,
        date(2026, 6, 1),
        True,
    )
    assert (entry.author_shown, entry.tail, entry.rating) == ("张*", "0001", 4)
    assert entry.closed_at == datetime(2026, 6, 3, 12)
    chain = book.chain(entry.id)
    (reply,) = chain.replies
    assert (reply.body, reply.replied_by, reply.at) == (
        "已维修，恢复正常",
        "卫连山",
        datetime(2026, 6, 3, 12),
    )
    (call,) = chain.call_backs
    assert (call.reached, call.rating, call.solved) == (True, 4, Solved.YES)
    assert moves(book, entry) == [Move.REGISTER, Move.REPLY, Move.CALL_BACK, Move.CLOSE]
    assert all(event.told["imported"] for event in chain.events)
    assert chain.events[0].told["note"] == "门口那台"


def test_an_open_line_is_an_entry_with_the_clocks_of_its_day(imports, book, tmp_path):
    told = line(日期="2026.6.29", 承办人="卫连山", 办理结果="正在联系厂家中")
    imports.bring_in([register(tmp_path / "1.xlsx", told)])
    (entry,) = book.open_entries()
    assert (entry.state, entry.closed_at) == (EntryState.RECEIVED, None)
    assert entry.first_due_at.date() == date(2026, 6, 30)
    assert entry.final_due_at.date() == date(2026, 7, 6)
    assert book.chain(entry.id).events[0].told["note"] == "In hand: 卫连山; 正在联系厂家中"


def test_what_was_answered_but_not_struck_off_waits_to_be_closed(imports, book, tmp_path):
    imports.bring_in([register(tmp_path / "1.xlsx", answered(销号="未销号"))])
    (entry,) = all_entries(book)
    assert entry.state is EntryState.ANSWERED
    book.post_on_board(book.chain(entry.id).replies[0].id, TODAY)
    book.close(entry.id)


@pytest.mark.parametrize("words", ["√", "\u200b", "。"])
def test_an_answer_whose_words_nobody_wrote_says_so(imports, book, tmp_path, words):
    imports.bring_in([register(tmp_path / "1.xlsx", answered(办理结果=words))])
    (entry,) = all_entries(book)
    (reply,) = book.chain(entry.id).replies
    assert "not in which words" in reply.body


def test_what_the_register_says_today_is_not_said_after_now(imports, book, tmp_path):
    imports.bring_in([register(tmp_path / "1.xlsx", line(日期="2026.6.30"))])
    (entry,) = all_entries(book)
    assert entry.said_at == datetime.combine(TODAY, time(10, 30))


def test_authors_of_what_was_closed_long_ago_come_in_without_their_names(imports, book, tmp_path):
    lines = [
        answered(
            内容="我是张小明，水凉",
            日期="2025.6.1",
            答复日期="2025.6.3",
            反映人="张小明",
            电话="13800000001",
        ),
        line("水凉", 日期="2025.6.1", 反映人="李小红", 电话="13800000002"),
    ]
    imports.bring_in([register(tmp_path / "1.xlsx", *lines)])
    closed, still_open = all_entries(book)
    assert (closed.author_shown, closed.tail, closed.erased_on) == ("", "", TODAY)
    assert closed.body == "我是张*，水凉"
    assert (still_open.author_shown, still_open.tail) == ("李*", "0002")


def test_neither_events_nor_answers_tell_who_the_author_is(imports, book, tmp_path):
    told = answered(
        反映人="张小明",
        电话="13800000001",
        办理结果="已电话告知张小明13800000001",
        备注="张小明是常客",
    )
    imports.bring_in([register(tmp_path / "1.xlsx", told)])
    (entry,) = all_entries(book)
    chain = book.chain(entry.id)
    shown = f"{chain.events} {chain.replies}"
    assert "张小明" not in shown
    assert "13800000001" not in shown


@pytest.mark.parametrize("name", ["gbk-feedback.csv", "titled-feedback.xlsx"])
def test_the_same_register_again_says_nothing_new(imports, book, name):
    file = read_ledger_file(LEDGERS / name)
    assert set(outcomes(imports.bring_in([file]))) == {"new"}
    assert len(all_entries(book)) == 40
    assert set(outcomes(imports.bring_in([read_ledger_file(LEDGERS / name)]))) == {"unchanged"}
    assert len(all_entries(book)) == 40
    assert feedback_claims.contradictions() == []


def test_a_fuller_copy_of_a_register_brings_only_its_new_lines(imports, book, tmp_path):
    imports.bring_in([register(tmp_path / "1.xlsx", line(), line())])
    brought = imports.bring_in([register(tmp_path / "2.xlsx", answered(), line(), line("门坏"))])
    assert outcomes(brought) == ["unchanged", "unchanged", "new"]


def test_what_the_program_itself_numbered_is_known_by_its_number(imports, book, tmp_path):
    imports.bring_in([register(tmp_path / "1.xlsx", line(反映人="张小明"))])
    printed = register(tmp_path / "2.xlsx", line(编号="YJ-2026-0001", 反映人="张*"))
    assert outcomes(imports.bring_in([printed])) == ["unchanged"]


def test_the_months_of_a_book_come_in_as_one_import(imports, book, tmp_path):
    months = {"5月": [answered(日期="5.3", 答复日期="5.4")], "6月": [line(日期="6.3")]}
    brought = imports.bring_in([register(tmp_path / "2026年.xlsx", **months)])
    assert {run.number for _plan, run in brought} == {"DR-20260630-001"}
    assert [entry.on for entry in all_entries(book)] == [date(2026, 5, 3), date(2026, 6, 3)]


def test_the_whole_import_is_taken_back_and_its_names_with_it(imports, book, undos, tmp_path):
    lines = [answered(反映人="张小明", 满意度="满意"), line("水凉", 反映人="李小红")]
    imports.bring_in([register(tmp_path / "1.xlsx", *lines)])
    undos[-1].take_back()
    assert {entry.state for entry in all_entries(book)} == {EntryState.VOID}
    assert {row.author_name for row in FeedbackEntryRow.select()} == {""}
    assert feedback_claims.contradictions() == []
    brought = imports.bring_in([register(tmp_path / "1.xlsx", *lines)])
    assert outcomes(brought) == ["new", "new"]
    assert {entry.number for entry in all_entries(book)} >= {"YJ-2026-0003", "YJ-2026-0004"}


def test_an_import_of_which_something_was_gone_on_with_stays(imports, book, undos, tmp_path):
    imports.bring_in([register(tmp_path / "1.xlsx", line(), answered("门坏"))])
    (entry,) = book.open_entries()
    take_back = undos[-1].take_back
    book.accept(entry.id, "李红")
    with pytest.raises(Refused, match=entry.number):
        take_back()
    assert entry.number in {each.number for each in book.open_entries()}
    book.undo(entry.id)
    take_back()
    assert {each.state for each in all_entries(book)} == {EntryState.VOID}


def test_history_goes_on_like_any_other_entry(imports, book, tmp_path):
    told = answered(反映人="张小明", 电话="13800000001", 答复日期="2026.6.26", 满意度="不满意")
    imports.bring_in([register(tmp_path / "1.xlsx", told)])
    (entry,) = all_entries(book)
    book.reopen(entry.id, "热水仍不热")
    again = book.entry(entry.id)
    assert (again.state, again.round_number) == (EntryState.RECEIVED, 2)
    with pytest.raises(Refused):
        book.call_back(entry.id, NewCallBack(reached=True, called_by="李红", at=again.said_at))


def test_rows_that_cannot_be_read_refuse_the_whole_or_stay_behind(imports, book, tmp_path):
    lines = [line(), answered("门坏", 办理结果="待办"), line("窗坏", 日期="2.30")]
    file = register(tmp_path / "1.xlsx", *lines)
    with pytest.raises(Refused) as refusal:
        imports.bring_in([file])
    assert len(refusal.value.problems) == 2
    assert all_entries(book) == []
    assert outcomes(imports.bring_in([file], leave_out=True)) == ["new", "left", "left"]


def test_an_answer_of_a_day_still_to_come_counts_as_given_by_now(imports, book, tmp_path):
    imports.bring_in([register(tmp_path / "1.xlsx", answered(答复日期="2026.7.3"))])
    (entry,) = all_entries(book)
    assert entry.closed_at == datetime.combine(TODAY, time(10, 30))
    assert "2026-07-03" in book.chain(entry.id).events[1].told["note"]


def test_a_day_still_to_come_is_left_out(imports, tmp_path):
    (plan,) = imports.plans([(register(tmp_path / "1.xlsx", line(日期="2026.7.9")), 0)])
    (row,) = plan.rows
    assert (row.outcome.value, row.why.about) == ("left", "said_at")


def test_no_copy_of_a_register_is_kept(imports, book, tmp_path):
    imports.bring_in([register(tmp_path / "1.xlsx", line(反映人="张小明"))])
    (run,) = imports.runs()
    assert files.content_of(run.sha256) in (None, b"")
    with pytest.raises(Refused):
        imports.original(run)


def test_an_import_taken_back_leaves_no_name_of_an_entry_that_was_voided_meanwhile(
    imports, book, undos, tmp_path
):
    imports.bring_in([register(tmp_path / "1.xlsx", line(反映人="张小明"), line("水凉"))])
    take_back = undos[-1].take_back
    book.void(all_entries(book)[0].id, "写重了", "孙丽")
    take_back()
    assert {entry.state for entry in all_entries(book)} == {EntryState.VOID}
    assert {row.author_name for row in FeedbackEntryRow.select()} == {""}


def test_a_voided_entry_cannot_come_back_after_its_import_was_taken_out(
    imports, book, undos, tmp_path
):
    imports.bring_in([register(tmp_path / "1.xlsx", line(反映人="张小明"))])
    take_back = undos[-1].take_back
    (entry,) = all_entries(book)
    book.void(entry.id, "写重了", "孙丽")
    take_back()
    with pytest.raises(Refused):
        book.undo(entry.id)
    assert book.entry(entry.id).state is EntryState.VOID
