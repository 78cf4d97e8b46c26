import pytest

from stationdesk.domain.importing import Outcome
from stationdesk.domain.problems import Refused
from stationdesk.domain.volunteers.identity_numbers import check_digit
from stationdesk.domain.volunteers.people import NewVolunteer, Sex
from stationdesk.domain.volunteers.skills import FIRST_AID
from stationdesk.services.bringing_in.ledger_files import read_ledger_file
from stationdesk.store import audit, files
from tests.services.listed_people import (
    EARLY,
    LIST,
    THIS_WEEK,
    WEEK,
    book,
    bring_in,
    desk_over,
    outcomes,
    person,
    whys,
)

IDENTITY = "61011319900523488" + check_digit("61011319900523488")
"""Of a woman born on 23 May 1990."""


@pytest.fixture
def desk(context):
    return desk_over(context)


@pytest.fixture
def listed(tmp_path):
    """Write a list of these lines and read it; each call makes another file."""
    made = []

    def write(*lines):
        made.append(lines)
        return book(tmp_path / f"花名册{len(made)}.xlsx", LIST, *lines)

    return write


def people(desk):
    return [line.volunteer for line in desk.volunteers.lines(include_left=True)]


def only(desk):
    (line,) = desk.volunteers.lines(include_left=True)
    return line


def test_a_row_becomes_a_volunteer_with_all_that_it_tells(desk, listed):
    line = person(
        性别="女",
        出生年月="1990年5月",
        身份证号=IDENTITY,
        特长="急救证、会手语",
        可服务时间="周一上午、周三全天",
        加入日期="2024年9月",
        备注="党员",
    )
    ((plan, run),) = bring_in(desk, listed(line))
    assert plan.counts() == {Outcome.NEW: 1}
    assert run.kind.value == "volunteer"
    found = only(desk)
    volunteer = found.volunteer
    assert (volunteer.name, volunteer.sex, volunteer.born) == ("张小三", Sex.FEMALE, "1990-05-23")
    assert (volunteer.phone, volunteer.note) == ("13800000001", "党员")
    assert volunteer.joined_on.isoformat() == "2024-09-01"
    assert desk.volunteers.identity_shown(volunteer.id) == f"610113********{IDENTITY[-4:]}"
    assert [(each.skill.key, each.held.verified_on) for each in found.skills] == [
        (FIRST_AID, None),
        ("", None),
    ]
    assert [each.name for each in desk.volunteers.skills()][1] == "手语"
    assert desk.volunteers.availability(volunteer.id)[0]


def test_a_csv_in_gb18030_is_read_with_rare_characters_and_floating_phones(desk, tmp_path):
    path = tmp_path / "花名册.csv"
    lines = ("姓名,性别,手机号,出生日期,技能", "王㛃,女,17772185182.0,1986.1,理发/电脑")
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    bring_in(desk, read_ledger_file(path))
    volunteer = only(desk).volunteer
    assert (volunteer.name, volunteer.phone) == ("王㛃", "17772185182")
    assert (volunteer.born, volunteer.sex) == ("1986-01", Sex.FEMALE)


def test_the_same_list_again_enters_nobody(desk, listed):
    lines = (person(), person("李小四", None))
    bring_in(desk, listed(*lines))
    ((plan, run),) = bring_in(desk, listed(*reversed(lines), person("王小五", "13800000005")))
    assert (outcomes(plan), run is None) == (["unchanged", "unchanged", "new"], False)
    assert [each.name for each in people(desk)] == ["张小三", "李小四", "王小五"]


def test_a_fuller_list_is_known_also_where_a_name_was_corrected_since(desk, listed):
    bring_in(desk, listed(person()))
    volunteer = only(desk).volunteer
    wish = NewVolunteer(name="张小叁", phone=volunteer.phone, joined_on=volunteer.joined_on)
    desk.volunteers.change(volunteer.id, wish, volunteer.version)
    ((plan, run),) = bring_in(desk, listed(person()))
    assert (outcomes(plan), run) == (["unchanged"], None)


def test_somebody_on_record_is_met_and_differences_are_told_not_written(desk, listed):
    desk.volunteers.add(NewVolunteer(name="张小三", phone="13800000001", sex=Sex.MALE))
    ((plan, run),) = bring_in(desk, listed(person(性别="女", 出生年月="1990.5.23", 备注="党员")))
    assert (outcomes(plan), run) == (["unchanged"], None)
    told = [str(problem.message) for problem in plan.problems()]
    assert len(told) == 2
    assert "V-0001" in told[0]
    assert "1990-05-23" not in str(told)
    assert (only(desk).volunteer.sex, only(desk).volunteer.born) == (Sex.MALE, "")


def test_an_identity_number_meets_somebody_whatever_the_phone(desk, listed):
    desk.volunteers.add(NewVolunteer(name="张小三", phone="13900000009", identity=IDENTITY))
    ((plan, _run),) = bring_in(desk, listed(person(身份证号=IDENTITY)))
    assert outcomes(plan) == ["unchanged"]
    (told,) = plan.problems()
    assert "138****0001" in str(told.message)
    assert "13800000001" not in str(told.message)


def test_a_namesake_with_another_phone_is_somebody_else_and_told(desk, listed):
    desk.volunteers.add(NewVolunteer(name="张小三", phone="13900000009"))
    ((plan, _run),) = bring_in(desk, listed(person()))
    assert outcomes(plan) == ["new"]
    assert "V-0001" in str(plan.problems()[0].message)
    assert len(people(desk)) == 2


def test_a_bare_name_on_record_is_taken_for_that_person(desk, listed):
    desk.volunteers.add(NewVolunteer(name="张小三", phone="13900000009"))
    ((plan, _run),) = bring_in(desk, listed(person(phone=None, 特长="理发")))
    assert outcomes(plan) == ["unchanged"]
    assert "V-0001" in str(plan.problems()[0].message)


def test_two_bare_names_alike_are_left_to_a_person(desk, listed):
    lines = [person(phone=None, 特长="理发"), person(phone=None, 特长="电脑")]
    with pytest.raises(Refused):
        bring_in(desk, listed(*lines))
    assert people(desk) == []
    ((plan, _run),) = bring_in(desk, listed(*lines), leave_out=True)
    assert outcomes(plan) == ["new", "left"]
    assert "2" in whys(plan)[0]


def test_who_stands_twice_is_one_volunteer(desk, listed):
    ((plan, _run),) = bring_in(desk, listed(person(), person(特长="理发")))
    assert outcomes(plan) == ["new", "unchanged"]
    assert len(people(desk)) == 1


def test_a_number_that_contradicts_the_row_stays_out(desk, listed):
    bring_in(desk, listed(person(性别="男", 出生年月="1991-02", 身份证号=IDENTITY)))
    volunteer = only(desk).volunteer
    assert (volunteer.sex, volunteer.born) == (Sex.MALE, "1991-02")
    assert desk.volunteers.identity_shown(volunteer.id) == ""


def test_words_about_time_that_nobody_knows_are_kept_in_the_remarks(desk, listed):
    ((plan, _run),) = bring_in(desk, listed(person(可服务时间="看孙子上学情况", 备注="党员")))
    assert "看孙子上学情况" in only(desk).volunteer.note
    assert only(desk).volunteer.note.startswith("党员")
    assert [problem.severity.value for problem in plan.problems()] == ["warning"]


@pytest.mark.parametrize(
    "cells", [{"出生年月": "2025.3"}, {"加入日期": "2027-01-01"}, {"备注": "长" * 600}]
)
def test_rows_that_cannot_be_are_left_with_the_reason(desk, listed, cells):
    ((plan, _run),) = bring_in(desk, listed(person(**cells)), leave_out=True)
    assert outcomes(plan) == ["left"]
    assert whys(plan)


def test_skills_are_listed_once_and_known_ones_are_used(desk, listed):
    desk.volunteers.add_skill(desk.volunteers.usual_skills()[0])
    lines = [
        person(特长="急救员证、理发"),
        person("李小四", "13800000002", 特长="红十字救护员,理发/电脑"),
    ]
    bring_in(desk, listed(*lines))
    assert [each.name for each in desk.volunteers.skills()] == ["First aid", "理发", "电脑"]


def test_the_whole_list_is_taken_back_and_can_come_again(desk, listed, undos):
    ((_plan, run),) = bring_in(desk, listed(person(特长="理发"), person("李小四", "13800000002")))
    assert undos[-1].values == {"file": "花名册1.xlsx"}
    undos[-1].take_back()
    assert (people(desk), desk.volunteers.skills()) == ([], [])
    ((plan, again),) = bring_in(desk, listed(person(特长="理发")))
    assert (outcomes(plan), again.number != run.number) == (["new"], True)


def test_a_list_stays_whose_volunteers_serve(desk, listed, tmp_path):
    ((_plan, run),) = bring_in(desk, listed(person(加入日期="2026-01-01")))
    roster = book(tmp_path / "week.xlsx", THIS_WEEK, WEEK, [EARLY, None, None, "张小三"])
    ((_plan, duties),) = bring_in(desk, roster)
    with pytest.raises(Refused, match="V-0001"):
        desk.imports.undo(run.id)
    desk.imports.undo(duties.id)
    desk.imports.undo(run.id)
    assert people(desk) == []


def test_a_list_and_a_roster_of_one_book_come_in_and_go_together(desk, tmp_path, undos):
    lines = [LIST, person(加入日期="2026-01-01")]
    read = book(
        tmp_path / "a.xlsx", 值班=[THIS_WEEK, WEEK, [EARLY, None, None, "张小三"]], 名册=lines
    )
    brought = bring_in(desk, read)
    assert [plan.kind.value for plan, _run in brought] == ["roster", "volunteer"]
    assert len(people(desk)) == 1
    undos[-1].take_back()
    assert (people(desk), desk.roster.periods()) == ([], [])


def test_neither_file_nor_trail_keeps_a_name_or_a_number(desk, listed):
    ((_plan, run),) = bring_in(desk, listed(person(身份证号=IDENTITY)))
    assert files.content_of(run.sha256) == b""
    with pytest.raises(Refused):
        desk.imports.original(run)
    trail = str([(event.before, event.after) for event in audit.latest(99)])
    rows = [row.fingerprint for row in desk.imports.rows_of(run.id)]
    for secret in ("张小三", "13800000001", IDENTITY):
        assert secret not in trail + str(rows)


def test_rows_left_are_told_with_masked_numbers(desk, listed):
    file = listed(person(身份证号=IDENTITY, 出生年月="2025.3.4"))
    (plan,) = desk.imports.plans([(file, 0)])
    shown = str([row.cells for row in plan.left_rows().rows])
    assert "张小三" in shown
    for secret in (IDENTITY, "13800000001", "2025.3.4"):
        assert secret not in shown
