import pytest

from stationdesk.domain.file_places import LONGEST_STEM, risk_of_place, safe_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("雁塔路便民服务驿站", "雁塔路便民服务驿站"),
        ("  大雁塔/北广场  驿站 ", "大雁塔 北广场 驿站"),
        ('a<b>c:d"e|f?g*h\\i', "a b c d e f g h i"),
        ("驿站\n一号\t", "驿站一号"),
        ("驿站...", "驿站"),
        ("CON", "CON_"),
        ("lpt1.x", "lpt1.x_"),
        ("///", "驿站"),
        ("", "驿站"),
        ("站" * 200, "站" * LONGEST_STEM),
    ],
)
def test_a_station_name_becomes_a_file_name_that_every_system_takes(name, stem):
    assert safe_stem(name, "驿站") == stem


@pytest.mark.parametrize(
    "path",
    [
        "\\\\server\\share\\驿站",
        "//server/share",
        "C:\\Users\\wang\\OneDrive - 单位\\驿站",
        "/home/wang/Dropbox",
        "D:\\我的坚果云\\台账",
        "D:/Nutstore/1",
        "C:\\Users\\wang\\WPS云盘",
        "/Users/wang/Library/Mobile Documents/iCloud Drive",
    ],
)
def test_a_share_or_a_synchronised_folder_is_warned_of(path):
    assert risk_of_place(path) is not None


@pytest.mark.parametrize("path", ["C:\\Users\\wang\\AppData\\Local", "/home/wang/驿站", "D:\\数据"])
def test_a_folder_of_this_pc_is_fine(path):
    assert risk_of_place(path) is None
