"""The papers of roster, volunteers and hours, made from the records of one station."""

from datetime import date, timedelta

import icalendar
import pytest

from stationdesk.documents.grids import DutyBoard, Grid
from stationdesk.documents.papers import Table
from stationdesk.domain.label_papers import CARD
from stationdesk.domain.labels import LabelKind
from stationdesk.domain.problems import Refused
from stationdesk.domain.roster.swaps import NewSwap, SwapKind
from stationdesk.services.drafts import Choice
from stationdesk.services.exports import LISTINGS
from stationdesk.store import audit
from tests.services.attendance_house import IDENTITY
from tests.services.roster_station import MONDAY, day_of
from tests.services.served_station import JUNE, WEEK, WHOLE_PHONE, ServedStation

KEYS = (
    "roster-week",
    "roster-month",
    "duty-board",
    "signin-sheet",
    "my-shifts",
    "volunteers",
    "volunteer-cards",
    "attendance",
    "hours",
    "hours-by-person",
    "hours-statement",
    "training-record",
    "trainings",
    "service-record",
    "service-certificate",
    "certificates",
)
LISTED = ("volunteers", "roster", "attendance", "hours", "hours-by-person", "certificates")


@pytest.fixture
def station(database):
    return ServedStation(database)


@pytest.fixture
def busy(station):
    station.publish()
    station.serve()
    station.train()
    station.record()
    return station


def draft(station, key, **choice):
    return station.desk.reports.draft(key, Choice(**choice))


def grid(made):
    return next(block for block in made.paper.blocks if isinstance(block, Grid))


def rows(made):
    return next(block for block in made.paper.blocks if isinstance(block, Table)).records()


def words(paper):
    from tests.documents.test_service_forms import printed

    return printed(paper)


@pytest.mark.parametrize("key", KEYS)
def test_each_paper_is_written_in_every_form_it_has(busy, tmp_path, key):
    if key == "service-certificate":
        busy.certificate()
    made = draft(busy, key)
    for ending in made.report.forms:
        path = tmp_path / f"out.{ending}"
        made.write(path)
        assert path.stat().st_size > 300
    assert made.file_name(".pdf").endswith(".pdf")


def test_the_week_of_a_day_is_its_monday_to_sunday(busy):
    shown = grid(draft(busy, "roster-week", on=day_of(4)))
    heads = [column.heading[1].text for column in shown.columns]
    assert heads[0] == f"{MONDAY.month}/{MONDAY.day}"
    assert len(heads) == 7


def test_names_are_masked_on_walls_unless_they_are_asked_for(busy):
    assert "娜娜" not in words(draft(busy, "roster-week").paper)
    assert "欧阳*" in words(draft(busy, "roster-week").paper)
    assert "欧阳娜娜" in words(draft(busy, "roster-week", full_names=True).paper)
    assert "娜娜" not in words(draft(busy, "duty-board").paper)


def test_the_wall_tells_changes_that_were_not_published_again(busy):
    assert "publishedrevision1" in words(draft(busy, "roster-week").paper)
    assert "notpublishedyet" not in words(draft(busy, "roster-week").paper)
    busy.roster.assign(busy.shift(day_of(5)).id, busy.shangguan)
    assert "1changessincethenareshown" in words(draft(busy, "roster-week").paper)


def test_a_draft_is_called_one_and_binds_nobody(station):
    station.open_week()
    station.roster.assign(station.shift(day_of(2)).id, station.ouyang)
    assert "notpublished" in words(draft(station, "roster-week").paper)
    assert "欧阳*" in words(draft(station, "roster-week").paper)
    board = next(
        block for block in draft(station, "duty-board").paper.blocks if isinstance(block, DutyBoard)
    )
    assert not any(duty.names for duty in board.duties)
    assert rows(draft(station, "signin-sheet")) == []
    assert station.desk.reports.calendars(*JUNE) == []


def test_the_month_is_that_of_the_first_day_or_of_today(busy):
    assert len(grid(draft(busy, "roster-month", by_people=True)).columns) == 30 + 2
    july = draft(busy, "roster-month", first=date(2026, 7, 1), last=date(2026, 7, 31), poster=True)
    assert len(grid(july).columns) == 31
    assert [paper.sheet for paper in july.made.book] == ["By shifts", "By people", "Line by line"]


def test_the_board_of_today_knows_who_is_on_duty_now(busy):
    board = next(
        block for block in draft(busy, "duty-board").paper.blocks if isinstance(block, DutyBoard)
    )
    assert [(duty.names, bool(duty.now)) for duty in board.duties] == [
        (("欧阳*",), True),
        ((), False),
    ]
    friday = draft(busy, "duty-board", on=day_of(4))
    shown = next(block for block in friday.paper.blocks if isinstance(block, DutyBoard))
    assert shown.duties[0].times == "until 02:00", "the night shift of the day before"
    assert not any(duty.now for duty in shown.duties)


def test_a_sign_in_sheet_is_for_a_day_or_a_week(busy):
    assert [line.name for line in rows(draft(busy, "signin-sheet"))] == ["欧阳娜娜"]
    week = rows(draft(busy, "signin-sheet", week=True))
    assert [(line.name, line.shift) for line in week] == [
        ("欧阳娜娜", "早班"),
        ("司徒文轩", "夜间巡查"),
    ]


# calendars


def events(path):
    made = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(each["uid"]): each for each in made.walk("VEVENT")}


def ics(station, tmp_path, who):
    path = tmp_path / "out.ics"
    draft(station, "my-shifts", record=who, first=JUNE[0]).write(path)
    return events(path)


def test_a_calendar_file_has_ones_own_shifts_and_no_name(busy, tmp_path):
    shown = ics(busy, tmp_path, busy.situ)
    row = busy.roster.assignment(busy.night)
    (event,) = shown.values()
    assert event["uid"] == row.uid
    assert event["dtstart"].dt.isoformat() == "2026-06-25T22:00:00+08:00"
    assert event["dtend"].dt.isoformat() == "2026-06-26T02:00:00+08:00"
    assert event["dtstamp"].dt.isoformat() == "2026-06-24T02:30:00+00:00"
    assert event["location"] == "枫桥路便民服务驿站 枫桥路 18 号"
    text = (tmp_path / "out.ics").read_text("utf-8")
    for private in ("司徒", "文轩", WHOLE_PHONE, "029"):
        assert private not in text


def test_a_shift_handed_over_leaves_one_calendar_and_comes_into_the_other(busy, tmp_path):
    busy.roster.swap_now(
        NewSwap(
            kind=SwapKind.COVER_ONCE,
            assignment_id=busy.night,
            to_volunteer_id=busy.shangguan,
        )
    )
    (gone,) = ics(busy, tmp_path, busy.situ).values()
    (new,) = ics(busy, tmp_path, busy.shangguan).values()
    assert (gone["status"], new["status"]) == ("CANCELLED", "CONFIRMED")
    assert gone["uid"] != new["uid"]


def test_there_is_a_calendar_for_everybody_who_serves(busy, tmp_path):
    files = busy.desk.reports.calendars(*JUNE)
    assert [name for name, _write in files] == ["V-0001.ics", "V-0002.ics"]
    for name, write in files:
        write(tmp_path / name)
        assert events(tmp_path / name)


# people, hours, certificates


def test_the_register_is_masked_and_whole_phones_need_a_reason_that_is_kept(busy):
    masked = words(draft(busy, "volunteers").paper)
    assert "138****5678" in masked
    assert "娜娜" not in masked
    before = audit.count()
    whole = words(draft(busy, "volunteers", reason="核对联系方式", full_names=True).paper)
    assert WHOLE_PHONE in whole
    assert "欧阳娜娜" in whole
    assert audit.count() == before + 1, "only one of them has a phone"
    (noted,) = audit.latest(1)
    assert (noted.action, WHOLE_PHONE in str(noted)) == ("unmask phone", False)
    assert IDENTITY not in whole


def test_cards_are_for_all_who_are_active_or_for_one(busy):
    everybody = draft(busy, "volunteer-cards").paper
    assert everybody.layout.key == CARD
    assert [label.name for label in everybody.labels] == ["欧阳娜娜", "司徒文轩", "上官若雪"]
    (one,) = draft(busy, "volunteer-cards", record=busy.situ).paper.labels
    assert one.square_text == busy.volunteers.volunteer(busy.situ).card_code


def test_a_scanned_card_names_its_volunteer_until_there_is_a_new_one(busy):
    labels = busy.desk.labels
    code = busy.volunteers.volunteer(busy.situ).card_code
    for typed in (code, code.lower(), f" {code}\r\n"):
        found = labels.resolve(typed)
        assert (found.kind, found.id, found.code) == ("volunteer", busy.situ, "V-0002")
    assert labels.resolve("v0002").id == busy.situ
    busy.volunteers.new_card(busy.situ)
    assert labels.resolve(code) is None
    assert labels.resolve("V-0002").kind == "volunteer"


def test_who_left_gets_no_card(busy):
    from stationdesk.domain.volunteers.people import Standing

    busy.volunteers.set_standing(busy.shangguan, Standing.LEFT, busy.at.date(), "搬家")
    names = [label.name for label in busy.desk.labels.things(LabelKind.VOLUNTEER)]
    assert names == ["欧阳娜娜", "司徒文轩"]


def test_a_statement_agrees_with_the_ledger(busy):
    made = draft(busy, "hours-statement", record=busy.ouyang, first=JUNE[0], last=JUNE[1])
    assert sum(line.minutes for line in rows(made)) == 143
    told = {fact.label: fact.value for fact in made.paper.head}
    assert told["Hours in this period"] == "2.4 h (143 minutes)"
    assert busy.desk.attendance.balance(busy.ouyang) == 143


def test_hours_are_rounded_as_the_setting_says(busy):
    busy.desk.settings.keep_hours_rounding(30)
    made = draft(busy, "hours-statement", record=busy.ouyang, first=JUNE[0], last=JUNE[1])
    told = {fact.label: fact.value for fact in made.paper.head}
    assert told["Hours in this period"] == "2.5 h (143 minutes)"


def test_the_newest_training_is_printed_with_everybody_on_its_list(busy):
    people = rows(draft(busy, "training-record"))
    assert [(each.number, each.name) for each in people] == [
        ("V-0001", "欧阳娜娜"),
        ("V-0002", "司徒文轩"),
    ]


def test_looking_at_a_certificate_counts_nothing_and_shows_no_whole_number(busy):
    made = busy.certificate()
    preview = draft(busy, "service-certificate", record=made)
    shown = words(preview.paper)
    assert "Preview,notvalid" in shown
    assert IDENTITY not in shown
    assert busy.desk.attendance.certificate(made).copies == 0


def test_a_certificate_that_is_printed_is_counted_and_the_next_one_is_a_copy(busy):
    made = busy.certificate()
    first, second = (
        words(draft(busy, "service-certificate", record=made, printed=True).paper)
        for _again in range(2)
    )
    assert IDENTITY in first
    assert "Preview" not in first
    assert "Duplicate" not in first
    assert second.replace("Duplicate", "") == first
    assert busy.desk.attendance.certificate(made).copies == 2


def test_what_is_not_issued_is_not_printed_for_good(busy):
    busy.desk.attendance.void_certificate(busy.desk.attendance.certificates()[0].id, "姓名写错")
    with pytest.raises(Refused, match="void"):
        draft(busy, "service-record", printed=True)
    assert "Voidpaper" in words(draft(busy, "service-record").paper)


def test_the_register_of_certificates_is_of_the_days_on_which_they_were_drawn_up(busy):
    today = busy.at.date()
    assert len(rows(draft(busy, "certificates", first=today, last=today))) == 1
    before = today - timedelta(days=1)
    assert rows(draft(busy, "certificates", first=before, last=before)) == []


# listings


@pytest.mark.parametrize("key", LISTED)
def test_listings_for_other_programs_name_nobody_whole(busy, tmp_path, key):
    path = tmp_path / "out.csv"
    extract = busy.desk.exports.extract(key, *WEEK)
    assert extract.records
    extract.write(path)
    text = path.read_text("utf-8-sig")
    for private in ("娜娜", "文轩", WHOLE_PHONE, IDENTITY):
        assert private not in text
    extract.write(tmp_path / "out.xlsx")


def test_without_a_first_day_the_roster_is_that_of_the_month(busy):
    lines = busy.desk.exports.extract("roster").records
    assert [line.shift for line in lines] == ["早班", "夜间巡查"]
    assert "roster" in {listing.key for listing in LISTINGS}
