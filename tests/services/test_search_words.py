import pytest

from stationdesk.services.search_words import search_words


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("雨伞", "yusan"),
        ("雨伞", "ys"),
        ("充电线", "cdx"),
        ("84消毒液", "84xdy"),
        ("重庆火锅底料", "cqhgdl"),
        ("重庆火锅底料", "zqhgdl"),
        ("长柄雨伞", "changbing"),
        ("Type-C 线", "type-c"),
    ],
)
def test_a_name_is_found_by_what_one_types(name, typed):
    assert typed in search_words(name)


def test_words_stand_once_and_blanks_not_at_all():
    assert search_words("A4", "", " a4 ") == "a4"


def test_a_long_name_does_not_explode():
    assert len(search_words("重长行乐了和中还都着" * 10).split()) < 40
