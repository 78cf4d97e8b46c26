from datetime import date

import pytest

from stationdesk.domain.goods import NewItem
from stationdesk.domain.problems import Refused
from stationdesk.domain.usual_periods import month_of
from stationdesk.services.desk import open_desk
from stationdesk.services.drafts import Choice
from stationdesk.services.report_catalogue import REPORTS
from tests.stations import TODAY, small_station


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    opened = open_desk(path, today=TODAY)
    yield opened
    opened.close()


def rows(draft):
    (table,) = [block for block in draft.paper.blocks if hasattr(block, "groups")]
    return table.records()


LACKING = {
    "inspection-sheet",
    "corrective-notice",
    "kit-check",
    "kit-check-blank",
    "count-sheet",
    "loan-slip",
    "feedback-sheet",
    "retention-record",
    "labels",
    "my-shifts",
    "hours-statement",
    "volunteer-cards",
    "training-record",
    "service-record",
    "service-certificate",
}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
def test_each_paper_is_made_or_says_which_record_it_lacks(desk, report):
    if report.key in LACKING:
        with pytest.raises(Refused):
            desk.reports.draft(report.key)
    else:
        assert desk.reports.draft(report.key).paper.title


def test_a_replenishment_list_may_hold_only_what_was_chosen(desk):
    ids = [
        desk.inventory.add_item(NewItem(name=name, unit="件", minimum=5, target=10))
        for name in ("纸杯", "抽纸")
    ]
    everything = rows(desk.reports.draft("replenishment"))
    assert {line.item.name for line in everything} >= {"纸杯", "抽纸"}
    chosen = desk.reports.draft("replenishment", Choice(item_ids=frozenset(ids[:1])))
    assert [line.item.name for line in rows(chosen)] == ["纸杯"]


def test_a_name_to_save_under_fits_every_file_system(desk):
    name = desk.reports.draft("inventory").file_name(".xlsx")
    assert name.endswith(".xlsx")
    assert not set(name) & set('\\/:*?"<>|')


@pytest.mark.parametrize(
    ("day", "last"), [("2026-02-10", "2026-02-28"), ("2028-02-29", "2028-02-29")]
)
def test_a_month_ends_on_its_last_day(day, last):
    assert [d.isoformat() for d in month_of(date.fromisoformat(day))] == [day[:8] + "01", last]
