"""The PC loses its power while somebody works: what was said to be saved is there afterwards."""

import random
import subprocess
import sys
import time

import pytest

from stationdesk.domain.lending.kinds import LoanMode, NewLoanKind
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import check_closed
from tests.stations import TODAY, small_station

WORK = """
import sys
from pathlib import Path
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, NewIssue, ReceiptLine, TakeLine
from stationdesk.services.desk import open_desk
from tests.stations import TODAY

desk = open_desk(Path(sys.argv[1]), today=TODAY)
item = desk.inventory.items()[0].id
for number in range(100_000):
    key = f"{sys.argv[2]}-{number}"
    if number % 3:
        lines = (ReceiptLine(item_id=item, quantity=2), ReceiptLine(item_id=item, quantity=3))
        wish = NewReceipt(
            business_date=TODAY, lines=lines, source=Source.PURCHASE, request_key=key
        )
        desk.inventory.receive(wish)
    else:
        lines = (TakeLine(item_id=item, quantity=1),)
        desk.inventory.issue(NewIssue(business_date=TODAY, lines=lines, request_key=key))
    print(key, flush=True)
"""
LENDING = """
import sys
from pathlib import Path
from stationdesk.domain.lending.borrowers import NewBorrower
from stationdesk.domain.lending.loans import NewLoan, NewReturn, TakenLine
from stationdesk.services.desk import open_desk
from tests.stations import TODAY

desk = open_desk(Path(sys.argv[1]), today=TODAY)
kind = desk.lending.kinds()[0].id
for entry in desk.lending.open_entries():
    desk.lending.give_back(NewReturn(line_id=entry.line_id, on=TODAY, good=entry.open))
for number in range(100_000):
    key = f"{sys.argv[2]}-{number}"
    borrower = NewBorrower(name="骆清平", phone=f"{number:04d}"[-4:])
    taken = TakenLine(kind_id=kind, quantity=1 + number % 2)
    wish = NewLoan(on=TODAY, lines=(taken,), borrower=borrower, request_key=key)
    (entry,) = desk.lending.entries_of_loan(desk.lending.lend(wish))
    print(key, flush=True)
    lost = int(number % 40 == 39)
    back = NewReturn(line_id=entry.line_id, on=TODAY, good=entry.open - lost, lost=lost)
    desk.lending.give_back(back)
"""
KILLS, LENDING_KILLS = 12, 8
PLENTY = 50_000


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    return path


@pytest.fixture
def lending_file(file):
    """A station that lends umbrellas, more of them than can get lost."""
    desk = open_desk(file, today=TODAY)
    try:
        item = desk.inventory.items()[0].id
        lines = (ReceiptLine(item_id=item, quantity=PLENTY),)
        receipt = NewReceipt(business_date=TODAY, lines=lines, source=Source.PURCHASE)
        desk.inventory.receive(receipt)
        desk.lending.add_kind(
            NewLoanKind(name="雨伞", mode=LoanMode.POOL, item_id=item, most_per_person=900)
        )
    finally:
        desk.close()
    return file


def kept_keys(file, table="stock_document"):
    desk = open_desk(file, today=TODAY)
    try:
        keys = desk.context.database.raw().execute(f"SELECT request_key FROM {table}")
        return {row[0] for row in keys}
    finally:
        desk.close()


def work_until_killed(file, run, seconds, deeds=WORK):
    """Do ``deeds`` in another process, kill it, and return the keys it said were saved."""
    work = subprocess.Popen(
        [sys.executable, "-c", deeds, str(file), str(run)], stdout=subprocess.PIPE, text=True
    )
    first = work.stdout.readline()
    time.sleep(seconds)
    work.kill()
    said, _err = work.communicate()
    return {line for line in (first + said).split("\n")[:-1] if line}


def test_nothing_that_was_said_to_be_saved_is_lost_and_nothing_is_half_there(file):
    chance = random.Random(7)
    said = set()
    for run in range(KILLS):
        said |= work_until_killed(file, run, chance.uniform(0.0, 0.08))
        assert check_closed(file).sound
        assert said <= kept_keys(file)
    assert len(said) > KILLS


def test_a_loan_that_was_said_to_be_made_is_there_and_stock_and_loans_agree(lending_file):
    chance = random.Random(11)
    said = set()
    for run in range(LENDING_KILLS):
        said |= work_until_killed(lending_file, run, chance.uniform(0.0, 0.12), LENDING)
        assert check_closed(lending_file).sound
        assert said <= kept_keys(lending_file, "loan")
    assert len(said) > LENDING_KILLS
