"""The PC loses its power while somebody works: what was said to be saved is there afterwards."""

import random
import subprocess
import sys
import time

import pytest

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
KILLS = 12


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    return path


def kept_keys(file):
    desk = open_desk(file, today=TODAY)
    try:
        keys = desk.context.database.raw().execute("SELECT request_key FROM stock_document")
        return {row[0] for row in keys}
    finally:
        desk.close()


def work_until_killed(file, run, seconds):
    """Post documents in another process, kill it, and return the keys it said were saved."""
    work = subprocess.Popen(
        [sys.executable, "-c", WORK, str(file), str(run)], stdout=subprocess.PIPE, text=True
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
