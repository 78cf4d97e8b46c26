"""Whoever must not answer is known in whatever way the name is written."""

import pytest

from stationdesk.domain.feedback.people import is_same_person, plain_person
from stationdesk.domain.name_characters import simplified


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王芳", "王 芳"),
        ("王芳", "王\u3000芳"),
        ("王芳", "王芳\u200b"),
        ("王芳", "王芳站长"),
        ("王芳", "站长王芳"),
        ("王芳", "副站长王芳"),
        ("王芳", "王芳副站长"),
        ("王芳站长", "王芳主任"),
        ("王芳", "志愿者王芳"),
        ("王芳", "王芳姐"),
        ("王芳", "王芳（站长）"),
        ("王芳", "王芳(中班)"),
        ("王站长", "王芳站长"),
        ("王芳、李强", "李强"),
        ("王芳 李强", "李强"),
        ("王芳和李强", "李强"),
        ("王芳", "孙丽,王芳"),
        ("張偉", "张伟"),
        ("歐陽麗華", "欧阳丽华"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("Wang Fang", "wangfang"),
        ("Ｗang Fang", "WANG FANG"),
    ],
)
def test_the_same_person_is_known_in_many_guises(one, other):
    assert is_same_person(one, other)
    assert is_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王芳", "王芳芳"),
        ("王芳", "王强"),
        ("王站长", "李站长"),
        ("王站长", "王芳"),
        ("李和平", "李强"),
        ("李和平", "王平"),
        ("赵强", "赵强国"),
        ("志愿者", "志愿服务队"),
        ("Wang Fang", "Wang Li"),
        ("", ""),
        ("\u200b", "\u200b"),
        ("", "王芳"),
        ("—", "—"),
    ],
)
def test_other_people_and_nobody_are_not_the_same(one, other):
    assert not is_same_person(one, other)


def test_a_name_without_its_title_is_left_where_there_is_nothing_else():
    assert plain_person("站长") == "站长"
    assert plain_person("王师傅") == "王"
    assert plain_person(" \u200b。") == ""


def test_characters_that_are_no_traditional_ones_stay():
    assert simplified("王芳 Wang 123") == "王芳 Wang 123"
