"""The lending desk's papers and labels on the command line."""

import pypdfium2
import pytest

from stationdesk.cli.main import main
from stationdesk.cli.windows import Windows
from stationdesk.i18n import use_language
from stationdesk.paths import locale_folder
from stationdesk.services.desk import open_desk
from tests.conftest import TODAY
from tests.services.lending.lent_station import WHOLE_PHONE, LentStation, ago


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setenv("STATIONDESK_TODAY", TODAY.isoformat())
    monkeypatch.setenv("STATIONDESK_LANG", "en")
    yield
    use_language("en", locale_folder())


@pytest.fixture
def station(tmp_path):
    path = tmp_path / "枫桥路.station"
    desk = open_desk(path, today=TODAY)
    filled = LentStation(desk.context)
    filled.lend_chair(ago(10))
    desk.close()
    return path


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = main(list(map(str, arguments)), Windows(None, None))
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def words(path, page=0):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(document[page].get_textpage().get_text_range().split())
    finally:
        document.close()


@pytest.mark.parametrize(
    ("of", "code"),
    [("pieces", "BX-001"), ("amenities", "SS-0001"), ("places", "KW-001"), ("items", "WZ-00001")],
)
def test_labels_are_written_for_each_kind_of_thing(run, station, tmp_path, of, code):
    out = tmp_path / "labels.pdf"
    status, told, _err = run(
        "report", station, "labels", "--of", of, "--layout", "50x30", "--out", out
    )
    assert (status, told.strip()) == (0, str(out))
    assert words(out).startswith(code)


def test_a_begun_sheet_is_told_by_its_first_place(run, station, tmp_path):
    out = tmp_path / "labels.pdf"
    arguments = ("report", station, "labels", "--layout", "3x7", "--out", out, "--start")
    assert run(*arguments, 21)[0] == 0
    assert words(out, 1).startswith("LY-001")
    status, _told, err = run(*arguments, 22)
    assert status != 0
    assert "A sheet has the places 1 to 21." in err


def test_labels_are_no_workbook(run, station, tmp_path):
    status, _told, err = run("report", station, "labels", "--out", tmp_path / "labels.xlsx")
    assert status != 0
    assert "is written as pdf" in err


def test_a_call_sheet_has_whole_numbers_for_a_reason_only(run, station, tmp_path):
    out = tmp_path / "calls.pdf"
    run("report", station, "call-sheet", "--out", out)
    assert WHOLE_PHONE not in words(out)
    assert "****8899" in words(out)
    run("report", station, "call-sheet", "--reason", "电话催还", "--out", out)
    assert WHOLE_PHONE in words(out)


def test_a_slip_is_printed_for_a_loan_by_its_id(run, station, tmp_path):
    out = tmp_path / "slip.pdf"
    assert run("report", station, "loan-slip", "--record", 1, "--out", out)[0] == 0
    assert words(out).count("欧阳*8899") == 2
    status, _told, err = run("report", station, "loan-slip", "--record", 9, "--out", out)
    assert status != 0
    assert "There is no such loan." in err


def test_the_catalogue_names_the_papers_of_the_lending_desk(run):
    _status, told, _err = run("reports")
    keys = {line.split()[0] for line in told.splitlines()}
    assert {"loans", "overdue", "call-sheet", "loan-slip", "loan-figures", "labels"} <= keys
