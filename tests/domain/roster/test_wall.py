"""The roster on the wall: each day a column, each shift or person a row, holes counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ids import SkillId, VolunteerId, VolunteerSkillId
from stationdesk.domain.roster.assignments import AssignmentState
from stationdesk.domain.roster.facts import Person
from stationdesk.domain.roster.lines import roster_lines, shown_names
from stationdesk.domain.roster.wall import person_wall, shift_wall
from stationdesk.domain.volunteers.skills import VolunteerSkill
from stationdesk.domain.working_days import DayKind
from tests.documents import roster_stories as story

MONDAY = story.MONDAY
NAMES = story.PEOPLE


def week(shifts, rows, **fields):
    return story.facts(shifts, rows, **fields)


def cells(row, day=MONDAY):
    return [slot.entries for slot in row.cells[(day - MONDAY).days]]


def test_a_shift_has_one_row_whatever_its_times_are():
    shifts = [
        story.shift(1, MONDAY),
        story.shift(2, MONDAY + timedelta(days=1)),
        story.shift(3, MONDAY + timedelta(days=5), start=480),
    ]
    (row,) = shift_wall(week(shifts, []), MONDAY, story.SUNDAY, NAMES).rows
    assert row.times == (390, 660)
    usual = [slot.usual for cell in row.cells for slot in cell]
    assert usual == [True, True, False]


def test_shifts_stand_in_the_order_of_the_day_and_posts_apart():
    shifts = [
        story.shift(1, MONDAY, "晚班", start=930, end=1200),
        story.shift(2, MONDAY, "早班", post="大厅"),
        story.shift(3, MONDAY, "早班", post="门口"),
    ]
    rows = shift_wall(week(shifts, []), MONDAY, MONDAY, NAMES).rows
    assert [(row.heading, row.post) for row in rows] == [
        ("早班", "大厅"),
        ("早班", "门口"),
        ("晚班", ""),
    ]


@pytest.mark.parametrize("state", list(AssignmentState))
def test_only_who_will_be_there_is_named_and_the_rest_is_missing(state):
    shift = story.shift(1, MONDAY, needed=2)
    rows = [story.assignment(1, shift, 1), story.assignment(2, shift, 2, state)]
    wall = shift_wall(week([shift], rows), MONDAY, MONDAY, NAMES)
    (slot,) = wall.rows[0].cells[0]
    is_live = rows[1].is_live
    assert slot.entries == (("张建国", "张丽") if is_live else ("张建国",))
    assert slot.missing == (0 if is_live else 1)
    assert (wall.days[0].people, wall.days[0].places) == (1 + is_live, 2)


def test_more_people_than_wanted_leave_nothing_missing():
    shift = story.shift(1, MONDAY, needed=1)
    rows = [story.assignment(at, shift, at) for at in (1, 2, 3)]
    (slot,) = shift_wall(week([shift], rows), MONDAY, MONDAY, NAMES).rows[0].cells[0]
    assert (len(slot.entries), slot.missing) == (3, 0)


@pytest.mark.parametrize(
    ("verified_on", "lacking"), [(date(2026, 1, 5), 0), (None, 1)], ids=["seen", "never seen"]
)
def test_a_skill_counts_on_the_wall_only_when_its_proof_was_seen(verified_on, lacking):
    shift = story.shift(1, MONDAY, needed=1, skill_id=story.FIRST_AID, skilled=1)
    skill = VolunteerSkill(
        id=VolunteerSkillId(1),
        uid="k",
        volunteer_id=VolunteerId(1),
        skill_id=story.FIRST_AID,
        certificate="A1",
        issuer="红十字会",
        issued_on=None,
        expires_on=None,
        verified_by="王芳" if verified_on else "",
        verified_on=verified_on,
        version=1,
    )
    facts = week([shift], [story.assignment(1, shift, 1)], skill_names={SkillId(1): "急救员"})
    facts.people[VolunteerId(1)] = Person(
        id=VolunteerId(1), uid="v1", shown="张建国", skills=(skill,)
    )
    (slot,) = shift_wall(facts, MONDAY, MONDAY, NAMES).rows[0].cells[0]
    assert (slot.skill, slot.unskilled) == ("急救员", lacking)


def test_a_person_has_a_mark_for_each_shift_and_the_sum():
    shifts = [
        story.shift(1, MONDAY),
        story.shift(2, MONDAY, "午班", start=660, end=930),
        story.shift(3, story.SUNDAY, start=480),
    ]
    rows = [story.assignment(at, shift, 2) for at, shift in enumerate(shifts, start=1)]
    wall = person_wall(week(shifts, rows), MONDAY, story.SUNDAY, NAMES)
    (row,) = wall.rows
    assert row.heading == "张丽"
    assert cells(row) == [("早",), ("午",)]
    assert [slot.usual for slot in row.cells[6]] == [False]
    assert (row.shifts, row.minutes) == (3, 270 + 270 + 180)
    assert wall.marks == (("早", "早班", "", (390, 660)), ("午", "午班", "", (660, 930)))


def test_marks_differ_however_alike_the_names_of_shifts_are():
    shifts = [
        story.shift(at, MONDAY, name, start=300 + at)
        for at, name in enumerate(("早班", "早市值守", "早班二", "早"), start=1)
    ]
    wall = person_wall(week(shifts, []), MONDAY, MONDAY, NAMES)
    assert [mark for mark, *_kind in wall.marks] == ["早", "早市", "早班", "早2"]


def test_a_part_of_a_wall_has_no_empty_rows():
    wall = shift_wall(story.month(), story.FIRST, story.LAST, NAMES)
    sunday_to_thursday = wall.part(6, 11)
    assert [day.day.day for day in sunday_to_thursday.days] == [7, 8, 9, 10, 11]
    assert "夜间巡查" not in [row.heading for row in sunday_to_thursday.rows]


def test_days_have_their_kind_from_the_calendar():
    wall = shift_wall(story.month(), story.FIRST, story.LAST, NAMES)
    kinds = {each.day.day: each.kind for each in wall.days}
    assert kinds[19] is DayKind.HOLIDAY
    assert kinds[28] is DayKind.WORKED_WEEKEND
    assert kinds[29] is DayKind.CLOSED


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({1: "V-0012", 2: "V-0007", 3: "V-0003"}, ["张*12", "张*7", "欧阳*"]),
        ({1: "", 2: "V-0007"}, ["张*A", "张*B", "欧阳*"]),
        ({1: "V-0007", 2: "W-0007"}, ["张*A", "张*B", "欧阳*"]),
    ],
)
def test_masked_names_that_are_alike_are_told_apart(numbers, expected):
    people = {VolunteerId(1): "张建国", VolunteerId(2): "张丽", VolunteerId(3): "欧阳明珠"}
    assert list(shown_names(people, masked=True, numbers=numbers).values()) == expected


def test_two_people_of_one_name_are_told_apart_when_shown_whole():
    people = {VolunteerId(1): "王芳", VolunteerId(2): "王芳", VolunteerId(3): "周敏"}
    numbers = {VolunteerId(1): "V-0004", VolunteerId(2): "V-0019"}
    shown = shown_names(people, masked=False, numbers=numbers)
    assert list(shown.values()) == ["王芳4", "王芳19", "周敏"]


@given(st.lists(st.sampled_from(["张建国", "张丽", "王芳", "王芳菲", "欧阳明珠"]), max_size=60))
def test_masked_names_on_one_wall_are_never_alike(names):
    people = {VolunteerId(at): name for at, name in enumerate(names)}
    shown = shown_names(people, masked=True)
    assert len(set(shown.values())) == len(people)


def test_lines_come_by_time_and_leave_out_who_will_not_come():
    late = story.shift(1, MONDAY, "晚班", start=930, end=1200)
    early = story.shift(2, MONDAY)
    rows = [
        story.assignment(1, late, 1),
        story.assignment(2, early, 2),
        story.assignment(3, early, 3, AssignmentState.VACATED),
    ]
    facts = week([late, early], rows)
    lines = roster_lines(facts, MONDAY, MONDAY, NAMES, story.NUMBERS)
    assert [(line.shift, line.name, line.number) for line in lines] == [
        ("早班", "张丽", "V-0002"),
        ("晚班", "张建国", "V-0001"),
    ]
    everything = roster_lines(facts, MONDAY, MONDAY, NAMES, only_live=False)
    assert [line.state for line in everything if line.name == "欧阳明珠"] == [
        AssignmentState.VACATED
    ]
    assert roster_lines(facts, story.SUNDAY, story.SUNDAY, NAMES) == []


def test_every_live_row_stands_once_on_both_walls():
    facts = story.month()
    live = sum(row.is_live for row in facts.assignments)
    shifts = shift_wall(facts, story.FIRST, story.LAST, NAMES)
    people = person_wall(facts, story.FIRST, story.LAST, NAMES)
    named = sum(len(slot.entries) for row in shifts.rows for cell in row.cells for slot in cell)
    marked = sum(len(cell) for row in people.rows for cell in row.cells)
    assert named == marked == live == sum(day.people for day in shifts.days)
    assert sum(row.shifts for row in people.rows) == live
