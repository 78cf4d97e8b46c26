"""What people write beside a loan may name the borrower; nothing that is shown does."""

import pytest

from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.loans import ContactWay, NewContact
from tests.services.lending.loans_desk import TODAY, LoansDesk, ahead

PERSON = NewBorrower(name="欧阳静", phone="13812348899")
WRITTEN = "欧阳静押身份证610113199005234896，电话13812348899"
SHOWN = "欧阳*押身份证610113********4896，电话138****8899"


@pytest.fixture
def desk(database):
    return LoansDesk(database)


def test_no_free_text_of_a_loan_names_the_borrower(desk):
    entry = desk.lend_umbrellas(2, borrower=PERSON, note=WRITTEN, deposit=WRITTEN, despite=WRITTEN)
    desk.lending.extend(entry.line_id, ahead(9), WRITTEN)
    wish = NewContact(way=ContactWay.PHONE, reached=False, on=TODAY, note=WRITTEN)
    desk.lending.log_contact(entry.loan_id, wish)
    desk.give_back(entry, damaged=1, condition=WRITTEN)
    entry = desk.entry(entry)
    told = (entry.note, entry.deposit, entry.despite, entry.extensions[0].reason)
    told += (entry.contacts[0].note, entry.returns[0].condition)
    assert set(told) == {SHOWN}


def test_what_is_kept_of_a_damage_outlasts_the_name_and_does_not_tell_it(desk):
    entry = desk.lend_piece(desk.chairs, desk.wheels, borrower=PERSON)
    desk.give_back(entry, damaged=1, condition=WRITTEN, fault=WRITTEN)
    raw = desk.database.raw()
    kept = [
        text
        for sql in (
            "SELECT condition FROM loan_return",
            "SELECT reason FROM fitness_event",
            "SELECT description FROM fault",
        )
        for (text,) in raw.execute(sql)
    ]
    assert kept == [SHOWN] * 3


def test_no_free_text_of_a_hold_names_whom_it_is_for(desk):
    held = desk.hold(borrower=PERSON, note=WRITTEN)
    assert desk.lending.holds()[0].note == SHOWN
    desk.lending.cancel_hold(held, WRITTEN)
    assert desk.lending.holds(only_open=False)[0].cancel_reason == SHOWN


def test_the_reason_of_a_block_does_not_name_the_borrower(desk):
    entry = desk.lend_umbrellas(borrower=PERSON)
    desk.lending.block(entry.borrower_id, WRITTEN)
    told = f"欧阳* 8899 has been blocked since {TODAY}: {SHOWN}"
    assert desk.reasons(desk.lend_umbrellas, borrower=PERSON) == [told]
    assert desk.lending.borrower_line(entry.borrower_id).against == (told,)
