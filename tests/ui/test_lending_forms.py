"""The forms of the lending desk: what they propose, keep, and refuse."""

from datetime import timedelta

import pytest
from PyQt6.QtCore import Qt

from stationdesk.domain.lending.holds import HoldState
from stationdesk.domain.lending.pieces import PieceState
from stationdesk.ui.lending.contact_form import ContactForm
from stationdesk.ui.lending.extend_form import ExtendForm
from stationdesk.ui.lending.hold_form import HoldForm
from stationdesk.ui.lending.lend_form import LendForm, LendStart
from stationdesk.ui.lending.reason_forms import block_form, cancel_form, lift_form
from stationdesk.ui.lending.return_form import ReturnForm
from stationdesk.ui.lending.unmask_form import UnmaskBorrowerForm
from tests.ui.answers import Answers
from tests.ui.counter import TODAY, Counter


@pytest.fixture
def counter(database, qapp):
    return Counter(database)


@pytest.fixture
def shown(qtbot):
    """Show a form without waiting for it, and let it go after the test."""
    forms = []

    def _shown(form):
        qtbot.addWidget(form)
        form.show()
        forms.append(form)
        return form

    yield _shown
    for form in forms:
        form.set_clean()
        form.done(0)


@pytest.fixture
def lend(counter, shown):
    def _lend(**start):
        kind = start.pop("kind", None)
        if kind:
            start["kind_id"] = counter.kinds[kind]
        form = LendForm(
            counter.lending,
            counter.day,
            LendStart(**start),
            lambda _code: None,
            dialogs=Answers(),
        )
        return shown(form)

    return _lend


@pytest.fixture
def give_back(counter, shown):
    def _give_back(entry):
        return shown(ReturnForm(counter.lending, entry, counter.day, dialogs=Answers()))

    return _give_back


def error(form, about):
    return form.grid._cells[about].error.text()


def is_shown(form, about):
    return not form.grid._cells[about].isHidden()


def line_of(counter, tail):
    return counter.lending.find_borrowers(tail)[0]


def test_the_usual_day_is_proposed_with_its_weekday(lend):
    form = lend(kind="YS")
    assert form.due.value() == TODAY + timedelta(days=3)
    assert "Fri" in form.grid._cells["due_on"].label.text()
    form.due.set_value(TODAY)
    assert "today" in form.grid._cells["due_on"].label.text()


def test_a_day_that_was_typed_stays_when_another_thing_is_chosen(lend, counter):
    form = lend(kind="YS")
    form.due.set_value(TODAY + timedelta(days=9))
    form.thing.set_value(("kind", counter.kinds["LH"]))
    assert form.due.value() == TODAY + timedelta(days=9)


def test_figures_of_the_thing_chosen_are_told(lend, counter):
    counter.lend("YS", quantity=1)
    form = lend(kind="YS")
    assert "19 free, 1 out" in form.grid._cells["thing"].label.text()


def test_several_things_go_into_one_loan_and_one_may_be_taken_out(lend, counter):
    form = lend(kind="YS")
    form.take_one_more()
    form.thing.set_value(("unit", counter.banks[0]))
    form.take_one_more()
    form.taken.pressed.emit(0)
    form.thing.set_value(("kind", counter.kinds["LH"]))
    form.borrower.name.setText("骆清平")
    form.borrower.phone.set_value("５６７８")
    form.try_to_keep()
    entries = counter.lending.entries_of_loan(form.loan_id)
    assert {entry.thing for entry in entries} == {"充电宝 CDB-001", "老花镜"}
    assert {entry.tail for entry in entries} == {"5678"}


def test_a_wheelchair_wants_a_whole_number_also_of_somebody_known(lend, counter):
    counter.lend("YS", "王阿姨", "0421")
    form = lend(unit_id=counter.chairs[0], borrower_id=line_of(counter, "0421").borrower.id)
    assert form.borrower.phone.isEnabled()
    form.try_to_keep()
    assert form.loan_id is None
    form.borrower.phone.set_value("13912340421")
    form.try_to_keep()
    assert counter.lending.entries_of_loan(form.loan_id)[0].tail == "0421"
    assert len(counter.lending.find_borrowers("0421")) == 1


def test_somebody_known_is_shown_masked_and_with_what_is_against_it(lend, counter):
    counter.lend("YS", days_ago=20)
    form = lend(kind="LH", borrower_id=line_of(counter, "5678").borrower.id)
    assert form.borrower.name.text() == "骆* 5678"
    assert not form.borrower.phone.isEnabled()
    assert "longer than agreed" in form.borrower.known._one._against.text()
    form.try_to_keep()
    assert "longer than agreed" in error(form, "despite")
    form.despite.set_value("情况紧急")
    form.try_to_keep()
    assert counter.lending.entries_of_loan(form.loan_id)[0].despite == "情况紧急"


def test_a_name_and_tail_of_somebody_known_are_recognized(lend, counter):
    counter.lend("YS")
    form = lend(kind="LH")
    form.borrower.name.setText("骆清平")
    form.borrower.phone.set_value("5678")
    assert form.borrower.line is not None
    form.borrower.known._one.other.click()
    assert form.borrower.line is None
    assert form.borrower.name.text() == ""


def test_arrows_walk_the_known_borrowers_and_enter_takes_one(lend, counter, qtbot):
    counter.lend("YS", "王阿姨", "0421")
    counter.lend("YS", "王师傅", "7788")
    form = lend(kind="LH")
    name = form.borrower.name
    name.setFocus()
    name.setText("王")
    assert form.borrower.known.pointed() is None
    qtbot.keyClick(name, Qt.Key.Key_Down)
    qtbot.keyClick(name, Qt.Key.Key_Down)
    second = form.borrower.known.pointed()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert form.borrower.line == second


@pytest.mark.parametrize(
    ("fill", "about", "said"),
    [
        (lambda form: form.thing.set_value(None), "thing", "at least one thing"),
        (lambda form: form.quantity.set_value(99), "quantity", "20"),
        (lambda form: form.due.set_value(TODAY - timedelta(days=1)), "due_on", ""),
        (lambda form: form.on.set_value(TODAY + timedelta(days=1)), "on", ""),
        (lambda form: form.borrower.phone.set_value("12"), "phone", "four digits"),
        (lambda form: form.borrower.name.clear(), "borrower", "required"),
    ],
)
def test_bad_input_is_refused_under_its_field_and_nothing_is_kept(lend, counter, fill, about, said):
    form = lend(kind="YS")
    form.borrower.name.setText("骆清平")
    form.borrower.phone.set_value("5678")
    fill(form)
    form.try_to_keep()
    assert form.loan_id is None
    assert error(form, about)
    assert said in error(form, about)
    assert counter.open_things() == []


def test_what_cannot_be_lent_now_is_told_as_soon_as_it_is_chosen(lend, counter):
    counter.lend("CDB", unit=counter.banks[0])
    form = lend(unit_id=counter.banks[0])
    assert form.note.isVisible()
    assert "充电宝 CDB-001 cannot be lent now: Lent out." in form.note.words.text()
    form.thing.set_value(("unit", counter.banks[1]))
    form._on_thing()
    assert not form.note.isVisible()


def test_a_piece_that_is_out_is_not_lent_twice(lend, counter):
    counter.lend("CDB", unit=counter.banks[0])
    form = lend(unit_id=counter.banks[0])
    form.borrower.name.setText("赵明")
    form.borrower.phone.set_value("7999")
    form.try_to_keep()
    assert "CDB-001" in error(form, "thing")
    assert len(counter.open_things()) == 1


def test_a_group_told_anew_of_somebody_known_is_kept(lend, counter):
    counter.lend("YS")
    form = lend(kind="LH", borrower_id=line_of(counter, "5678").borrower.id)
    form.borrower.group.set_value("elder")
    form.try_to_keep()
    assert counter.lending.entries_of_loan(form.loan_id)[0].visitor_group == "elder"
    assert [line.borrower.group for line in counter.lending.find_borrowers("5678")] == ["elder"]


def test_the_slip_is_asked_for_only_when_the_loan_was_kept(lend, counter):
    form = lend(kind="YS")
    form.keep_and_print()
    assert not form.wants_slip
    form.borrower.name.setText("骆清平")
    form.borrower.phone.set_value("5678")
    form.keep_and_print()
    assert form.wants_slip


def test_enter_gives_all_of_it_back_in_order(give_back, counter, qtbot):
    form = give_back(counter.lend("YS", quantity=1))
    qtbot.keyClick(form.good, Qt.Key.Key_Return)
    assert form.return_id is not None
    assert counter.open_things() == []


def test_a_part_comes_back_and_the_rest_stays_out(give_back, counter, qtbot):
    form = give_back(counter.lend("YS", quantity=3))
    form.good.setFocus()
    form.good.selectAll()
    qtbot.keyClicks(form.good, "1")
    qtbot.keyClick(form.good, Qt.Key.Key_Return)
    assert form.return_id is None
    assert form.focusWidget() is form.damaged
    form.try_to_keep()
    assert [pieces for _thing, pieces, _who in counter.open_things()] == [2]


def test_damaged_and_lost_pieces_are_taken_off_the_good_ones(give_back, counter):
    form = give_back(counter.lend("YS", quantity=4))
    form.damaged.set_value(1)
    form.lost.set_value(2)
    assert form.good.value() == 1
    form.try_to_keep()
    pool = counter.lending.pool(counter.kinds["YS"])
    assert (pool.size, pool.unfit, pool.out) == (18, 1, 0)


def test_a_damaged_piece_of_the_register_is_reported_for_repair(give_back, counter):
    entry = counter.lend("LY", unit=counter.chairs[0])
    form = give_back(entry)
    assert not is_shown(form, "report")
    form.damaged.set_value(1)
    assert is_shown(form, "report")
    assert form.report.value()
    form.try_to_keep()
    assert "required" in error(form, "fault")
    form.fault.set_value("刹车失灵")
    form.try_to_keep()
    assert counter.lending.piece(counter.chairs[0]).state is PieceState.UNFIT
    (fault,) = counter.amenities.fault_lines()
    assert fault.fault.description == "刹车失灵"


def test_parts_are_looked_over_and_missing_ones_are_told(give_back, counter):
    form = give_back(counter.lend("LY", unit=counter.chairs[0]))
    first, second = form.parts.ticks
    assert all(tick.value() for tick in form.parts.ticks.values())
    form.parts.ticks[first].setChecked(False)
    form.parts.counts[first].set_value(1)
    form.try_to_keep()
    there = {state.part.id: state.there for state in counter.lending.piece(counter.chairs[0]).parts}
    assert (there[first], there[second]) == (1, 1)


def test_a_lost_piece_has_no_parts_to_look_over(give_back, counter):
    form = give_back(counter.lend("LY", unit=counter.chairs[0]))
    assert is_shown(form, "short")
    form.lost.set_value(1)
    assert not is_shown(form, "short")
    form.try_to_keep()
    retired = counter.lending.pieces(include_retired=True)
    assert [each.unit.code for each in retired if each.state is PieceState.RETIRED] == ["LY-001"]


def test_more_than_is_out_is_refused_in_a_sentence(give_back, counter):
    form = give_back(counter.lend("YS"))
    form.good.set_value(5)
    form.try_to_keep()
    assert "still out" in error(form, "good")
    assert len(counter.open_things()) == 1


def test_a_loan_is_extended_with_a_reason(counter, shown):
    entry = counter.lend("YS")
    form = shown(ExtendForm(counter.lending, entry, counter.day, dialogs=Answers()))
    assert form.due.value() == entry.due_on + timedelta(days=3)
    form.due.set_value(entry.due_on)
    form.try_to_keep()
    assert error(form, "new_due")
    form.due.set_value(entry.due_on + timedelta(days=2))
    form.reason.set_value("本人电话申请")
    form.try_to_keep()
    kept = counter.lending.entry(entry.line_id)
    assert kept.due_on == entry.due_on + timedelta(days=2)
    assert [each.reason for each in kept.extensions] == ["本人电话申请"]


def test_a_try_is_logged(counter, shown):
    entry = counter.lend("YS", days_ago=10)
    form = shown(ContactForm(counter.lending, entry, counter.day, dialogs=Answers()))
    form.try_to_keep()
    (tried,) = counter.lending.entry(entry.line_id).contacts
    assert not tried.reached


def test_a_hold_is_made_handed_over_as_promised_or_cancelled(counter, shown, lend):
    form = shown(
        HoldForm(
            counter.lending,
            counter.day,
            lambda _code: None,
            kind_id=counter.kinds["YS"],
            dialogs=Answers(),
        )
    )
    form.borrower.name.setText("赵明")
    form.borrower.phone.set_value("7999")
    form.quantity.set_value(2)
    form.try_to_keep()
    (hold,) = counter.lending.holds()
    assert (hold.quantity, hold.state(TODAY)) == (2, HoldState.WAITING)
    handing = lend(kind="YS", hold=hold)
    assert (handing.quantity.value(), handing.borrower.name.text()) == (2, "赵* 7999")
    asking = shown(cancel_form(counter.lending, hold, Answers(), None))
    asking.reason.set_value("不需要了")
    asking.try_to_keep()
    assert counter.lending.holds() == []


def test_a_hold_of_nothing_is_refused(counter, shown):
    form = shown(HoldForm(counter.lending, counter.day, lambda _code: None, dialogs=Answers()))
    form.borrower.name.setText("赵明")
    form.borrower.phone.set_value("7999")
    form.try_to_keep()
    assert error(form, "thing")


def test_a_borrower_is_blocked_and_let_go_with_reasons(counter, shown):
    counter.lend("YS")
    line = line_of(counter, "5678")
    blocking = shown(block_form(counter.lending, line, Answers(), None))
    blocking.try_to_keep()
    assert "required" in error(blocking, "reason")
    blocking.reason.set_value("借物不还")
    blocking.try_to_keep()
    line = line_of(counter, "5678")
    assert "借物不还" in line.against[0]
    lifting = shown(lift_form(counter.lending, line, Answers(), None))
    lifting.reason.set_value("已全部归还")
    lifting.try_to_keep()
    assert line_of(counter, "5678").against == ()


def test_name_and_phone_are_shown_for_a_reason_and_for_this_window_only(counter, shown):
    counter.lend("YS")
    form = shown(UnmaskBorrowerForm(counter.lending, line_of(counter, "5678"), dialogs=Answers()))
    form.try_to_keep()
    assert form.told.isHidden()
    form.reason.set_value("电话催还")
    form.try_to_keep()
    assert form.told.text() == "骆清平\n13912345678"
    assert form.isVisible()
    form.keep_button.click()
    assert not form.isVisible()
