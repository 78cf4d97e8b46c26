from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.printed_dates import printed_month
from stationdesk.domain.problems import Refused
from stationdesk.domain.station import MonthExpiryRule, NewStation
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.services.changes import Topic
from stationdesk.services.desk import open_desk
from stationdesk.services.settings import StationSettings, usual_folder
from stationdesk.services.station import StationFacts
from stationdesk.store import audit

NOW = datetime(2026, 6, 30, 17, 0)
STATION = NewStation(name="枫桥路便民服务驿站", keeper="骆清平")


@pytest.fixture
def settings(context):
    return StationSettings(context)


@pytest.fixture
def desk(tmp_path):
    opened = open_desk(tmp_path / "枫桥路.station", today=date(2026, 6, 30))
    opened.station.set_up(STATION)
    yield opened
    opened.close()


def test_copies_go_beside_the_file_until_a_folder_is_chosen(settings, tmp_path):
    file = tmp_path / "a.station"
    assert settings.backup_folders(file) == [usual_folder(file)]
    settings.keep_backup_folder(tmp_path / "copies")
    assert settings.backup_folders(file) == [tmp_path / "copies"]
    settings.keep_backup_folder(None)
    assert settings.backup_folders(file) == [usual_folder(file)]


def test_the_second_folder_counts_only_while_its_drive_is_plugged_in(settings, tmp_path):
    settings.keep_second_backup_folder(tmp_path / "usb" / "copies")
    file = tmp_path / "a.station"
    assert settings.backup_folders(file) == [usual_folder(file)]
    (tmp_path / "usb").mkdir()
    assert settings.backup_folders(file) == [usual_folder(file), tmp_path / "usb" / "copies"]


def test_choosing_a_folder_is_announced_noted_and_can_be_taken_back(
    settings, announced, undos, tmp_path
):
    settings.keep_backup_folder(tmp_path)
    assert announced == [frozenset({Topic.STATION})]
    (event,) = audit.events_of("setting", "backup_folder")
    assert event.after == {"value": str(tmp_path)}
    undos.pop().take_back()
    assert settings.settings().backup_folder == ""


def test_the_same_folder_again_is_no_change(settings, announced, tmp_path):
    settings.keep_backup_folder(tmp_path)
    settings.keep_backup_folder(tmp_path)
    assert len(announced) == 1


def test_a_file_and_the_other_folder_are_refused(settings, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Refused):
        settings.keep_backup_folder(tmp_path / "file")
    settings.keep_backup_folder(tmp_path)
    with pytest.raises(Refused):
        settings.keep_second_backup_folder(tmp_path)


def test_a_round_copies_into_every_folder_and_remembers_when(desk, tmp_path):
    second = tmp_path / "usb"
    second.mkdir()
    desk.settings.keep_second_backup_folder(second)
    file = desk.context.database.path
    told = desk.settings.back_up(NOW)
    assert [path.parent for path in told.made] == [usual_folder(file), second]
    assert told.failed == ()
    assert [copy.made_at for copy in desk.settings.backups(file)] == [NOW, NOW]
    for path in told.made:
        path.unlink()
    assert desk.settings.last_backup(file) == NOW


def test_a_folder_that_fails_does_not_keep_the_other_from_its_copy(desk, tmp_path):
    in_the_way = usual_folder(desk.context.database.path)
    in_the_way.touch()
    second = tmp_path / "usb"
    second.mkdir()
    desk.settings.keep_second_backup_folder(second)
    told = desk.settings.back_up(NOW)
    assert len(told.made) == len(told.failed) == 1


def test_a_round_thins_out_the_copies_of_earlier_days(desk):
    for hours in (30, 29, 28, 2, 1, 0):
        desk.settings.back_up(NOW - timedelta(hours=hours))
    kept = [each.made_at for each in desk.settings.backups(desk.context.database.path)]
    assert kept == [NOW - timedelta(hours=hours) for hours in (0, 1, 2, 28)]


def test_another_reading_of_months_moves_the_last_days_of_goods_and_back(context, undos, inventory):
    facts, settings = StationFacts(context), StationSettings(context)
    facts.set_up(STATION)
    place = inventory.add_place(NewPlace(name="前台"))
    item = inventory.add_item(
        NewItem(name="碘伏棉棒", unit="盒", place_id=place, tracks_expiry=True)
    )
    line = ReceiptLine(item_id=item, quantity=2, expiry=printed_month(2027, 3))
    inventory.receive(
        NewReceipt(
            business_date=context.today(), lines=(line,), source=Source.OPENING, request_key="1"
        )
    )

    def last_day():
        return inventory.batches(item)[0].expires_on

    before = last_day()
    undos.clear()
    settings.change_station(
        replace(STATION, month_expiry_rule=MonthExpiryRule.MONTH_START), version=1
    )
    assert before == date(2027, 3, 31)
    assert last_day() < date(2027, 3, 2)
    (undo,) = undos
    undo.take_back()
    assert last_day() == before


def test_a_standard_can_be_chosen_from_those_shipped(settings):
    assert "yanta-2023" in [line.key for line in settings.standards()]


def test_days_of_waiting_and_of_keeping_are_chosen_noted_and_taken_back(settings, undos):
    settings.keep_found_days(14)
    settings.keep_retention_days(0)
    chosen = settings.settings()
    assert (chosen.found_days, chosen.retention_days) == (14, 0)
    (event,) = audit.events_of("setting", "retention_days")
    assert event.after == {"value": "0"}
    undos.pop().take_back()
    assert settings.settings().retention_days == 30
    with pytest.raises(Refused, match="Choose from 1 to 365 days"):
        settings.keep_found_days(0)
