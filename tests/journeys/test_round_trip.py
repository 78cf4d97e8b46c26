"""What leaves one station as a workbook comes into another as the same records."""

from datetime import date

import pytest

from stationdesk.domain.station import NewStation
from stationdesk.i18n import use_language
from stationdesk.paths import locale_folder
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.demo.making import live_through
from stationdesk.services.desk import open_desk

TODAY = date(2026, 6, 30)


def shelves(desk):
    return sorted(
        (
            balance.item.name,
            balance.item.spec,
            balance.item.unit,
            balance.place.name,
            balance.batch.batch_no,
            balance.batch.expires_on or date.max,
            balance.quantity,
        )
        for balance in desk.inventory.balances()
    )


def register(desk):
    return sorted(
        (
            line.amenity.name,
            line.amenity.model,
            line.amenity.kind,
            line.amenity.pieces,
            line.amenity.place.name,
            line.amenity.since,
            line.amenity.keeper,
        )
        for line in desk.amenities.register()
    )


@pytest.fixture(autouse=True)
def in_chinese():
    """Stations keep their ledgers in Chinese; so are the headings that are read back."""
    use_language("zh_CN", locale_folder())
    yield
    use_language("en", locale_folder())


@pytest.fixture(params=[".xlsx", ".csv"])
def ending(request):
    return request.param


@pytest.fixture
def first(tmp_path):
    desk = open_desk(tmp_path / "one.station", today=TODAY)
    live_through(desk, date(2026, 6, 1), TODAY)
    yield desk
    desk.close()


def test_goods_and_amenities_come_back_as_they_went(first, tmp_path, ending):
    books = [tmp_path / f"{listing}{ending}" for listing in ("batches", "amenities")]
    for book in books:
        first.exports.extract(book.stem).write(book)
    told = (shelves(first), register(first))
    first.close()
    second = open_desk(tmp_path / "two.station", today=TODAY)
    try:
        second.imports.bring_in([read_ledger_file(book) for book in books])
        assert (shelves(second), register(second)) == told
    finally:
        second.close()


def test_a_workbook_brought_back_into_its_own_station_changes_nothing(first, tmp_path):
    books = [tmp_path / f"{listing}.xlsx" for listing in ("batches", "amenities")]
    for book in books:
        first.exports.extract(book.stem).write(book)
    brought = first.imports.bring_in([read_ledger_file(book) for book in books])
    assert [run for _plan, run in brought] == [None, None]


def test_what_helps_programs_in_our_own_workbooks_is_no_ledger(first, tmp_path):
    first.exports.extract("batches").write(tmp_path / "a.xlsx")
    file = read_ledger_file(tmp_path / "a.xlsx")
    assert len(file.ledgers) == 1
    assert file.notes == ()


def test_a_broken_amenity_comes_in_before_the_station_has_a_keeper(tmp_path):
    desk = open_desk(tmp_path / "new.station", today=TODAY)
    try:
        desk.station.set_up(NewStation(name="新站"))
        book = tmp_path / "设施.csv"
        book.write_text("设施名称,数量,位置,状态\n微波炉,1,大厅,损坏\n", encoding="utf-8")
        desk.imports.bring_in([read_ledger_file(book)])
        (fault,) = desk.amenities.faults()
        assert fault.reported_by
    finally:
        desk.close()
