from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.lending.kind_rules import (
    Known,
    archive_problems,
    as_wish,
    change_problems,
    free_code,
    kind_problems,
    take_back_problems,
)
from stationdesk.domain.lending.kinds import Audience, Contact, LoanKind, LoanMode, NewLoanKind
from stationdesk.domain.lending.kinds import NewPart as Part
from tests.domain.stock_examples import MASKS

ARCHIVED = replace(MASKS, id=2, archived_on=date(2026, 1, 1))
POOL = NewLoanKind(name="雨伞", mode=LoanMode.POOL, code="YS", item_id=MASKS.id)
SERIAL = NewLoanKind(name="轮椅", mode=LoanMode.SERIAL, parts=(Part(name="脚踏", quantity=2),))
KNOWN = Known(codes={}, names=set(), lent_items={}, items={1: MASKS, 2: ARCHIVED})
KIND = LoanKind(
    id=1,
    uid="k1",
    code="YS",
    name="雨伞",
    mode=LoanMode.POOL,
    audience=Audience.VISITORS,
    item=MASKS,
    default_days=3,
    most_per_person=1,
    contact=Contact.TAIL,
    deposit="",
    terms="",
    since=date(2026, 1, 1),
    archived_on=None,
    version=1,
)


def told(wish, known=KNOWN):
    return [problem.about for problem in kind_problems(wish, known)]


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (POOL, []),
        (SERIAL, []),
        (replace(POOL, default_days=0), []),
        (replace(POOL, default_days=366), []),
        (replace(POOL, name="  "), ["name"]),
        (replace(POOL, name="伞" * 61), ["name"]),
        (replace(POOL, item_id=None), ["item_id"]),
        (replace(POOL, item_id=9), ["item_id"]),
        (replace(POOL, item_id=2), ["item_id"]),
        (replace(POOL, code="ys 1"), []),
        (replace(POOL, code="1YS"), ["code"]),
        (replace(POOL, code="雨伞"), ["code"]),
        (replace(POOL, code="ABCDEFGHI"), ["code"]),
        (replace(POOL, code="KW"), ["code"]),
        (replace(POOL, default_days=-1), ["default_days"]),
        (replace(POOL, default_days=367), ["default_days"]),
        (replace(POOL, most_per_person=0), ["most_per_person"]),
        (replace(POOL, deposit="x" * 101), ["deposit"]),
        (replace(POOL, terms="x" * 1001), ["terms"]),
        (replace(POOL, parts=SERIAL.parts), ["parts"]),
        (replace(SERIAL, parts=SERIAL.parts * 2), ["parts"]),
        (replace(SERIAL, parts=(Part(name="", quantity=1),)), ["parts"]),
        (replace(SERIAL, parts=(Part(name="脚踏", quantity=0),)), ["parts"]),
        (replace(SERIAL, parts=(Part(name="脚踏", quantity=1, item_id=2),)), ["parts"]),
        (replace(POOL, name="", default_days=-1, most_per_person=0), None),
    ],
)
def test_a_kind_says_what_it_must(wish, about):
    expected = ["name", "default_days", "most_per_person"] if about is None else about
    assert told(wish) == expected


@pytest.mark.parametrize(
    ("known", "about", "phrase"),
    [
        ({"codes": {"YS": "遮阳伞"}}, ["code"], "The code YS belongs to “遮阳伞”."),
        ({"names": {"雨伞"}}, ["name"], "“雨伞” is lent already; change that kind instead."),
        ({"lent_items": {1: "遮阳伞"}}, ["item_id"], "口罩 is lent as “遮阳伞” already."),
    ],
)
def test_two_kinds_share_neither_code_nor_name_nor_goods(known, about, phrase):
    (problem,) = kind_problems(POOL, replace(KNOWN, **known))
    assert ([problem.about], str(problem)) == (about, phrase)


def test_what_was_lent_keeps_its_way_and_its_goods():
    wish = replace(as_wish(KIND), mode=LoanMode.SERIAL, item_id=None)
    assert not list(change_problems(KIND, wish, used=False))
    assert [each.about for each in change_problems(KIND, wish, used=True)] == ["mode", "item_id"]
    renamed = replace(as_wish(KIND), name="爱心伞", default_days=5)
    assert not list(change_problems(KIND, renamed, used=True))


@pytest.mark.parametrize(
    ("kind", "out", "held", "reasons"),
    [
        (KIND, 0, 0, 0),
        (KIND, 2, 0, 1),
        (KIND, 2, 1, 2),
        (replace(KIND, archived_on=date.min), 0, 0, 1),
    ],
)
def test_a_kind_is_put_away_when_nothing_of_it_is_out_or_held(kind, out, held, reasons):
    assert len(list(archive_problems(kind, out=out, held=held))) == reasons


def test_an_archived_kind_comes_back_unless_its_name_or_goods_were_taken():
    archived = replace(KIND, archived_on=date(2026, 2, 1))
    assert not list(take_back_problems(archived, KNOWN))
    assert [each.about for each in take_back_problems(KIND, KNOWN)] == ["kind_id"]
    taken = replace(KNOWN, names={"雨伞"}, lent_items={1: "遮阳伞"})
    assert [each.about for each in take_back_problems(archived, taken)] == ["name", "item_id"]


@pytest.mark.parametrize(
    ("letters", "taken", "code"),
    [
        ("YS", (), "YS"),
        ("ys", ("YS",), "YS2"),
        ("YS", ("YS", "YS2"), "YS3"),
        ("YY", (), "YY2"),
        ("ABCDEFGHIJ", (), "ABCDEF"),
        ("3号", (), "JW"),
        ("", ("JW",), "JW2"),
    ],
)
def test_a_code_is_made_of_initials_and_is_free(letters, taken, code):
    assert free_code(letters, taken) == code
