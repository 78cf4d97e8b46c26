import pytest

from stationdesk.domain.lending.borrower_rules import plain_name
from stationdesk.domain.phones import phone_problems, tail_of
from stationdesk.domain.typed_text import search_text, without_unseen

FROM_A_CHAT = "\u202d138 1234 5678\u202c"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("张\u200b三", "张三"), ("\ufeff李 四\x00", "李 四"), ("\u200b", ""), ("王\n五", "王 五")],
)
def test_nothing_unseen_is_kept_of_a_name(typed, kept):
    assert plain_name(typed) == kept


def test_a_number_copied_from_a_chat_is_a_number():
    assert list(phone_problems("phone", FROM_A_CHAT)) == []
    assert tail_of(FROM_A_CHAT) == "5678"


def test_line_ends_of_a_longer_text_stay():
    assert without_unseen("第一行\n第二行\u202c") == "第一行\n第二行"


def test_what_an_input_method_widened_is_searched_as_it_was_meant():
    assert search_text(" ＬＹ－００３　") == "ly-003"
