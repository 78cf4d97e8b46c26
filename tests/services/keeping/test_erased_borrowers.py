"""Erasing after real loans: the loan stays in every figure, the person is gone everywhere."""

from datetime import timedelta

import pytest

from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.services.desk import open_desk
from tests.stations import TODAY, small_station

LATER = TODAY + timedelta(days=32)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    return path


def desk_on(path, day):
    return open_desk(path, today=day, who=lambda: "王芳")


def umbrellas(desk):
    (item,) = desk.inventory.items()
    return desk.lending.add_kind(
        NewLoanKind(name="雨伞", mode=LoanMode.POOL, item_id=item.id, most_per_person=4)
    )


def lend(desk, kind, name, phone):
    return desk.lending.lend(
        NewLoan(
            on=TODAY,
            lines=(TakenLine(kind_id=kind, quantity=2),),
            borrower=NewBorrower(name=name, phone=phone),
            note=f"{name}急用",
        )
    )


def test_a_closed_loan_keeps_its_line_and_loses_its_person(path):
    desk = desk_on(path, TODAY)
    kind = umbrellas(desk)
    closed = lend(desk, kind, "卓一鸣", "13700001111")
    lend(desk, kind, "欧阳文静", "4321")
    (entry,) = desk.lending.entries_of_loan(closed)
    desk.lending.give_back(NewReturn(line_id=entry.line_id, on=TODAY, good=2))
    desk.close()

    desk = desk_on(path, LATER)
    assert [line.count for line in desk.retention.preview()] == [1]
    desk.retention.run("郑晓")
    told = path.read_bytes()
    secrets = ("卓一鸣", "13700001111", "zhuoyiming", "zym")
    assert not [secret for secret in secrets if secret.encode() in told]
    (entry,) = desk.lending.entries_of_loan(closed)
    assert (entry.borrower_shown, entry.tail, entry.note) == ("", "", "")
    assert (entry.good, entry.closed_on, entry.visitor_group) == (2, TODAY, "passer_by")
    assert desk.lending.find_borrowers("卓") == []
    assert [line.shown for line in desk.lending.find_borrowers("欧阳")] == ["欧阳*"]
    assert desk.retention.preview() == []
    again = lend_on(desk, kind)
    assert desk.lending.entries_of_loan(again)[0].borrower_id != entry.borrower_id
    assert desk.safekeeping.check().sound
    desk.close()


def lend_on(desk, kind):
    return desk.lending.lend(
        NewLoan(
            on=LATER,
            lines=(TakenLine(kind_id=kind),),
            borrower=NewBorrower(name="卓一鸣", phone="13700001111"),
        )
    )
