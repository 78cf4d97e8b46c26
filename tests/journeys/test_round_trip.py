"""What leaves as a listing comes back as the same goods, in both languages and both formats."""

from __future__ import annotations

from datetime import date

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.printed_dates import printed_day
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewReceipt, ReceiptLine
from stationdesk.i18n import use_language
from stationdesk.paths import locale_folder
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.services.desk import open_desk

TODAY = date(2026, 6, 30)
NAMES = ("碘伏", "=1+1", "+86", "-2", "@架", "＝1", "' =1", "00123", "1E5", "𠮷牌 ㎡")


@pytest.fixture(params=["zh", "en"])
def language(request):
    use_language(request.param, locale_folder())
    yield request.param
    use_language("en", locale_folder())


def stocked():
    desk = open_desk(":memory:", today=TODAY)
    place = desk.inventory.add_place(NewPlace(name="货架"))
    for name in NAMES:
        item = desk.inventory.add_item(NewItem(name=name, unit="个", place_id=place))
        line = ReceiptLine(
            item_id=item, quantity=3, place_id=place, expiry=printed_day(date(2027, 5, 1))
        )
        desk.inventory.receive(
            NewReceipt(business_date=TODAY, lines=(line,), source=Source.PURCHASE)
        )
    return desk


def lots(desk):
    return {
        (each.item.name, each.batch.expires_on, each.quantity) for each in desk.inventory.balances()
    }


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_batches_come_back_as_they_left(language, ending, tmp_path):
    path = tmp_path / f"batches.{ending}"
    before = stocked()
    before.exports.extract("batches").write(path)
    told = lots(before)
    before.close()
    after = open_desk(":memory:", today=TODAY)
    after.imports.bring_in([read_ledger_file(path)])
    assert lots(after) == told
    assert len(told) == len(NAMES)
    after.close()
