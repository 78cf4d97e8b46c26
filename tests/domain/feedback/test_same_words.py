"""Names, numbers, texts and templates: what is the same, what follows, what must be filled."""

import pytest

from stationdesk.domain.feedback.duplicates import (
    Said,
    duplicate_problems,
    likeness,
    most_alike,
    repeated_problems,
)
from stationdesk.domain.feedback.entries import NewEntry, Outcome
from stationdesk.domain.feedback.entry_rules import can_be_reached, entry_problems, without_author
from stationdesk.domain.feedback.kinds import FeedbackKind, PraiseForm
from stationdesk.domain.feedback.numbers import ENTRY_PREFIX, number_after
from stationdesk.domain.feedback.people import is_same_person
from stationdesk.domain.feedback.states import EntryState
from stationdesk.domain.feedback.templates import (
    NewTemplate,
    Template,
    blanks,
    filled,
    template_problems,
)
from tests.domain.feedback.said import START, entry

COMPLAINT, PRAISE = FeedbackKind.COMPLAINT, FeedbackKind.PRAISE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("赵强", "赵 强", True),
        ("赵强站长", "赵强", True),
        ("李师傅", "李", True),
        ("赵强", "赵强国", False),
        ("Wang Fang", "wangfang", True),
        ("", "", False),
        ("赵强", "", False),
    ],
)
def test_names_are_compared_without_blanks_and_titles(one, other, same):
    assert is_same_person(one, other) is same
    assert is_same_person(other, one) is same


@pytest.mark.parametrize(
    ("newest", "following"),
    [
        (None, "YJ-2026-0001"),
        ("YJ-2026-0001", "YJ-2026-0002"),
        ("YJ-2026-9999", "YJ-2026-10000"),
        ("YJ-2026-10000", "YJ-2026-10001"),
    ],
)
def test_numbers_go_on_within_their_year(newest, following):
    assert number_after(newest, ENTRY_PREFIX, 2026) == following


@pytest.mark.parametrize(
    ("one", "other", "offered"),
    [
        ("门口的雨伞都坏了，希望更换", "雨伞都坏了，希望尽快更换！", True),
        ("饮水机不出热水", "饮水机 不出热水。", True),
        ("饮水机不出热水", "充电桩不能用", False),
        ("希望增加座椅", "希望增加绿植", False),
        ("WiFi 连不上", "wifi连不上", True),
    ],
)
def test_texts_are_alike_by_their_pairs_of_characters(one, other, offered):
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert (most_alike(one, COMPLAINT, [Said(1, COMPLAINT, other)], 5) == [1]) is offered


def test_nothing_is_like_nothing():
    assert likeness("", "") == 0
    assert likeness("。。", "！") == 0


def test_the_most_alike_come_first_and_praise_repeats_only_praise():
    said = [
        Said(1, COMPLAINT, "雨伞坏了没有人修理"),
        Said(2, COMPLAINT, "雨伞坏了没有人修"),
        Said(3, PRAISE, "雨伞坏了没有人修"),
        Said(4, FeedbackKind.SUGGESTION, "雨伞坏了没有人修"),
        Said(5, COMPLAINT, "饮水机不出热水"),
    ]
    text = "雨伞坏了没有人修"
    assert most_alike(text, COMPLAINT, said, 5) == [2, 4, 1]
    assert most_alike(text, COMPLAINT, said, 1) == [2]
    assert most_alike(text, PRAISE, said, 5) == [3]
    assert set(most_alike(text, None, said, 5)) == {1, 2, 3, 4}
    assert most_alike("雨伞", COMPLAINT, said, 5) == []


MASTER = entry("YJ-2026-0001", 9)


@pytest.mark.parametrize(
    ("fields", "master", "entry_master", "master_master", "about"),
    [
        ({}, MASTER, None, None, []),
        ({"entry_id": 9}, MASTER, None, None, ["master"]),
        ({}, MASTER, entry(entry_id=5), None, ["entry"]),
        ({}, MASTER, None, entry(entry_id=5), ["master"]),
        ({}, entry("YJ-2026-0001", 9, state=EntryState.VOID), None, None, ["master"]),
        ({"state": EntryState.CLOSED}, MASTER, None, None, ["entry"]),
        ({"state": EntryState.VOID}, MASTER, None, None, ["entry"]),
        ({"state": EntryState.ANSWERED}, MASTER, None, None, []),
    ],
)
def test_an_open_entry_is_linked_to_one_that_stands_for_itself(
    fields, master, entry_master, master_master, about
):
    found = duplicate_problems(entry(**fields), master, entry_master, master_master)
    assert [each.about for each in found] == about


def test_what_others_repeat_cannot_repeat_itself():
    assert not list(repeated_problems(MASTER, []))
    (problem,) = repeated_problems(MASTER, [entry("YJ-2026-0002", 2), entry("YJ-2026-0003", 3)])
    assert "YJ-2026-0002、YJ-2026-0003" in str(problem)


def test_blanks_are_named_once_in_narrow_or_wide_braces():
    text = "您好，{称呼}：{ 日期 }已办结（{称呼}），｛结果｝。{}"
    assert blanks(text) == ("称呼", "日期", "结果")
    assert filled(text, {"称呼": "王阿姨", "结果": " "}) == (
        "您好，王阿姨：{ 日期 }已办结（王阿姨），｛结果｝。{}"
    )
    assert blanks(filled(text, {"称呼": "您", "日期": "今天", "结果": "已修好"})) == ()


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (NewTemplate(title="投诉答复", body="已整改"), []),
        (NewTemplate(title=" ", body=""), ["title", "body"]),
        (NewTemplate(title="长" * 61, body="长" * 5001), ["title", "body"]),
    ],
)
def test_a_template_has_a_name_and_a_text(wish, about):
    assert [each.about for each in template_problems(wish)] == about


@pytest.mark.parametrize(
    ("kind", "outcome", "asked_kind", "asked_outcome", "fits"),
    [
        (None, None, COMPLAINT, Outcome.DONE, True),
        (COMPLAINT, Outcome.DONE, COMPLAINT, Outcome.DONE, True),
        (COMPLAINT, Outcome.DONE, PRAISE, Outcome.DONE, False),
        (COMPLAINT, Outcome.DONE, COMPLAINT, Outcome.CANNOT, False),
        (COMPLAINT, None, COMPLAINT, Outcome.CANNOT, True),
        (COMPLAINT, Outcome.DONE, None, None, True),
    ],
)
def test_a_template_fits_its_kind_and_outcome(kind, outcome, asked_kind, asked_outcome, fits):
    template = Template(id=None, title="", body="", kind=kind, outcome=outcome)
    assert template.fits(asked_kind, asked_outcome) is fits


@pytest.mark.parametrize(
    ("name", "phone", "reached"),
    [
        ("骆清平", "138 1234 5678", True),
        ("骆清平", "5678", False),
        ("骆清平", "", False),
        ("", "13812345678", False),
        ("骆清平", "029-85512345", True),
    ],
)
def test_an_author_is_reached_by_name_and_whole_phone(name, phone, reached):
    assert can_be_reached(name, phone) is reached


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({}, []),
        ({"body": " "}, ["body"]),
        ({"body": "", "handwritten": True}, []),
        ({"body": "长" * 5001}, ["body"]),
        ({"said_at": START.replace(hour=11)}, ["said_at"]),
        ({"visitor_group": "alien"}, ["visitor_group"]),
        ({"author_phone": "12"}, ["author_phone"]),
        ({"author_name": "名" * 41, "place": "处" * 101}, ["author_name", "place"]),
        ({"praise_form": PraiseForm.BANNER}, ["praise_form"]),
        ({"kind": PRAISE, "praise_form": PraiseForm.BANNER}, []),
        ({"body": "", "visitor_group": ""}, ["body", "visitor_group"]),
    ],
)
def test_an_entry_names_everything_that_cannot_stay_so(fields, about):
    usual = {"body": "雨伞坏了", "kind": COMPLAINT, "said_at": START}
    wish = NewEntry(**(usual | fields))
    assert [each.about for each in entry_problems(wish, START.replace(hour=10))] == about


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("骆清平说已修好，电话13912345678", "骆*说已修好，电话139****5678"),
        ("致电 029 85512345 无人接听", "致电 029 85512345 无人接听"),
        ("致电02985512345", "致电****2345"),
        ("等本人", "等本人"),
    ],
)
def test_a_note_tells_no_author(note, kept):
    phone = "02985512345" if "029" in note else "13912345678"
    assert without_author(note, "骆清平", phone) == kept
