import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from stationdesk.domain.problems import Refused
from stationdesk.store.database import (
    NotAStation,
    NotWritable,
    TooNew,
    bring_up_to_date,
    holder_of,
    open_database,
    schema_version,
    visiting,
)
from stationdesk.store.migrations import STEPS
from stationdesk.store.tables import ALL_TABLES, INSERT_ONLY, PlaceRow


@pytest.fixture
def opened(tmp_path):
    database = open_database(tmp_path / "枫桥路.station")
    yield database
    database.close()


def test_a_new_file_gets_todays_schema(tmp_path):
    open_database(tmp_path / "s.station").close()
    assert schema_version(tmp_path / "s.station") == len(STEPS)


def test_the_tables_say_what_the_steps_made(opened):
    for table in ALL_TABLES:
        meta = table._meta
        made = {column.name for column in meta.database.get_columns(meta.table_name)}
        assert made == {field.column_name for field in meta.sorted_fields}
        nullable = {c.name for c in meta.database.get_columns(meta.table_name) if c.null}
        assert nullable - {"id", meta.primary_key.name} == {
            field.column_name for field in meta.sorted_fields if field.null
        }


def test_the_file_is_kept_by_the_careful_settings(opened):
    asked = {
        name: opened.raw().execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "locking_mode")
    }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "locking_mode": "exclusive",
    }


def test_a_failing_step_leaves_no_trace(tmp_path):
    with closing(sqlite3.connect(tmp_path / "s.db")) as file:
        bring_up_to_date(file, ["CREATE TABLE a (x)"])
        with pytest.raises(sqlite3.OperationalError):
            bring_up_to_date(file, ["CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"])
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
        assert [r[0] for r in file.execute("SELECT name FROM sqlite_master")] == ["a"]
    assert (tmp_path / "s.db.v1.bak").exists()


def test_a_later_releases_file_is_left_alone(tmp_path):
    path = tmp_path / "s.station"
    open_database(path).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(TooNew, match="newer StationDesk"):
        open_database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"hello, this is a text file", b"PK\x03\x04" + b"0" * 200])
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "letter.station"
    path.write_bytes(content)
    with pytest.raises(NotAStation, match=r"letter\.station"):
        open_database(path)
    assert path.read_bytes() == content


def test_another_programs_sqlite_file_is_refused(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.station")) as file:
        file.execute("PRAGMA application_id = 42")
        file.execute("CREATE TABLE theirs (x)")
    with pytest.raises(NotAStation):
        open_database(tmp_path / "other.station")


def test_a_second_process_is_told_who_has_the_file(opened):
    code = (
        "import sys; from stationdesk.store.database import open_database, InUse\n"
        "try: open_database(sys.argv[1])\n"
        "except InUse as refusal: print(refusal)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(opened.path)], capture_output=True, text=True, check=True
    )
    holder = holder_of(opened.path)
    assert holder.pc in told.stdout
    assert holder.since in told.stdout


def test_a_file_that_was_closed_can_be_opened_by_the_next(opened):
    opened.close()
    assert holder_of(opened.path) is None
    with visiting(opened.path) as again:
        assert again.raw().execute("SELECT count(*) FROM item").fetchone() == (0,)


def test_visiting_another_file_leaves_the_open_one_in_its_place(opened, tmp_path):
    PlaceRow.create(code="1", name="货架1", shelf_order=1)
    with visiting(tmp_path / "other.station"):
        assert PlaceRow.select().count() == 0
    assert PlaceRow.select().count() == 1


def test_a_transaction_keeps_all_or_nothing(opened):
    def half_a_deed():
        with opened.transaction():
            PlaceRow.create(code="1", name="货架1", shelf_order=1)
            raise Refused([])

    with pytest.raises(Refused):
        half_a_deed()
    assert PlaceRow.select().count() == 0


@pytest.mark.parametrize("table", INSERT_ONLY)
@pytest.mark.parametrize("deed", ["UPDATE", "DELETE"])
def test_the_engine_itself_guards_what_is_only_added_to(opened, table, deed):
    triggers = opened.raw().execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
    )
    assert f"{table}_no_{deed.lower()}" in {row[0] for row in triggers}


def test_an_insert_only_row_can_neither_change_nor_go(opened):
    raw = opened.raw()
    raw.execute("INSERT INTO stored_file VALUES (?, 1, x'00')", ["0" * 64])
    with pytest.raises(sqlite3.IntegrityError, match="insert-only"):
        raw.execute("UPDATE stored_file SET size_bytes = 2")
    with pytest.raises(sqlite3.IntegrityError, match="insert-only"):
        raw.execute("DELETE FROM stored_file")


def test_a_copy_of_the_open_file_has_its_latest_records(opened, tmp_path):
    with opened.transaction():
        PlaceRow.create(code="1", name="货架1", shelf_order=1)
    opened.copy_to(tmp_path / "copy.station")
    with visiting(tmp_path / "copy.station"):
        assert [place.name for place in PlaceRow.select()] == ["货架1"]


def test_a_copy_that_cannot_be_written_leaves_nothing_behind(opened, tmp_path):
    with pytest.raises(OSError, match="unable to open"):
        opened.copy_to(tmp_path / "missing" / "copy.station")
    assert not (tmp_path / "missing").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "folder.station").mkdir()
    for path in (tmp_path / "folder.station", tmp_path / "nowhere" / "a.station"):
        with pytest.raises(NotWritable) as refusal:
            open_database(path)
        assert path.name in str(refusal.value)
