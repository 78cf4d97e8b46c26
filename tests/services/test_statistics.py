"""Every chart is counted again in plain SQL, and every bar by its records."""

from datetime import date, datetime, timedelta

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.places import NewPlace
from stationdesk.domain.reporting.spans import Days
from stationdesk.domain.station import NewStation
from stationdesk.domain.statistics.charts import BEFORE, NOW
from stationdesk.domain.statistics.subjects import TITLES
from stationdesk.domain.stock import Source
from stationdesk.domain.stock_wishes import NewIssue, NewReceipt, ReceiptLine, TakeLine
from stationdesk.domain.visits import NewVisit
from stationdesk.services.desk import Desk
from stationdesk.store.plain_sql import rows

TODAY = date(2026, 6, 30)
JUNE = Days(date(2026, 6, 1), TODAY)
YEAR = Days(date(2025, 7, 1), TODAY)


def visit(day, group="rider", service="water", people=1, hour=10):
    at = None if hour is None else datetime(day.year, day.month, day.day, hour, 5)
    return NewVisit(day=day, group=group, service=service, people=people, counted_at=at)


@pytest.fixture
def desk(context):
    made = Desk(context)
    made.station.set_up(NewStation(name="枫桥路便民服务驿站", keeper="骆清平"))
    made.visits.count_many(
        [
            visit(date(2026, 6, 1), people=3, hour=9),
            visit(date(2026, 6, 1), "elder", "rest", 2, None),
            visit(date(2026, 6, 12), "elder", "rest", 4, 14),
            visit(date(2026, 5, 3), people=7),
            visit(date(2025, 6, 12), people=5),
        ]
    )
    taken_back = made.visits.tap("rider", "rest", 9)
    made.visits.undo(taken_back)
    place = made.inventory.add_place(NewPlace(name="前台"))
    water = made.inventory.add_item(NewItem(name="瓶装水", unit="瓶", place_id=place))
    made.inventory.receive(
        NewReceipt(
            business_date=TODAY - timedelta(days=60),
            lines=(ReceiptLine(item_id=water, quantity=100),),
            source=Source.PURCHASE,
            request_key="in",
        )
    )
    for ago in (40, 20, 2):
        made.inventory.issue(
            NewIssue(
                business_date=TODAY - timedelta(days=ago),
                lines=(TakeLine(item_id=water, quantity=10),),
                receiver="来访人员",
                request_key=f"out{ago}",
            )
        )
    return made


def by_key(chart, series=0):
    return {point.key: point.values[series] for point in chart.points if point.values[series]}


def test_visits_by_day_are_those_of_the_table(desk):
    chart = desk.statistics.chart("visits.days", JUNE)
    counted = rows(
        """SELECT business_date, SUM(people) FROM visit WHERE voided_at IS NULL
            AND business_date BETWEEN '2026-06-01' AND '2026-06-30' GROUP BY business_date"""
    )
    assert by_key(chart) == {str(day): people for day, people in counted}
    assert len(chart.points) == 30
    assert "9 visits in all" in str(chart.told)


def test_a_year_is_told_by_months_beside_the_year_before(desk):
    chart = desk.statistics.chart("visits.days", YEAR, compared=True)
    assert [series.key for series in chart.series] == [NOW, BEFORE]
    assert by_key(chart) == {"2026-05-01": 7, "2026-06-01": 9}
    assert by_key(chart, 1) == {"2026-06-01": 5}


def test_a_chart_over_time_can_be_narrowed_to_one_group(desk):
    parts = desk.statistics.parts("visits.days", JUNE)
    assert list(parts) == ["", "rider", "elder"]
    chart = desk.statistics.chart("visits.days", JUNE, part="elder")
    assert by_key(chart) == {"2026-06-01": 2, "2026-06-12": 4}
    (line,) = desk.statistics.records(chart, "2026-06-12", NOW)
    assert (line.day, line.amount) == (date(2026, 6, 12), 4)


def test_hours_leave_out_whom_nobody_noted_and_say_so(desk):
    chart = desk.statistics.chart("visits.hours", JUNE)
    assert by_key(chart) == {"9": 3, "14": 4}
    assert "2 visits" in str(chart.note)


def test_the_field_of_hours_tells_weekday_and_hour(desk):
    chart = desk.statistics.chart("visits.heat", JUNE)
    monday, friday = chart.point("1"), chart.point("5")
    hours = [series.key for series in chart.series]
    assert monday.values[hours.index("9")] == 3
    assert friday.values[hours.index("14")] == 4
    assert sum(sum(point.values) for point in chart.points) == 7
    (line,) = desk.statistics.records(chart, "5", "14")
    assert line.day == date(2026, 6, 12)
    assert str(chart.told).startswith("Busiest: Friday 14:00")


def test_goods_are_told_by_item_and_how_long_they_last(desk):
    used = desk.statistics.chart("stock.items", JUNE)
    assert [point.values for point in used.points] == [(20,)]
    forecast = desk.statistics.chart("stock.forecast", JUNE)
    assert len(desk.statistics.records(forecast, forecast.points[0].key, NOW)) == 3
    (point,) = forecast.points
    known = (TODAY - min(line.day for line in _issues(desk, forecast))).days + 1
    assert point.values == (70 * known // 30,)


def _issues(desk, forecast):
    return desk.statistics.records(forecast, forecast.points[0].key, NOW)


@pytest.mark.parametrize("key", list(TITLES))
@pytest.mark.parametrize("days", [JUNE, YEAR])
def test_every_chart_is_made_and_its_bars_know_their_records(desk, key, days):
    chart = desk.statistics.chart(key, days, compared=True)
    assert str(chart.told)
    for point in chart.points:
        assert len(point.values) == len(chart.series)
        for number, series in enumerate(chart.series):
            lines = desk.statistics.records(chart, point.key, series.key)
            counts = key.startswith(("visits", "lending", "volunteers")) or key in (
                "feedback.days",
                "feedback.kinds",
                "stock.days",
                "stock.items",
            )
            if counts:
                amount = sum(line.amount for line in lines) / chart.scale
                assert amount == pytest.approx(point.values[number] or 0)


def test_an_empty_station_has_empty_charts(context):
    desk = Desk(context)
    for key in TITLES:
        assert desk.statistics.chart(key, JUNE, compared=True).says_nothing, key


def test_a_chart_that_is_not_there_is_an_error(desk):
    with pytest.raises(KeyError):
        desk.statistics.chart("visits.nowhere", JUNE)


def test_the_workbook_has_the_rows_of_the_chart(desk, tmp_path):
    chart = desk.statistics.chart("visits.groups", JUNE, compared=True)
    file = tmp_path / "chart.xlsx"
    desk.statistics.workbook(chart)(file)
    from openpyxl import load_workbook

    cells = [
        [cell for cell in row if cell is not None]
        for row in load_workbook(file).worksheets[0].iter_rows(values_only=True)
    ]
    assert any("These days (visits)" in row for row in ([str(c) for c in r] for r in cells))
    assert ["Older people", 6, 0] in [row[-3:] for row in cells]
