import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.problems import Refused
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.desk import open_desk
from stationdesk.services.safekeeping import (
    backups_in,
    check_closed,
    is_overdue,
    restore,
    thin_out,
    to_keep,
)
from stationdesk.store.database import schema_version
from tests.stations import small_station

NOW = datetime(2026, 6, 30, 17, 0)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    return path


def names(path):
    desk = open_desk(path)
    try:
        return [item.name for item in desk.inventory.items()]
    finally:
        desk.close()


def damage(path, sql):
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(sql)


def test_a_file_as_it_was_written_is_sound(file):
    found = check_closed(file)
    assert found.sound
    assert [check.name for check in found.checks] == ["sqlite", "ledger", "audit", "attachments"]


@pytest.mark.parametrize(
    ("table", "sql", "broken"),
    [
        ("movement", "UPDATE movement SET quantity = quantity + 1", "ledger"),
        ("stock_document", "UPDATE stock_document SET note = 'x'", "ledger"),
        ("audit_event", "UPDATE audit_event SET recorded_by = '别人' WHERE id = 1", "audit"),
        ("stored_file", "UPDATE stored_file SET content = x'00'", "attachments"),
    ],
)
def test_a_value_changed_behind_our_back_is_found(file, table, sql, broken):
    damage(file, f"DROP TRIGGER {table}_no_update; {sql};")
    found = check_closed(file)
    assert [check.name for check in found.checks if not check.ok] == [broken]


def test_a_deleted_audit_line_is_found(file):
    damage(file, "DROP TRIGGER audit_event_no_delete; DELETE FROM audit_event WHERE id = 2;")
    assert [check.name for check in check_closed(file).checks if not check.ok] == ["audit"]


def test_a_backup_holds_everything_and_is_checked(file, tmp_path):
    desk = open_desk(file)
    copy = desk.safekeeping.backup(tmp_path / "备份", NOW)
    desk.close()
    assert copy.name == "枫桥路-20260630-170000.station"
    assert check_closed(copy).sound
    assert names(copy) == ["雨伞"]


def test_a_backup_that_cannot_be_written_is_told_and_leaves_nothing(file, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    desk = open_desk(file)
    with pytest.raises(Refused, match="taken"):
        desk.safekeeping.backup(tmp_path / "taken", NOW)
    desk.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken", "枫桥路.station"]


def test_an_unsound_file_makes_no_backup_that_one_could_trust(file, tmp_path):
    damage(file, "DROP TRIGGER movement_no_update; UPDATE movement SET quantity = 9;")
    desk = open_desk(file)
    with pytest.raises(Refused, match="did not pass"):
        desk.safekeeping.backup(tmp_path / "备份", NOW)
    desk.close()
    assert list((tmp_path / "备份").iterdir()) == []


def test_a_restore_brings_back_the_copy_and_keeps_what_it_replaces(file, tmp_path):
    desk = open_desk(file)
    copy = desk.safekeeping.backup(tmp_path / "备份", NOW)
    item = desk.inventory.items()[0]
    desk.inventory.receive(
        NewReceipt(
            business_date=date(2026, 6, 30),
            lines=(ReceiptLine(item_id=item.id, quantity=5),),
            source=Source.PURCHASE,
            request_key="later",
        )
    )
    desk.close()
    kept = restore(copy, file, NOW)
    with closing(sqlite3.connect(kept)) as former, closing(sqlite3.connect(file)) as now:
        counted = "SELECT count(*) FROM stock_document"
        assert former.execute(counted).fetchone() == (2,)
        assert now.execute(counted).fetchone() == (1,)
    assert not list(tmp_path.glob("*.restoring*"))


@pytest.mark.parametrize("spoil", ["cut", "newer", "values"])
def test_a_bad_copy_is_refused_and_the_file_stays_as_it_is(file, tmp_path, spoil):
    desk = open_desk(file)
    copy = desk.safekeeping.backup(tmp_path / "备份", NOW)
    desk.close()
    if spoil == "cut":
        copy.write_bytes(copy.read_bytes()[:20_000])
    elif spoil == "newer":
        damage(copy, f"PRAGMA user_version = {schema_version(copy) + 1};")
    else:
        damage(copy, "DROP TRIGGER movement_no_update; UPDATE movement SET quantity = 9;")
    before = file.read_bytes()
    with pytest.raises(Refused):
        restore(copy, file, NOW)
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.restoring*"))


def test_a_restore_onto_an_open_file_is_refused(file, tmp_path):
    desk = open_desk(file)
    copy = desk.safekeeping.backup(tmp_path / "备份", NOW)
    with pytest.raises(Refused, match="open"):
        restore(copy, file, NOW)
    desk.close()
    assert names(file) == ["雨伞"]


def test_a_missing_copy_is_told_by_name(tmp_path):
    with pytest.raises(Refused, match=r"gone\.station"):
        restore(tmp_path / "gone.station", tmp_path / "a.station", NOW)


def test_old_copies_are_thinned_to_days_weeks_and_months():
    made = [NOW - timedelta(hours=6 * n) for n in range(4 * 400)]
    kept = to_keep(made)
    days = {moment.date() for moment in kept}
    assert max(kept) == NOW
    assert all(NOW.date() - timedelta(days=n) in days for n in range(12))
    assert 12 < len(kept) <= 3 + 12 + 10 + 9
    assert [m for m in made if m.date() == NOW.date()] == sorted(
        (m for m in kept if m.date() == NOW.date()), reverse=True
    )
    assert min(days) < NOW.date() - timedelta(days=200)


def test_thinning_removes_only_copies_of_this_station(file, tmp_path):
    folder = tmp_path / "备份"
    folder.mkdir()
    for n in range(40):
        moment = NOW - timedelta(days=n)
        (folder / f"枫桥路-{moment:%Y%m%d-%H%M%S}.station").write_bytes(b"")
    (folder / "别的站-20200101-000000.station").write_bytes(b"")
    (folder / "枫桥路-照片.station").write_bytes(b"")
    thin_out(folder, "枫桥路")
    assert len(backups_in(folder, "枫桥路")) < 25
    assert (folder / "别的站-20200101-000000.station").exists()
    assert (folder / "枫桥路-照片.station").exists()


@pytest.mark.parametrize(
    ("last", "overdue"),
    [(None, True), (NOW - timedelta(days=14), False), (NOW - timedelta(days=15), True)],
)
def test_a_backup_is_overdue_after_two_weeks(last, overdue):
    assert is_overdue(last, NOW) is overdue


def test_an_emptied_copy_is_refused_and_replaces_nothing(file, tmp_path):
    emptied = tmp_path / "备份.station"
    emptied.touch()
    with pytest.raises(Refused, match="备份"):
        restore(emptied, file, NOW)
    assert names(file) == ["雨伞"]
    assert emptied.stat().st_size == 0
    assert sorted(each.name for each in tmp_path.glob("枫桥路*")) == ["枫桥路.station"]


def test_an_emptied_file_is_not_taken_for_a_new_one(tmp_path):
    emptied = tmp_path / "枫桥路.station"
    emptied.touch()
    for opens in (check_closed, open_desk):
        with pytest.raises(Refused, match="枫桥路"):
            opens(emptied)
    assert emptied.stat().st_size == 0


def test_a_cut_off_copy_is_refused_by_its_own_name(file, tmp_path):
    cut = tmp_path / "备份.station"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(Refused, match="备份"):
        restore(cut, file, NOW)
    assert names(file) == ["雨伞"]


def test_a_copy_taken_after_a_sudden_end_is_restored_with_its_last_records(file, tmp_path):
    desk = open_desk(file)
    try:
        desk.inventory.add_item(NewItem(name="口罩", unit="个"))
        copy = tmp_path / "u盘" / "枫桥路.station"
        copy.parent.mkdir()
        for ending in ("", "-wal"):
            beside = file.with_name(file.name + ending)
            copy.with_name(copy.name + ending).write_bytes(beside.read_bytes())
    finally:
        desk.close()
    target = tmp_path / "恢复.station"
    restore(copy, target, NOW)
    assert names(target) == ["雨伞", "口罩"]
