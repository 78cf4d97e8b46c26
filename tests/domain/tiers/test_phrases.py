from datetime import date

import pytest

from stationdesk import i18n
from stationdesk.domain.tiers.phrases import (
    NOTHING,
    Listed,
    Phrase,
    Words,
    as_plain,
    clauses,
    from_plain,
    names,
)


@pytest.fixture
def chinese(monkeypatch):
    monkeypatch.setattr(i18n, "_language", "zh_CN")


SAID = Phrase(
    "{name} until {day}: {parts}",
    {
        "name": Words("雨伞", "umbrellas"),
        "day": date(2026, 7, 1),
        "parts": Listed(("a", Phrase("{n} b", {"n": 2}))),
        "none": None,
    },
)


def test_a_phrase_says_its_values_in_the_language_in_use():
    assert str(SAID) == "umbrellas until 2026-07-01: a, 2 b"


def test_words_of_a_standard_follow_the_language(chinese):
    assert str(Words("雨伞", "umbrellas")) == "雨伞"
    assert str(Words("", "umbrellas")) == "umbrellas"


def test_a_phrase_survives_being_kept():
    assert from_plain(as_plain(SAID)) == SAID
    assert from_plain(as_plain(NOTHING)) == NOTHING


def test_what_a_phrase_cannot_hold_is_refused():
    with pytest.raises(TypeError):
        as_plain(1.5)


@pytest.mark.parametrize(
    ("texts", "said"),
    [((), ""), (("a",), "a"), (("a", "b", "c"), "a, b, c"), (tuple("abcde"), "a, b and 3 more")],
)
def test_long_lists_are_cut_and_the_rest_counted(texts, said):
    assert str(names(texts, shown=2 if len(texts) > 3 else 5)) == said


def test_several_clauses_are_one_phrase_and_one_stays_itself():
    one = Phrase("one")
    assert clauses((one,)) is one
    assert str(clauses((one, Phrase("two")))) == "one; two"
