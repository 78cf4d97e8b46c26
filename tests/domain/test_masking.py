import pytest

from stationdesk.domain.masking import masked, masked_name, shown_with_tail


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13812345678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("138 1234 5678 王芳", "138****5678 王芳"),
        ("610113199005234896", "610113********4896"),
        ("61011319950613528X", "610113********528X"),
        ("029-5550 0118", "029-5550 0118"),
        ("20260403", "20260403"),
        ("WZ-00012", "WZ-00012"),
        ("", ""),
    ],
)
def test_the_middle_of_phones_and_id_numbers_is_hidden(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张小明", "张*"),
        ("张", "张*"),
        ("欧阳娜娜", "欧阳*"),
        ("欧阳", "欧阳*"),
        ("王阿姨", "王阿姨"),
        ("李师傅", "李师傅"),
        ("欧阳先生", "欧阳先生"),
        ("陈老", "陈老"),
        ("刘姐", "刘姐"),
        ("张小明老师", "张*老师"),
        ("孙建工", "孙*"),
        ("阿依古丽·买买提", "阿*"),
        (" 张 三 ", "张*"),
        ("John Smith", "J***"),
        ("smith", "S***"),
        ("A", "A***"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_of_a_name_the_surname_stays_and_a_title_behind_it(name, shown):
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("name", "tail", "shown"),
    [("张三", "5678", "张* 5678"), ("张三", "", "张*"), ("", "5678", "5678"), ("", "", "")],
)
def test_a_person_is_told_apart_by_surname_and_tail(name, tail, shown):
    assert shown_with_tail(name, tail) == shown


@pytest.mark.parametrize(
    ("name", "given"),
    [("张三", "三"), ("欧阳娜娜", "娜"), ("John Smith", "mith"), ("阿依古丽·买买提", "买")],
)
def test_no_given_name_is_left_in_a_masked_one(name, given):
    assert given not in masked_name(name)
