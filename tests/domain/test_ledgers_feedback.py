from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.feedback.entries import Method, Outcome, Solved
from stationdesk.domain.feedback.kinds import Channel, FeedbackKind, PraiseForm
from stationdesk.domain.ledgers.feedback_cells import (
    Done,
    kind_of_text,
    method_told,
    outcome_told,
    praise_form_told,
    read_answer,
    read_channel,
    read_judgement,
    read_kind,
)
from stationdesk.domain.ledgers.kinds import LedgerKind
from stationdesk.domain.ledgers.parsing import parse
from stationdesk.domain.ledgers.personal_cells import shown_value
from stationdesk.domain.ledgers.preview_document import ledger_json
from stationdesk.domain.ledgers.recognising import recognise
from tests.domain.ledger_sheets import entries, sheet, told, troubles

TITLE = ["枫桥路便民服务驿站“我有话说”登记表（2026年）"]
HEADINGS = [
    *("编号", "日期", "渠道", "类型", "内容", "反映人", "电话", "承办人", "时限"),
    *("办理结果", "答复日期", "回访", "满意度", "销号"),
]
CELLS = st.one_of(
    st.none(),
    st.integers(-10, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet="0123456789年月日.-/√×已未待处理答复满意回访合计站长：，。表扬 ", max_size=14),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.booleans(),
)


def line(text="饮水机不出热水", **cells):
    """Return a line of the register with these cells, by heading."""
    usual = {"日期": "2026.3.5", "类型": "投诉", "内容": text}
    known = usual | cells
    return [known.get(heading) for heading in HEADINGS]


def read(*lines, headings=HEADINGS, title=TITLE, file="台账"):
    (entry,) = entries(sheet(title, headings, *lines), file=file)
    return entry


def only(*lines, **how):
    (row,) = told(read(*lines, **how))
    return row


def test_a_register_is_read_with_all_that_it_tells():
    row = only(
        line(
            编号="12",
            渠道="便利贴",
            反映人="张小明",
            电话="13800000001",
            承办人="卫连山",
            时限="5个工作日",
            办理结果="已联系维修，3月6日恢复",
            答复日期="3.6",
            回访="已回访，已解决",
            满意度="基本满意",
            销号="√",
        )
    )
    assert row == {
        "date": "2026-03-05",
        "kind": "投诉",
        "text": "饮水机不出热水",
        "author": "张*",
        "phone": "138****0001",
        "answered": True,
        "answer": "已联系维修，3月6日恢复",
        "answered_on": "2026-03-06",
        "rating": 3,
        "code": "12",
        "channel": "便利贴",
        "handler": "卫连山",
        "call_back": True,
        "settled": True,
    }


def test_a_preview_tells_no_whole_name_and_no_whole_phone():
    lines = [
        line("我叫张三丰，电话13800000001", 反映人="张三丰", 电话="13800000002"),
        line("人在门口", 反映人="李四光13800000003", 满意度="谁知道"),
        line("晚了", 反映人="王五一", 日期="3.45", 电话="一三八"),
        [None, None, None, None, None, "赵六子", None, *[None] * 7],
    ]
    entry = read(*lines)
    shown = str([{k: v for k, v in row.items() if k != "text"} for row in entry["rows"]])
    for secret in ("张三丰", "李四光", "王五一", "赵六子"):
        assert secret not in shown + str(entry["problems"])
    for secret in ("13800000001", "13800000002", "13800000003"):
        assert secret not in str(entry)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("投诉", FeedbackKind.COMPLAINT),
        ("投诉类", FeedbackKind.COMPLAINT),
        ("意见建议", FeedbackKind.SUGGESTION),
        ("微心愿", FeedbackKind.WISH),
        ("心愿", FeedbackKind.WISH),
        ("表扬信", FeedbackKind.PRAISE),
        ("求助类", FeedbackKind.HELP),
        ("咨询", FeedbackKind.ENQUIRY),
        ("举报", FeedbackKind.REPORT),
        ("其他", None),
        ("", None),
    ],
)
def test_a_kind_is_known_by_its_word(words, kind):
    assert read_kind(words) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("谢谢站长帮我充电", FeedbackKind.PRAISE),
        ("志愿者态度不好，我要投诉", FeedbackKind.COMPLAINT),
        ("希望中午能延长开放", FeedbackKind.SUGGESTION),
        ("请问社保卡哪里可以办", FeedbackKind.ENQUIRY),
        ("电动车没气了，求助", FeedbackKind.HELP),
        ("想要一双棉手套", FeedbackKind.WISH),
        ("今天天气很热", FeedbackKind.SUGGESTION),
    ],
)
def test_without_a_kind_the_words_tell_it_and_a_person_is_asked_to_look(text, kind):
    assert kind_of_text(text) is kind
    entry = read(line(text, 类型=None))
    assert troubles(entry) == [(3, "类型", "warning")]


@pytest.mark.parametrize(
    ("text", "done", "words"),
    [
        ("已处理，已告知", Done.YES, "已处理，已告知"),
        ("已联系物业，次日修好", Done.YES, "已联系物业，次日修好"),
        ("√", Done.YES, ""),
        ("是", Done.YES, ""),
        ("已办结", Done.YES, "已办结"),
        ("待办", Done.NOT_YET, "待办"),
        ("未答复", Done.NOT_YET, "未答复"),
        ("未办结", Done.NOT_YET, "未办结"),
        ("尚未处理", Done.NOT_YET, "尚未处理"),
        ("处理中", Done.NOT_YET, "处理中"),
        ("正在联系厂家中", Done.NOT_YET, "正在联系厂家中"),
        ("正在处理", Done.NOT_YET, "正在处理"),
        ("在办。", Done.NOT_YET, "在办。"),
        ("仍在协调街道，等通知", Done.NOT_YET, "仍在协调街道，等通知"),
        ("正在处理，6月5日已修好", Done.YES, "正在处理，6月5日已修好"),
        ("在门口加了台阶", Done.YES, "在门口加了台阶"),
        ("正在营业", Done.YES, "正在营业"),
        ("否", Done.NOT_YET, "否"),
        ("×", Done.NOT_YET, "×"),
        ("", Done.NOTHING, ""),
        ("/", Done.NOTHING, ""),
        ("□", Done.NOTHING, ""),
    ],
)
def test_an_answer_is_told_from_a_promise_and_from_nothing(text, done, words):
    found = read_answer(text)
    assert (found.done, found.words) == (done, words)


@pytest.mark.parametrize(
    ("text", "reached", "rating", "solved"),
    [
        ("很满意", True, 5, Solved.NOT_ASKED),
        ("非常满意", True, 5, Solved.NOT_ASKED),
        ("满意", True, 4, Solved.NOT_ASKED),
        ("基本满意", True, 3, Solved.NOT_ASKED),
        ("一般", True, 3, Solved.NOT_ASKED),
        ("不满意", True, 2, Solved.NOT_ASKED),
        ("不太满意", True, 2, Solved.NOT_ASKED),
        ("很不满意", True, 1, Solved.NOT_ASKED),
        ("非常不满意", True, 1, Solved.NOT_ASKED),
        ("★★★★☆", True, 4, Solved.NOT_ASKED),
        ("5", True, 5, Solved.NOT_ASKED),
        ("4分", True, 4, Solved.NOT_ASKED),
        ("已回访，已解决，满意", True, 4, Solved.YES),
        ("未解决", True, None, Solved.NO),
        ("部分解决", True, None, Solved.PARTLY),
        ("已回访", True, None, Solved.NOT_ASKED),
        ("电话无人接听", False, None, Solved.NOT_ASKED),
        ("未回访", None, None, Solved.NOT_ASKED),
        ("—", None, None, Solved.NOT_ASKED),
        ("", None, None, Solved.NOT_ASKED),
    ],
)
def test_ratings_and_call_backs_are_read_in_the_fields_own_words(text, reached, rating, solved):
    found = read_judgement(text)
    assert (found.reached, found.rating, found.solved) == (reached, rating, solved)
    assert found.understood


def test_words_that_rate_nothing_are_told_and_left_out():
    entry = read(line(办理结果="已处理", 答复日期="3.6", 满意度="见附件"))
    assert told(entry)[0].get("rating") is None
    assert troubles(entry) == [(3, "满意度", "warning")]


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("留言簿", Channel.BOOK),
        ("便利贴", Channel.NOTE),
        ("口头", Channel.SPOKEN),
        ("来电", Channel.PHONE),
        ("表扬信件", Channel.LETTER),
        ("扫码", Channel.TOUCH),
        ("12345转办", Channel.STREET),
        ("街道交办", Channel.STREET),
        ("鸽子", None),
    ],
)
def test_the_way_it_came_is_known_by_its_word(words, channel):
    assert read_channel(words) is channel


@pytest.mark.parametrize(
    ("kind", "answer", "outcome"),
    [
        (FeedbackKind.COMPLAINT, "已更换滤芯", Outcome.DONE),
        (FeedbackKind.COMPLAINT, "已转物业公司处理", Outcome.REFERRED),
        (FeedbackKind.SUGGESTION, "场地有限，暂不具备条件，无法增加", Outcome.CANNOT),
        (FeedbackKind.ENQUIRY, "社区二楼办理", Outcome.EXPLAINED),
        (FeedbackKind.PRAISE, "已转告本人", Outcome.THANKS),
        (FeedbackKind.HELP, "", Outcome.DONE),
    ],
)
def test_what_was_done_is_taken_from_the_answer(kind, answer, outcome):
    assert outcome_told(kind, answer) is outcome


def test_how_it_was_told_and_how_praise_came_are_taken_from_the_words():
    assert method_told("已电话告知本人") is Method.PHONE
    assert method_told("已在公告栏张贴") is Method.BOARD
    assert method_told("已处理，已告知") is Method.IN_PERSON
    assert praise_form_told("送来锦旗一面") is PraiseForm.BANNER
    assert praise_form_told("写来感谢信") is PraiseForm.LETTER
    assert praise_form_told("谢谢") is PraiseForm.WORDS


@pytest.mark.parametrize("name", ["匿名", "无名氏", "未留名", "不详", "/", None])
def test_nobody_is_nobody(name):
    assert "author" not in only(line(反映人=name))


@pytest.mark.parametrize("name", ["匿名", "外卖小哥", "一位老人"])
def test_words_that_name_nobody_are_shown_whole(name):
    assert shown_value("author", name) == name
    assert shown_value("author", "张小明") == "张*"


def test_a_sort_of_visitor_is_no_name_but_a_group():
    row = only(line(反映人="外卖小哥"))
    assert "author" not in row
    assert row["author_group"] == "外卖小哥"


@pytest.mark.parametrize(
    ("cells", "trouble"),
    [
        ({"办理结果": "待办", "答复日期": "3.8"}, ("办理结果", "error")),
        ({"办理结果": "待办", "销号": "√"}, ("办理结果", "error")),
        ({"办理结果": "已处理", "答复日期": "2026.3.1"}, ("答复日期", "error")),
        ({"办理结果": "已处理", "答复日期": "下周"}, ("答复日期", "warning")),
        ({"办理结果": "已处理"}, ("答复日期", "warning")),
        ({"满意度": "满意"}, ("满意度", "warning")),
        ({"内容": None, "办理结果": "已处理"}, ("内容", "error")),
        ({"日期": "2.30"}, ("日期", "error")),
    ],
)
def test_what_contradicts_itself_or_is_missing_is_told_with_its_cell(cells, trouble):
    assert (3, *trouble) in troubles(read(line(**cells)))


def test_an_answer_of_the_same_day_may_be_told_in_a_word():
    row = only(line(办理结果="已借给充电线", 答复日期="当天"))
    assert row["answered_on"] == "2026-03-05"


def test_what_is_said_may_sound_like_a_sum_or_a_signature():
    lines = [
        line("合计来了三次都没有热水", 办理结果="待办"),
        line("站长：您好，建议中午不要关门。谢谢。", 办理结果="待办"),
        line("备注：充电线太短", 办理结果="待办"),
    ]
    footer = ["制表人：", None, None, None, "审核人：", *[None] * 4, "站长（签字）：", *[None] * 4]
    entry = read(*lines, footer)
    assert [row["text"] for row in entry["rows"]] == [
        "合计来了三次都没有热水",
        "站长：您好，建议中午不要关门。谢谢。",
        "备注：充电线太短",
    ]
    assert entry["problems"] == []


def test_lines_within_what_was_said_stay_lines():
    assert only(line(" 书太旧了 \r\n\r\n 能不能换一批"))["text"] == "书太旧了\n能不能换一批"


def test_days_and_kinds_written_once_hold_for_the_rows_below():
    headings = ["日期", "内容", "办理情况", "回复时间"]
    lines = [
        ["一、投诉类", None, None, None],
        ["3月5日", "关门太早", "已调整", "3.6"],
        [None, "水不热", "处理中", None],
        ["二、表扬类", None, None, None],
        ["3.9", "服务很好", "已转告", "3.9"],
    ]
    rows = told(read(*lines, headings=headings))
    assert [(row["date"], row["kind"], row["answered"]) for row in rows] == [
        ("2026-03-05", "投诉类", True),
        ("2026-03-05", "投诉类", False),
        ("2026-03-09", "表扬类", True),
    ]


def test_a_year_that_stands_nowhere_is_asked_for():
    entry = read(line(日期="3.5"), title=["“我有话说”登记表"])
    assert (3, "日期", "error") in troubles(entry)


def test_an_entry_written_twice_is_told_but_two_people_may_say_the_same():
    entry = read(line(反映人="张三"), line(反映人="张三"), line(反映人="李四"))
    assert troubles(entry) == [(4, "内容", "warning")]


def test_a_register_that_never_says_what_was_answered_is_told():
    entry = read(["3.5", "水凉", "张三"], headings=["日期", "意见内容", "反映人"])
    assert (2, "", "warning") in troubles(entry)


@pytest.mark.parametrize(
    "headings",
    [
        ["序号", "来访时间", "来访人", "联系方式", "事由", "处理意见", "接待人", "备注"],
        ["登记日期", "群众姓名", "身份", "意见建议", "答复情况", "是否满意"],
        ["时间", "留言", "是否办结", "办结时间"],
        [
            "受理编号",
            "来源渠道",
            "诉求类别",
            "诉求内容",
            "承办单位",
            "办理进度",
            "办结日期",
            "销号",
        ],
        ["日期", "被投诉人", "问题描述", "落实情况", "回访结果"],
    ],
)
def test_the_headings_that_stations_use_are_known(headings):
    (ledger,) = [
        parse(table)
        for table in recognise(
            [sheet(TITLE, headings, ["2026.3.5", *["说"] * (len(headings) - 1)])]
        )
    ]
    assert ledger.table.kind is LedgerKind.FEEDBACK
    fields = ledger.table.headings()
    assert {"text", "date"} <= fields.keys() or "受理编号" in headings
    assert {"answer", "settled", "answered_on"} & fields.keys()


@given(st.lists(st.lists(CELLS, min_size=14, max_size=14), max_size=6))
def test_whatever_stands_in_a_register_is_read_without_harm(rows):
    tables = recognise([sheet(TITLE, HEADINGS, *rows)], title="2026")
    for ledger in map(parse, tables):
        ledger_json("台账", [ledger])
        for row in ledger.rows:
            assert row.values["rating"] is None or 1 <= row.values["rating"] <= 5
            if row.values["answered"] and row.values["date"]:
                assert row.values["answered_on"].day >= row.values["date"].day
