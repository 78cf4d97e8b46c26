"""Every released schema stays as a file that today's program opens, with its records kept."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import check_closed
from stationdesk.store.database import open_database, schema_version
from stationdesk.store.migrations import STEPS

FILES = sorted((Path(__file__).parents[1] / "fixtures" / "databases").glob("*.station"))


def structure(path):
    """Return what each table, index and trigger was made with, by kind and name."""
    with closing(sqlite3.connect(path)) as file:
        made = file.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {(kind, name): " ".join((sql or "").split()) for kind, name, _table, sql in made}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def released(request, tmp_path):
    copy = tmp_path / request.param.name
    shutil.copyfile(request.param, copy)
    return copy


def test_todays_schema_is_among_the_kept_files():
    assert max(map(schema_version, FILES)) == len(STEPS)


def test_a_released_file_opens_and_keeps_its_records(released):
    desk = open_desk(released)
    try:
        assert desk.station.known_station().name == "枫桥路便民服务驿站"
        assert {line.item.name: line.quantity for line in desk.inventory.stock()} == {"雨伞": 20}
        assert [line.amenity.name for line in desk.amenities.register()] == ["饮水机"]
        assert len(desk.tiers.assessments()) == 1
    finally:
        desk.close()
    assert check_closed(released).sound


def test_a_released_file_becomes_what_a_new_one_is(released, tmp_path):
    open_database(released).close()
    open_database(tmp_path / "new.station").close()
    assert structure(released) == structure(tmp_path / "new.station")
