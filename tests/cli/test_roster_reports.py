"""The roster's papers and calendar files on the command line."""

import icalendar
import pypdfium2
import pytest

from stationdesk.cli.main import main
from stationdesk.cli.windows import Windows
from stationdesk.i18n import use_language
from stationdesk.paths import locale_folder
from stationdesk.store.database import open_database
from tests.services.served_station import ServedStation


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setenv("STATIONDESK_TODAY", "2026-06-24")
    monkeypatch.setenv("STATIONDESK_LANG", "en")
    yield
    use_language("en", locale_folder())


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "枫桥路.station"
    database = open_database(path)
    station = ServedStation(database)
    station.publish()
    station.serve()
    station.record()
    database.close()
    return path


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = main(list(map(str, arguments)), Windows(None, None))
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def words(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def size(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [round(side / 72 * 25.4) for side in document[0].get_size()]
    finally:
        document.close()


def test_a_week_is_written_masked_or_whole_and_on_either_sheet(run, file, tmp_path):
    out = tmp_path / "week.pdf"
    assert run("report", file, "roster-week", "--on", "2026-06-22", "--out", out)[0] == 0
    assert "欧阳*" in words(out)
    assert size(out) == [297, 210]
    run("report", file, "roster-week", "--full-names", "--a3", "--by-people", "--out", out)
    assert "欧阳娜娜" in words(out)
    assert size(out) == [420, 297]


def test_a_month_is_written_as_a_workbook(run, file, tmp_path):
    out = tmp_path / "month.xlsx"
    status, told, _err = run("report", file, "roster-month", "--month", "2026-06", "--out", out)
    assert (status, told.strip()) == (0, str(out))
    assert out.stat().st_size > 5_000


def test_a_sign_in_sheet_may_be_for_the_week(run, file, tmp_path):
    out = tmp_path / "sheet.pdf"
    run("report", file, "signin-sheet", "--out", out)
    assert "司徒文轩" not in words(out)
    run("report", file, "signin-sheet", "--week", "--out", out)
    assert "司徒文轩" in words(out)


def test_a_record_is_a_preview_until_it_is_printed_for_good(run, file, tmp_path):
    out = tmp_path / "record.pdf"
    run("report", file, "service-record", "--out", out)
    assert "Preview,notvalid" in words(out)
    run("report", file, "service-record", "--printed", "--out", out)
    assert "Preview" not in words(out)
    run("report", file, "service-record", "--printed", "--out", out)
    assert "Duplicate" in words(out)


def test_writing_all_papers_prints_nothing_for_good(run, file, tmp_path):
    run("report", file, "all", "--printed", "--out", tmp_path / "all")
    assert "Preview,notvalid" in words(tmp_path / "all" / "service-record.pdf")
    assert (tmp_path / "all" / "my-shifts.ics").exists()


def test_everybody_who_serves_gets_a_calendar_file(run, file, tmp_path):
    folder = tmp_path / "calendars"
    status, told, err = run("calendars", file, folder, "--month", "2026-06")
    assert status == 0
    assert told.split() == [str(folder / "V-0001.ics"), str(folder / "V-0002.ics")]
    assert "娜娜" not in err
    for path in folder.iterdir():
        assert len(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == 1


def test_cards_are_labels_of_volunteers_too(run, file, tmp_path):
    out = tmp_path / "labels.pdf"
    status, _told, _err = run(
        "report", file, "labels", "--of", "volunteers", "--layout", "60x40", "--out", out
    )
    assert status == 0
    assert "V-0001" in words(out)


@pytest.mark.parametrize("listing", ["volunteers", "roster", "attendance", "hours"])
def test_listings_are_exported_masked(run, file, tmp_path, listing):
    out = tmp_path / "out.csv"
    assert run("export", file, listing, out)[0] == 0
    text = out.read_text("utf-8-sig")
    assert "欧阳*" in text
    assert "娜娜" not in text
