"""The roster's papers: who serves when, what is missing, and no name where none may stand."""

import io
from datetime import date

import pypdfium2
import pytest
from openpyxl import load_workbook

from stationdesk.documents.forms.roster_duty import (
    BLANK_LINES_A_DAY,
    duty_board,
    own_shifts,
    sign_in_sheet,
)
from stationdesk.documents.forms.roster_wall import (
    DAYS_ON_A4,
    MOST_HOLES,
    WallRoster,
    month_book,
    month_wall,
    week_wall,
)
from stationdesk.documents.grids import DutyBoard, Grid, Shade, Style
from stationdesk.documents.papers import Table
from stationdesk.documents.pdf.pages import A3, A4
from stationdesk.documents.pdf.writing import pdf_of
from stationdesk.documents.workbooks.writing import workbook_of
from stationdesk.domain.ids import CoverRuleId, SkillId
from stationdesk.domain.opening import Interval
from stationdesk.domain.roster.cover_rules import Hole
from stationdesk.domain.roster.lines import roster_lines, shown_names
from stationdesk.domain.roster.periods import PeriodState
from stationdesk.domain.roster.rules import Weight
from stationdesk.domain.roster.shifts import absolute
from stationdesk.domain.roster.wall import WallStand, person_wall, shift_wall
from stationdesk.domain.working_days import DayKind
from tests.documents import roster_stories as story
from tests.documents.stories import STATION
from tests.documents.test_feedback_forms import PRINTED, packed

FACTS = story.month()
NIGHT = date(2026, 6, 19)


def hole(day, start=690, end=840, present=1, wanted=2, skill=None):
    return Hole(
        rule_id=CoverRuleId(1),
        rule_name="午间",
        weight=Weight.BLOCK,
        starts=absolute(day, start),
        ends=absolute(day, end),
        present=present,
        wanted=wanted,
        skill_id=skill,
    )


def stand(state=PeriodState.PUBLISHED, revision=2, pending=0):
    return WallStand(number="PB-2026-006", state=state, revision=revision, pending=pending)


def roster(first, last, *, masked=True, facts=FACTS, holes=(), stands=()):
    names = shown_names(story.PEOPLE, masked=masked, numbers=story.NUMBERS)
    return WallRoster(
        shifts=shift_wall(facts, first, last, names),
        people=person_wall(facts, first, last, names),
        lines=roster_lines(facts, first, last, names, story.NUMBERS),
        holes=holes,
        stands=stands,
        skill_names={SkillId(1): "急救员"},
    )


def week(**fields):
    return roster(story.MONDAY, story.SUNDAY, **fields)


def month(**fields):
    return roster(story.FIRST, story.LAST, **fields)


def pages(paper):
    content, report = pdf_of(paper)
    assert report.missing_characters == ""
    document = pypdfium2.PdfDocument(content)
    try:
        return [packed(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def size_of(paper):
    document = pypdfium2.PdfDocument(pdf_of(paper)[0])
    try:
        return tuple(round(side) for side in document[0].get_size())
    finally:
        document.close()


def inked(paper):
    """The boxes of all signs of the first page, and the page's size."""
    document = pypdfium2.PdfDocument(pdf_of(paper)[0])
    try:
        page = document[0]
        text = page.get_textpage()
        boxes = [
            text.get_charbox(at)
            for at in range(text.count_chars())
            if text.get_text_range(at, 1).strip()
        ]
        return boxes, page.get_size()
    finally:
        document.close()


def grids(paper):
    return [block for block in paper.blocks if isinstance(block, Grid)]


WALLS = {
    "week": lambda **how: week_wall(STATION, week(), printed_at=PRINTED, **how),
    "month": lambda **how: month_wall(STATION, month(), printed_at=PRINTED, **how),
}
every_wall = pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
in_any_shape = pytest.mark.parametrize(
    "how",
    [{}, {"by_people": True}, {"poster": True}, {"by_people": True, "poster": True}],
    ids=["A4 shifts", "A4 people", "A3 shifts", "A3 people"],
)


@every_wall
@in_any_shape
def test_a_wall_lies_on_its_sheet_and_all_words_stay_on_it(wall, how):
    paper = wall(**how)
    sheet = A3 if how.get("poster") else A4
    assert size_of(paper) == tuple(round(side) for side in sheet[::-1])
    boxes, (width, height) = inked(paper)
    assert min(box[0] for box in boxes) >= 25
    assert max(box[2] for box in boxes) <= width - 25
    assert min(box[1] for box in boxes) >= 15
    assert max(box[3] for box in boxes) <= height - 20


@every_wall
@in_any_shape
def test_masked_names_are_the_only_ones_on_the_wall(wall, how):
    words = "".join(pages(wall(**how)))
    assert "欧阳*" in words
    assert "张*1" in words
    assert "张*2" in words
    for name in ("明珠", "建国", "张丽", "买买提", "Montgomery"):
        assert name not in words


def test_whole_names_are_on_the_wall_by_choice_however_long_they_are():
    for made in (week(masked=False), month(masked=False)):
        maker = week_wall if len(made.shifts.days) == 7 else month_wall
        words = "".join(pages(maker(STATION, made)))
        assert "欧阳明珠" in words
        assert "买买提" in words
        assert "Elizabeth" in words


def test_the_wall_says_what_was_published_and_what_waits():
    words = "".join(pages(week_wall(STATION, week(stands=[stand(pending=3)]))))
    assert "PB-2026-006,publishedrevision2" in words
    assert "3changessincethenareshownhereandnotpublishedyet." in words
    draft = week(stands=[stand(PeriodState.DRAFT, 0)])
    assert "Rosterdraft:notpublished" in "".join(pages(week_wall(STATION, draft)))


def test_days_are_shaded_by_their_kind_and_named_at_the_head():
    (grid,) = grids(month_wall(STATION, month(), poster=True))
    shades = {column.heading[1].text: column.shade for column in grid.columns}
    signs = {column.heading[1].text: column.heading[2].text.strip() for column in grid.columns}
    assert (shades["1"], shades["6"], shades["20"], shades["29"]) == (
        Shade.WHITE,
        Shade.LIGHT,
        Shade.MIDDLE,
        Shade.DARK,
    )
    assert (signs["1"], signs["8"], signs["20"], signs["28"], signs["29"]) == (
        "",
        "mkt.",
        "hol.",
        "wkd.",
        "shut",
    )


def test_missing_people_stand_framed_in_their_cell_and_are_counted_below():
    (grid,) = grids(month_wall(STATION, month(), poster=True))
    evening = next(row for row in grid.rows if row.heading[0].text == "晚班")
    framed = {
        grid.columns[at].heading[1].text: [line.text for line in cell if line.style is Style.ALARM]
        for at, cell in enumerate(evening.cells)
    }
    assert framed["4"] == framed["13"] == ["−1"]
    assert framed["5"] == []
    sums = grid.rows[-1]
    assert sums.foot
    assert (sums.cells[3][0].text, sums.cells[17][0].text) == ("5/6", "10/6")
    assert sums.cells[28] == ()


def test_six_people_in_a_cell_stand_below_each_other():
    (grid,) = grids(week_wall(STATION, week()))
    noon = next(row for row in grid.rows if row.heading[0].text == "午班")
    assert len(noon.cells[3]) == 6


def test_times_of_a_day_that_differ_are_told_there():
    (grid,) = grids(week_wall(STATION, week()))
    morning = grid.rows[0]
    assert [line.text for line in morning.heading] == ["早班", "06:30–11:00"]
    assert morning.cells[5][0].text == "07:30–11:00"
    assert morning.cells[0][0].style is Style.PLAIN


def test_holes_of_the_cover_are_told_to_the_minute():
    holes = [hole(story.MONDAY, 690, 735), hole(NIGHT, 1320, 1560, 0, 1, SkillId(1))]
    words = "".join(pages(week_wall(STATION, week(holes=holes))))
    assert "Mon6/1511:30–12:15,1of2missing" in words
    assert "Fri6/1922:00–02:00nextday,1of1with急救员missing" in words


def test_many_holes_are_counted_rather_than_listed():
    holes = [hole(story.MONDAY, at, at + 10) for at in range(480, 480 + 20 * 20, 20)]
    words = "".join(pages(week_wall(STATION, week(holes=holes))))
    assert f"and{len(holes) - MOST_HOLES}morestretches" in words


def test_a_month_of_shifts_takes_two_pages_of_a4_and_one_of_a3():
    assert len(pages(month_wall(STATION, month()))) == 2
    assert len(pages(month_wall(STATION, month(), poster=True))) == 1
    halves = grids(month_wall(STATION, month()))
    assert [len(grid.columns) for grid in halves] == [15, 15]
    assert max(len(grid.columns) for grid in halves) <= DAYS_ON_A4


def test_a_grid_of_people_sums_shifts_and_hours_up():
    (grid,) = grids(month_wall(STATION, month(), by_people=True))
    first = grid.rows[0]
    shifts, hours = (cell[0].text for cell in first.cells[-2:])
    assert int(shifts) == sum(bool(cell) for cell in first.cells[:-2])
    assert hours.endswith((".0", ".5"))


@pytest.mark.parametrize("by_people", [False, True])
def test_days_without_shifts_say_so(by_people):
    nothing = roster(story.FIRST, story.LAST, facts=story.facts())
    words = "".join(pages(month_wall(STATION, nothing, by_people=by_people)))
    assert "Noshiftsinthesedays." in words


def test_sixty_people_go_on_over_pages_with_the_days_at_the_head_of_each():
    shifts = [story.shift(at, story.FIRST, f"班{at}") for at in range(1, 61)]
    rows = [story.assignment(at, shift, at) for at, shift in enumerate(shifts, start=1)]
    people = {each.volunteer_id: f"志愿者{each.volunteer_id}" for each in rows}
    facts = story.facts(shifts, rows)
    made = WallRoster(
        shifts=shift_wall(facts, story.FIRST, story.LAST, people),
        people=person_wall(facts, story.FIRST, story.LAST, people),
        skill_names={},
    )
    told = pages(month_wall(STATION, made, by_people=True))
    assert len(told) > 1
    assert all("Mon" in page and "Shiftsinall" in page for page in told[:-1])
    assert all(f"志愿者{at}" in "".join(told) for at in range(1, 61))


def test_a_cell_taller_than_a_page_goes_on_over_it():
    shift = story.shift(1, story.MONDAY, needed=90)
    rows = [story.assignment(at, shift, at) for at in range(1, 91)]
    people = {each.volunteer_id: f"甲{each.volunteer_id:03d}" for each in rows}
    facts = story.facts([shift], rows)
    made = WallRoster(
        shifts=shift_wall(facts, story.MONDAY, story.SUNDAY, people),
        people=person_wall(facts, story.MONDAY, story.SUNDAY, people),
        skill_names={},
    )
    told = pages(week_wall(STATION, made))
    assert all(f"甲{at:03d}" in "".join(told) for at in range(1, 91))


def test_the_workbook_of_a_month_has_both_grids_and_the_list():
    book = load_workbook(io.BytesIO(workbook_of(month_book(STATION, month(stands=[stand()])))))
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in shown] == ["By shifts", "By people", "Line by line"]
    by_shifts, by_people, lines = shown
    heads = [cell.value for cell in by_shifts[by_shifts.print_title_rows.split(":")[0].strip("$")]]
    assert heads[0] == "Shift"
    assert heads[1] == "Mon\n1"
    assert len(heads) == 31
    assert by_shifts.freeze_panes.startswith("B")
    assert str(by_shifts.page_setup.paperSize) == "8"
    filled = {cell.fill.fgColor.rgb for row in by_shifts.iter_rows() for cell in row}
    assert {"FFFBE4D5", "FFBFC5CA", "FFFFF2CC"} <= filled
    numbers = [cell.value for row in by_people.iter_rows() for cell in row]
    assert 66.0 in numbers, "hours are numbers, so that one can count on with them"
    assert sum(
        isinstance(value, date) for row in lines.iter_rows(values_only=True) for value in row
    )


def board(day=NIGHT, moment=720, names=None, lines=None, **fields):
    shown = names or shown_names(story.PEOPLE, masked=True, numbers=story.NUMBERS)
    shifts = [each for each in FACTS.shifts.values() if each.day == day]
    told = roster_lines(FACTS, day, day, shown) if lines is None else lines
    how = {"kind": DayKind.HOLIDAY, "hours": [Interval(480, 1200)], "printed_at": PRINTED} | fields
    at = None if moment is None else absolute(day, moment)
    return duty_board(STATION, day, shifts, told, moment=at, **how)


def duties(paper):
    (shown,) = [block for block in paper.blocks if isinstance(block, DutyBoard)]
    return shown.duties


def test_the_duty_board_tells_the_shift_that_runs_now_apart():
    assert [duty.shift for duty in duties(board(moment=720)) if duty.now] == ["午班"]
    assert [duty.shift for duty in duties(board(moment=660)) if duty.now] == ["午班"]
    assert not any(duty.now for duty in duties(board(moment=None)))


def test_a_night_shift_of_the_day_before_is_on_the_board_until_it_ends():
    names = shown_names(story.PEOPLE, masked=True, numbers=story.NUMBERS)
    saturday = date(2026, 6, 20)
    shifts = [
        each
        for each in FACTS.shifts.values()
        if each.day == saturday or (each.day == NIGHT and each.to_minute > 1440)
    ]
    shifts.sort(key=lambda each: each.starts)
    paper = duty_board(
        STATION,
        saturday,
        shifts,
        roster_lines(FACTS, NIGHT, saturday, names),
        moment=absolute(saturday, 60),
        kind=DayKind.HOLIDAY,
    )
    first = duties(paper)[0]
    assert (first.times, first.shift, first.now) == (
        "until 02:00",
        "夜间巡查 (外勤)",
        "Now on duty",
    )


@pytest.mark.parametrize("poster", [False, True])
def test_the_board_says_telephone_hours_and_no_whole_name(poster):
    words = "".join(pages(board(poster=poster)))
    assert "029-85550123" in words
    assert "08:00–20:00" in words
    assert "Publicholiday" in words
    assert "明珠" not in words


def test_hours_of_two_stretches_keep_to_their_half_of_the_foot():
    paper = board(hours=[Interval(450, 720), Interval(840, 1200)])
    boxes, (width, _height) = inked(paper)
    margin = min(left for left, *_rest in boxes)
    foot = [box for box in boxes if box[1] < 120 and box[3] - box[1] > 10]
    assert max(right for _left, _bottom, right, _top in foot) <= width - margin
    middle = width / 2
    assert not any(left < middle < right for left, _bottom, right, _top in foot)


def test_an_empty_board_and_a_closed_station_say_so():
    paper = duty_board(
        STATION, date(2026, 6, 29), [], [], moment=None, kind=DayKind.CLOSED, hours=[]
    )
    words = "".join(pages(paper))
    assert "Nobodyisondutytoday." in words
    assert "Closedtoday" in words


def test_a_full_board_of_long_names_still_takes_one_page():
    shifts = [story.shift(at, NIGHT, f"第{at}班") for at in range(1, 9)]
    rows = [
        story.assignment(at * 10 + who, shift, who)
        for at, shift in enumerate(shifts)
        for who in (3, 7, 12)
    ]
    lines = roster_lines(story.facts(shifts, rows), NIGHT, NIGHT, story.PEOPLE)
    paper = duty_board(STATION, NIGHT, shifts, lines, moment=None, kind=DayKind.HOLIDAY)
    assert len(pages(paper)) == 1


def sheet_lines(first, last):
    names = shown_names(story.PEOPLE, masked=False, numbers=story.NUMBERS)
    return roster_lines(FACTS, first, last, names, story.NUMBERS)


def test_the_sign_in_sheet_has_the_columns_of_the_field():
    (sheet,) = [
        block
        for block in sign_in_sheet(STATION, sheet_lines(NIGHT, NIGHT), NIGHT, NIGHT).blocks
        if isinstance(block, Table)
    ]
    assert [column.key for column in sheet.shown_columns()] == [
        "row_number",
        "day",
        "shift",
        "name",
        "number",
        "came",
        "left",
        "hours",
        "work",
        "signature",
    ]
    assert sheet.blank_rows == BLANK_LINES_A_DAY


def test_the_sign_in_sheet_has_whole_names_and_lines_for_others():
    words = "".join(pages(sign_in_sheet(STATION, sheet_lines(NIGHT, NIGHT), NIGHT, NIGHT)))
    planned = sheet_lines(NIGHT, NIGHT)
    assert all(packed(line.name) in words for line in planned if line.name.isalpha())
    assert "V-0003" in words
    week_words = "".join(
        pages(
            sign_in_sheet(
                STATION, sheet_lines(story.MONDAY, story.SUNDAY), story.MONDAY, story.SUNDAY
            )
        )
    )
    assert "2026/6/15Mon·Plainworkingday" in week_words
    empty = "".join(pages(sign_in_sheet(STATION, [], NIGHT, NIGHT)))
    assert "Dayofduty" in empty


def test_ones_own_shifts_are_summed_up():
    lines = [line for line in sheet_lines(story.FIRST, story.LAST) if line.number == "V-0001"]
    paper = own_shifts(STATION, "张建国", "V-0001", lines, story.FIRST, story.LAST)
    told = {fact.label: fact.value for fact in paper.head}
    assert told["Shifts in all"] == 15
    assert told["Planned hours"] == "66.0"
    nothing = own_shifts(STATION, "张建国", "V-0001", [], story.FIRST, story.LAST)
    assert "Noshiftsinthesedays." in "".join(pages(nothing))
