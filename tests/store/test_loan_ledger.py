"""The figures of the loan ledger: what is kept at hand is what the ledger itself says."""

import pytest

from stationdesk.domain.lending.loans import TakenLine
from stationdesk.domain.problems import Refused
from stationdesk.store import loans
from stationdesk.store.database import open_database
from tests.services.lending.loans_desk import LI, TODAY, LoansDesk, ago


@pytest.fixture
def desk(database):
    return LoansDesk(database)


def lend_and_refuse(desk):
    desk.lend(TakenLine(kind_id=desk.banks, unit_id=desk.one), borrower=LI)
    assert desk.one in loans.open_units()
    raise Refused([])


def counted(desk):
    """Pieces out by kind, added up from the tables alone."""
    found = desk.database.raw().execute(
        """SELECT ll.loan_kind_id, SUM(ll.quantity - COALESCE((
               SELECT SUM(r.good + r.damaged + r.lost) FROM loan_return r
               WHERE r.loan_line_id = ll.id AND r.voided_at IS NULL), 0)) AS pieces
           FROM loan_line ll JOIN loan l ON l.id = ll.loan_id
           WHERE l.voided_at IS NULL GROUP BY 1 HAVING pieces <> 0"""
    )
    return dict(found.fetchall())


def test_open_lines_are_found_also_of_what_was_lent_before_the_file_was_opened(tmp_path):
    file = tmp_path / "a.station"
    desk = LoansDesk(open_database(file))
    desk.lend_umbrellas(2)
    desk.database.close()
    again = open_database(file)
    assert loans.out_by_kind() == {desk.umbrellas: 2}
    again.close()


def test_open_lines_follow_every_deed_and_every_way_back(desk):
    entry = desk.lend_umbrellas(2)
    lending = desk.undos[-1]
    desk.give_back(entry, good=1)
    assert loans.out_by_kind() == counted(desk) == {desk.umbrellas: 1}
    desk.give_back(entry, lost=1)
    assert loans.out_by_kind() == counted(desk) == {}
    desk.take_back()
    desk.undos[-2].take_back()
    assert loans.out_by_kind() == counted(desk) == {desk.umbrellas: 2}
    lending.take_back()
    assert loans.out_by_kind() == counted(desk) == {}


def test_a_deed_that_is_refused_half_way_leaves_no_open_line(desk):
    desk.lend_umbrellas()
    with pytest.raises(Refused), desk.context.deed():
        lend_and_refuse(desk)
    assert loans.out_by_kind() == counted(desk) == {desk.umbrellas: 1}
    assert loans.open_units() == set()


def test_changes_since_a_day_begin_with_what_was_out_on_it(desk):
    entry = desk.lend_umbrellas(2, on=ago(9))
    desk.give_back(entry, on=ago(4), good=1)
    desk.lend_umbrellas(1, on=ago(2), borrower=LI)
    assert loans.out_changes(desk.umbrellas) == [(ago(9), 2), (ago(4), -1), (ago(2), 1)]
    assert loans.out_changes(desk.umbrellas, ago(4)) == [(ago(4), 1), (ago(2), 1)]
    assert loans.out_changes(desk.umbrellas, ago(12)) == loans.out_changes(desk.umbrellas)
    assert loans.out_changes(desk.umbrellas, TODAY) == [(TODAY, 2)]


def test_nothing_of_the_list_at_hand_is_in_the_file(desk):
    desk.lend_umbrellas()
    assert loans.out_by_kind()
    names = desk.database.raw().execute("SELECT name FROM main.sqlite_master").fetchall()
    assert not [name for (name,) in names if name.startswith("open_")]
