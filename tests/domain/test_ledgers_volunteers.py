"""Lists of volunteers as stations keep them; all names and numbers are invented."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ledgers.birth_cells import read_birth
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.personal_cells import shown_value
from stationdesk.domain.ledgers.preview_document import ledger_json
from stationdesk.domain.ledgers.recognising import recognise
from stationdesk.domain.ledgers.volunteer_cells import (
    read_identity,
    read_sex,
    read_skills,
    read_whole_phone,
    skills_told,
)
from stationdesk.domain.volunteers.identity_numbers import check_digit
from tests.domain.ledger_sheets import entries, sheet, told, troubles

TITLE = ["枫桥路便民服务驿站志愿者花名册（2026年）"]
HEADINGS = [
    "序号",
    "姓名",
    "性别",
    "出生年月",
    "身份证号",
    "联系电话",
    "特长",
    "可服务时间",
    "加入日期",
]
CELLS = st.one_of(
    st.none(),
    st.integers(-10, 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet="0123456789Xx年月日.-/、男女周一上午随时张王芳急救证()（） E+", max_size=20),
    st.dates(date(1900, 1, 1), date(2060, 1, 1)),
    st.booleans(),
)


def identity(first="61011319900523489"):
    return first + check_digit(first)


def line(name="叶小超", **cells):
    known = {"姓名": name, "联系电话": "13800000001"} | cells
    return [known.get(heading) for heading in HEADINGS]


def read(*lines, headings=HEADINGS, title=TITLE, file="花名册"):
    (entry,) = entries(sheet(title, headings, *lines), file=file)
    return entry


def only(*lines, **how):
    (row,) = told(read(*lines, **how))
    return row


def test_a_list_is_read_with_all_that_it_tells():
    row = only(
        line(
            性别="女",
            出生年月="19900523",
            身份证号=identity(),
            联系电话="138 0000 0001",
            特长="急救证、理发",
            可服务时间="周一上午、周三全天",
            加入日期="2024年9月",
        )
    )
    assert row == {
        "name": "叶小超",
        "sex": "女",
        "born": "1990-05-23",
        "id_number": identity(),
        "phone": "13800000001",
        "skills": "急救证、理发",
        "availability": "周一上午、周三全天",
        "since": "2024-09",
    }


def test_every_field_is_told_also_where_nothing_stands():
    (row,) = read(line())["rows"]
    fields = ("name", "sex", "born", "id_number", "phone", "skills", "availability", "since")
    assert tuple(row) == ("row", *fields)
    assert [row[field] for field in fields[1:4]] == [None, None, None]


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("1968-10-25", "1968-10-25"),
        ("1966/06/26", "1966-06-26"),
        ("1995.1.10", "1995-01-10"),
        ("1967年5月10日", "1967-05-10"),
        ("一九六七年五月十日", "1967-05-10"),
        ("１９６７．５．１０", "1967-05-10"),
        (19790707, "1979-07-07"),
        ("19570823", "1957-08-23"),
        (date(1989, 1, 19), "1989-01-19"),
        (datetime(1936, 1, 19, 8, 0), "1936-01-19"),
        ("1938-02-03 00:00:00", "1938-02-03"),
        ("1986年4月", "1986-04"),
        ("1986.1", "1986-01"),
        ("1965.8", "1965-08"),
        ("198604", "1986-04"),
        ("1986年", "1986"),
        (1986, "1986"),
        ("86.4.5", "1986-04-05"),
        ("47年3月", "1947-03"),
        ("05年3月", "2005-03"),
        ("出生于1986年4月", None),
        ("1986年4月生", "1986-04"),
        ("六十八岁", None),
        ("1986.13", None),
        ("1986-02-30", None),
        ("0086", None),
        ("/", ""),
        (None, ""),
    ],
)
def test_a_birth_is_read_in_many_forms(cell, born):
    reading = read_birth(cell)
    assert (reading.printed.iso() if reading.printed else "") == (born or "")
    assert (reading.error is not None) is (born is None)


def test_a_birth_that_is_partly_a_guess_is_told():
    for cell in ("86.4.5", 1986.1, 32513):
        assert read_birth(cell).doubt is not None
    assert read_birth("1986.1").doubt is None


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (17772185182.0, "17772185182"),
        ("17772185182.0", "17772185182"),
        ("１７７７２１８５１８２", "17772185182"),
        ("134-9837-9864", "13498379864"),
        ("138 0000 0001", "13800000001"),
        ("+86 138 0000 0001", "13800000001"),
        ("8613800000001", "13800000001"),
        ("013800000001", "13800000001"),
        ("029-8888 1234", "02988881234"),
        ("手机：13800000001", "13800000001"),
        ("\u202a13800000001\u202c", "13800000001"),
    ],
)
def test_a_phone_is_kept_as_its_digits(cell, phone):
    reading = read_whole_phone(cell)
    assert (reading.text, reading.doubt, reading.error) == (phone, None, None)


def test_of_several_phones_the_first_is_taken_and_told_masked():
    reading = read_whole_phone("13800000001/13900000002")
    assert reading.text == "13800000001"
    assert "138****0001" in str(reading.doubt)
    assert "13800000001" not in str(reading.doubt)


@pytest.mark.parametrize("cell", ["1380000", "一三八", "1.38E+10", "138000000011"])
def test_what_is_no_whole_phone_is_left_out_and_told(cell):
    reading = read_whole_phone(cell)
    assert reading.text == ""
    assert reading.error is not None


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        ("男", "男"),
        ("女性", "女"),
        ("M", "男"),
        ("f", "女"),
        ("Female", "女"),
        ("／", ""),
        ("？", ""),
    ],
)
def test_a_sex_is_known_by_its_word(words, sex):
    reading = read_sex(words)
    assert reading.text == sex
    assert (reading.error is not None) is (words == "？")


def test_an_identity_number_is_kept_with_a_great_x():
    number = next(
        n for tail in range(100, 200) if (n := identity(f"61011319900523{tail}"))[-1] == "X"
    )
    assert read_identity(number.lower()).text == number
    assert read_identity(f" {number[:6]} {number[6:14]}-{number[14:]} ").text == number
    assert read_identity(f"'{number}").text == number


@pytest.mark.parametrize(
    "cell",
    [
        6.10113199005235e17,
        610113199005234000,
        "6.10113E+17",
        "6.1E17",
        "610113199005234000",
    ],
)
def test_a_number_that_excel_rounded_is_told_and_never_guessed(cell):
    reading = read_identity(cell)
    assert reading.text == ""
    assert "rounded" in str(reading.error)


def test_a_number_whose_check_digit_is_wrong_is_left_out():
    wrong = identity()[:-1] + ("0" if identity()[-1] != "0" else "1")
    entry = read(line(身份证号=wrong))
    assert entry["rows"][0]["id_number"] is None
    (problem,) = entry["problems"]
    assert (problem["severity"], problem["value"]) == ("error", f"610113********{wrong[-4:]}")
    assert wrong not in str(problem)


def test_numbers_of_other_documents_are_taken_with_a_doubt():
    assert read_identity("e12345678").text == "E12345678"
    assert read_identity("e12345678").doubt is not None
    assert read_identity("待补").error is not None
    assert read_identity("无").error is None


def test_a_number_that_contradicts_the_row_is_warned_about():
    entry = read(
        line(出生年月="1991.5", 身份证号=identity()),
        line("任小涛", 性别="女", 身份证号=identity("61011319681025913")),
    )
    assert all(row["id_number"] for row in entry["rows"])
    assert troubles(entry) == [(3, "身份证号", "warning"), (4, "身份证号", "warning")]


def test_a_preview_of_problems_tells_no_whole_number_and_no_day_of_birth():
    entry = read(
        line(出生年月="1991.5.6", 身份证号=identity(), 联系电话="13800000001、13900000002"),
        line("任小涛", 身份证号="610113199005234000", 联系电话="1380000000"),
    )
    shown = str(entry["problems"])
    for secret in (identity(), "610113199005234000", "13800000001", "13900000002", "1991-05-06"):
        assert secret not in shown
    assert shown_value("born", "19910506") == "1991-05"
    assert shown_value("id_number", identity()) == f"610113********{identity()[-4:]}"


@pytest.mark.parametrize(
    ("cell", "skills"),
    [
        ("急救证、理发", ("急救证", "理发")),
        ("急救证,理发/电脑；手语", ("急救证", "理发", "电脑", "手语")),
        ("急救证\n理发", ("急救证", "理发")),
        ("1.急救 2.理发", ("急救", "理发")),
        ("会手语", ("会手语",)),
        ("无", ()),
        ("", ()),
    ],
)
def test_skills_are_parted_by_the_signs_people_use(cell, skills):
    assert skills_told(cell) == skills
    assert read_skills(cell) == "、".join(skills)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("志愿者姓名", "name"),
        ("队员姓名", "name"),
        ("出生日期", "born"),
        ("证件号码", "id_number"),
        ("手机号", "phone"),
        ("联系方式", "phone"),
        ("技能", "skills"),
        ("个人特长", "skills"),
        ("空闲时间", "availability"),
        ("可服务时段", "availability"),
        ("注册时间", "since"),
        ("入队日期", "since"),
        ("志愿者编号", "national_number"),
        ("所属队伍", "group"),
        ("备注", "note"),
    ],
)
def test_headings_are_known_in_many_words(heading, field):
    [table] = recognise([sheet(["姓名", heading, "特长", "电话"], ["张小三", "1", "2", "3"])])
    assert table.kind is LedgerKind.VOLUNTEER
    assert field in {column.field for column in table.columns}


@pytest.mark.parametrize("heading", ["年龄", "政治面貌", "紧急联系人", "健康状况", "家庭住址"])
def test_columns_of_no_use_or_none_of_our_business_are_not_read(heading):
    entry = read(
        ["1", "张小三", "13800000001", "理发", "68"],
        headings=["序号", "姓名", "电话", "特长", heading],
    )
    assert "68" not in str(entry["rows"])


def test_section_rows_are_groups_and_remarks_in_brackets_stay():
    rows = told(
        read(
            ["一、便民服务组"],
            line("叶小超（组长）"),
            ["二、文明劝导组"],
            line("任 涛", 联系电话="13800000002"),
            ["合计", "2人"],
            ["站长（签字）：", None, "日期："],
        )
    )
    assert [(row["name"], row["group"]) for row in rows] == [
        ("叶小超", "便民服务组"),
        ("任涛", "文明劝导组"),
    ]
    assert rows[0]["note"] == "组长"


def test_a_ditto_holds_for_what_is_shared_and_never_for_a_phone():
    rows = told(
        read(
            line(特长="理发", 可服务时间="随时"),
            line("任小涛", 联系电话="〃", 特长="〃", 可服务时间="同上"),
        )
    )
    assert rows[1] == {"name": "任小涛", "skills": "理发", "availability": "随时"}


def test_rows_about_one_person_and_two_of_one_name_are_told():
    entry = read(
        line(),
        line(),
        line(联系电话="13800000009"),
        line("甲小乙、丙小丁"),
        line(None, 特长="理发"),
    )
    shown = [(problem["row"], problem["severity"]) for problem in entry["problems"]]
    assert shown == [(4, "warning"), (5, "warning"), (6, "error"), (7, "error")]


def test_a_phone_behind_the_name_is_found():
    assert only(["叶小超13800000001", "理发"], headings=["姓名", "特长"])["phone"] == "13800000001"


@given(st.lists(st.lists(CELLS, max_size=10), max_size=12))
def test_any_cells_below_the_headings_are_read_without_a_fault(lines):
    read_all = [parse(table) for table in recognise([sheet(TITLE, HEADINGS, *lines)])]
    for entry in ledger_json("花名册", read_all):
        for row in entry["rows"]:
            phone = row.get("phone")
            assert phone is None or phone.isdecimal()
