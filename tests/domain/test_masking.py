import pytest

from stationdesk.domain.masking import masked


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
