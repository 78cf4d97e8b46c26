"""All services over one file, as a command line opens them."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from stationdesk.domain.station import NewStation
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.desk import open_desk
from stationdesk.store import audit

TODAY = date(2026, 6, 30)


@pytest.fixture
def desk():
    opened = open_desk(":memory:", today=TODAY)
    yield opened
    opened.close()


def register(path):
    book = openpyxl.Workbook()
    book.active.append(["设施名称", "品牌型号", "数量", "位置", "状态"])
    book.active.append(["微波炉", "M1", 1, "休息区", "正常"])
    book.active.append(["手机充电柜", "C1", 1, "大厅", "故障"])
    book.save(path)
    return read_ledger_file(path)


def test_a_register_with_a_broken_amenity_goes_into_a_file_without_a_station(desk, tmp_path):
    desk.imports.bring_in([register(tmp_path / "设施.xlsx")])
    working = {line.amenity.name: line.working_pieces for line in desk.amenities.register()}
    assert working == {"微波炉": 1, "手机充电柜": 0}


def test_what_is_done_before_there_is_a_keeper_bears_the_name_of_the_account(desk, tmp_path):
    desk.imports.bring_in([register(tmp_path / "设施.xlsx")])
    assert all(event.recorded_by.strip() for event in audit.latest(100))


def test_the_keeper_answers_for_what_is_done(desk, tmp_path):
    desk.station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="骆清平"))
    desk.imports.bring_in([register(tmp_path / "设施.xlsx")])
    assert audit.latest(1)[0].recorded_by == "骆清平"
