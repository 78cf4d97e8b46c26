import json
from pathlib import Path

import openpyxl
import pytest

from stationdesk.cli.main import main
from stationdesk.cli.windows import Windows
from stationdesk.domain.problems import Refused
from stationdesk.i18n import use_language
from stationdesk.paths import locale_folder, resources
from stationdesk.store.migrations import STEPS
from tests.stations import small_station

LEDGERS = Path(__file__).parents[1] / "fixtures" / "ledgers"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setenv("STATIONDESK_TODAY", "2026-06-30")
    monkeypatch.delenv("STATIONDESK_LANG", raising=False)
    yield
    use_language("en", locale_folder())


@pytest.fixture
def opened():
    return []


@pytest.fixture
def run(capsys, opened):
    def run(*arguments):
        status = main(list(map(str, arguments)), Windows(lambda wish: opened.append(wish) or 0, []))
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def station(tmp_path):
    path = tmp_path / "枫桥路.station"
    small_station(path)
    return path


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.station"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STATIONDESK_TODAY", "2026-06-30")
        assert main(["demo", str(path), "--years", "1", "--seed", "1"], Windows(None, None)) == 0
    return path


@pytest.mark.parametrize("style", ["titled", "gbk"])
@pytest.mark.parametrize("kind", ["stock", "amenity", "feedback"])
def test_import_tells_the_records_that_the_truth_tells(run, tmp_path, style, kind):
    (ledger,) = [p for p in LEDGERS.glob(f"{style}-{kind}.*") if p.suffix in (".xlsx", ".csv")]
    truth = json.loads((LEDGERS / f"{style}-{kind}.truth.json").read_text(encoding="utf-8"))
    status, out, _err = run("import", tmp_path / "new.station", ledger, "--json")
    (entry,) = json.loads(out)["files"]
    assert status == 0
    assert entry["kind"] == kind
    told = [
        {key: row[key] or None for key in wanted}
        for row, wanted in zip(entry["rows"], truth["rows"], strict=True)
    ]
    assert told == [{key: value or None for key, value in row.items()} for row in truth["rows"]]
    assert entry["outcome"] == {"new": len(truth["rows"])}


REGISTER = resources() / "samples" / "2025年借用登记表.xlsx"


def test_the_sheets_of_a_loan_register_are_previewed_without_names(run, tmp_path):
    status, out, _err = run("import", tmp_path / "new.station", REGISTER, "--preview", "--json")
    document = json.loads(out)
    assert status == 0
    assert {entry["kind"] for entry in document["files"]} == {"loan"}
    assert [entry["sheet"] for entry in document["files"]][::2] == [f"{n}月" for n in range(1, 13)]
    assert "things" not in document
    assert document["files"][0]["rows"][0] == {
        "row": 3,
        "item": "雨伞",
        "borrower": "郝*",
        "phone": "138****1101",
        "pieces": 1,
        "lent_on": "2024-12-30",
        "due_on": None,
        "returned_on": "2025-01-02",
        "returned": True,
        "handled_by": "苗素云",
        "note": None,
    }
    assert "郝建国" not in out
    assert not (tmp_path / "new.station").exists()


def test_a_loan_register_comes_in_as_one_import(run, station):
    run("import", station, REGISTER.with_name("爱心物资台账.xlsx"))
    status, out, _err = run("import", station, REGISTER, "--preview", "--json")
    assert {each["thing"]: each["taken_for"] for each in json.loads(out)["things"]} == {
        "雨伞": None,
        "老花镜": None,
        "打气筒": None,
    }
    status, _out, err = run("import", station, REGISTER)
    assert status == 1
    assert "第 3 行" in err
    told = [
        "--thing",
        "雨伞=雨伞 长柄",
        "--thing",
        "老花镜=老花镜 150度",
        "--thing",
        "打气筒=打气筒",
    ]
    status, out, _err = run("import", station, REGISTER, "--json", "--leave-out", *told)
    assert status == 0
    assert {entry["import"] for entry in json.loads(out)["files"]} == {"DR-20260630-002"}
    _status, out, _err = run("import", station, REGISTER, "--json", "--leave-out", *told)
    assert {entry["import"] for entry in json.loads(out)["files"]} == {None}
    status, out, _err = run("check", station, "--json")
    assert (status, json.loads(out)["sound"]) == (0, True)


@pytest.mark.parametrize("thing", ["雨伞", "雨伞=火箭", "=雨伞"])
def test_a_thing_that_is_not_here_is_refused(run, station, thing):
    status, _out, err = run("import", station, REGISTER, "--thing", thing)
    assert status == 1
    assert len(err.strip().splitlines()) == 1


def test_the_year_of_a_register_can_be_told(run, tmp_path):
    book = openpyxl.Workbook()
    for row in (["借用日期", "借用人", "借用物品", "归还日期"], ["3.5", "张三", "雨伞", "3.6"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    arguments = ("import", tmp_path / "x.station", tmp_path / "a.xlsx", "--preview", "--json")
    days = [
        json.loads(run(*arguments, *year)[1])["files"][0]["rows"][0]["lent_on"]
        for year in ((), ("--year", "2025"))
    ]
    assert days == [None, "2025-03-05"]


def test_importing_twice_changes_nothing(run, tmp_path):
    file = tmp_path / "new.station"
    run("import", file, LEDGERS / "titled-stock.xlsx")
    _status, out, _err = run("import", file, LEDGERS / "titled-stock.xlsx", "--json")
    (entry,) = json.loads(out)["files"]
    assert (entry["import"], entry["outcome"]) == (None, {"unchanged": 22})


def test_a_preview_keeps_nothing(run, tmp_path):
    status, out, _err = run(
        "import", tmp_path / "new.station", LEDGERS / "gbk-stock.csv", "--preview", "--json"
    )
    assert status == 0
    assert len(json.loads(out)["files"][0]["rows"]) == 22
    assert not (tmp_path / "new.station").exists()


def test_one_bad_file_stops_the_whole_import_and_is_named(run, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    file = tmp_path / "new.station"
    status, out, err = run("import", file, LEDGERS / "titled-stock.xlsx", tmp_path / "坏.xlsx")
    assert status == 1
    assert out == ""
    assert err.count("\n") == 1
    assert "坏.xlsx" in err
    assert not file.exists()


def test_a_row_that_cannot_be_read_is_named_and_nothing_is_kept(run, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["品名", "单位", "数量"])
    book.active.append(["雨伞", "把", "若干"])
    book.save(tmp_path / "台账.xlsx")
    status, _out, err = run("import", tmp_path / "new.station", tmp_path / "台账.xlsx")
    assert status == 1
    assert "第 2 行" in err
    assert not (tmp_path / "new.station").exists()


def test_inspect_tells_what_a_workbook_holds(run):
    status, out, _err = run("inspect", LEDGERS / "titled-stock.xlsx", "--json")
    told = json.loads(out)
    assert status == 0
    assert set(told) == {"verdict", "sheets", "non_empty", "message"}
    assert (told["verdict"], told["sheets"]) == ("read", 1)
    assert told["non_empty"] > 150


def test_inspect_refuses_in_one_sentence_without_an_exceptions_name(run, tmp_path):
    (tmp_path / "图.xlsx").write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 500)
    status, out, _err = run("inspect", tmp_path / "图.xlsx", "--json")
    told = json.loads(out)
    assert (status, told["verdict"]) == (1, "refuse")
    assert "Error" not in told["message"]
    assert told["message"].endswith("。")


def test_a_demo_does_not_overwrite_a_file(run, station):
    before = station.read_bytes()
    status, _out, err = run("demo", station)
    assert (status, station.read_bytes()) == (1, before)
    assert station.name in err


def test_tiers_speak_the_contract(run, demo):
    status, out, _err = run("tiers", demo, "--json")
    told = json.loads(out)
    assert status == 0
    assert {"standard", "on", "attained", "applied_for", "items"} <= set(told)
    assert (told["standard"], told["on"], len(told["items"])) == ("yanta-2023", "2026-06-30", 16)
    wanted = {"code", "name", "tier", "state", "until", "required", "found", "evidence", "reason"}
    assert all(wanted <= set(item) for item in told["items"])
    states = {item["state"] for item in told["items"]}
    assert states <= {"met", "due_soon", "not_met", "not_checked", "not_applicable"}


def test_tiers_on_a_past_day_give_that_days_answer(run, demo):
    _status, now, _err = run("tiers", demo, "--json")
    _status, then, _err = run("tiers", demo, "--on", "2025-09-01", "--json")
    then, now = json.loads(then), json.loads(now)
    assert then["on"] == "2025-09-01"
    assert then["items"] != now["items"]


def test_another_standard_can_be_asked_for_and_an_unknown_one_is_refused(run, demo):
    _status, out, _err = run("tiers", demo, "--standard", "union-2023", "--json")
    assert json.loads(out)["standard"] == "union-2023"
    status, _out, err = run("tiers", demo, "--standard", "nowhere", "--json")
    assert status == 1
    assert "nowhere" in err


@pytest.mark.parametrize("name", ["compliance", "kit-check-blank", "count-sheet"])
def test_a_report_is_written_as_pdf(run, demo, tmp_path, name):
    status, out, _err = run("report", demo, name, "--out", tmp_path / "out.pdf")
    assert status == 0
    assert out.strip().endswith("out.pdf")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


WITHOUT_VOLUNTEERS = {
    "my-shifts",
    "volunteer-cards",
    "hours-statement",
    "training-record",
    "service-record",
    "service-certificate",
}
"""Papers about somebody: a file without volunteers has none."""
WITHOUT_INSPECTIONS = {"inspection-sheet", "corrective-notice"}
"""Papers of an inspection: a file without any has none."""


def test_every_report_there_is_can_be_written(run, demo, tmp_path):
    status, out, err = run("report", demo, "all", "--out", tmp_path / "all")
    lacking = {line.partition(":")[0] for line in err.splitlines()}
    assert status == 0
    assert lacking <= WITHOUT_VOLUNTEERS | WITHOUT_INSPECTIONS
    assert len(out.splitlines()) == len(list((tmp_path / "all").iterdir()))


def test_the_names_of_the_reports_are_listed_with_their_use(run):
    status, out, _err = run("reports")
    assert status == 0
    assert "compliance " in out
    assert "检查表" in out


@pytest.mark.parametrize(
    ("name", "ending", "sentence"),
    [("nothing", "pdf", "nothing"), ("compliance", "xlsx", "xlsx"), ("inventory", "doc", "doc")],
)
def test_a_report_that_cannot_be_is_refused(run, demo, tmp_path, name, ending, sentence):
    status, _out, err = run("report", demo, name, "--out", tmp_path / f"out.{ending}")
    assert status == 1
    assert sentence in err
    assert not list(tmp_path.iterdir())


def test_a_listing_is_exported_as_workbook_and_csv(run, demo, tmp_path):
    run("export", demo, "inventory", tmp_path / "a.xlsx")
    run("export", demo, "movements", tmp_path / "a.csv", "--from", "2026-06-01")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row > 40
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_period_that_ends_before_it_begins_is_refused(run, demo, tmp_path):
    status, _out, err = run(
        "export",
        demo,
        "documents",
        tmp_path / "a.csv",
        "--from",
        "2026-06-02",
        "--to",
        "2026-06-01",
    )
    assert status == 1
    assert "2026-06-01" in err


def test_check_tells_every_look_at_the_file(run, station):
    status, out, _err = run("check", station, "--json")
    told = json.loads(out)
    assert (status, told["sound"], told["schema"]) == (0, True, len(STEPS))
    assert [check["name"] for check in told["checks"]] == [
        "sqlite",
        "ledger",
        "audit",
        "attachments",
    ]


def test_a_backup_can_be_restored_into_a_new_place(run, station, tmp_path):
    _status, out, _err = run("backup", station, tmp_path / "usb")
    status, _out, _err = run("restore", out.strip(), tmp_path / "again.station")
    assert status == 0
    assert json.loads(run("check", tmp_path / "again.station", "--json")[1])["sound"]


@pytest.mark.parametrize("command", ["check", "tiers", "backup", "report"])
def test_a_missing_file_is_refused_and_not_made(run, tmp_path, command):
    more = {"backup": ["usb"], "report": ["compliance", "--out", "x.pdf"]}.get(command, [])
    status, _out, err = run(command, tmp_path / "gone.station", *more)
    assert status == 1
    assert "gone.station" in err
    assert not (tmp_path / "gone.station").exists()


@pytest.mark.parametrize(
    "arguments", [["nonsense.station", "x", "y"], ["tiers"], ["export", "a"], ["--lang", "fr"]]
)
def test_a_wrong_command_line_is_status_two(run, arguments):
    assert run(*arguments)[0] == 2


def test_only_a_file_opens_the_window(run, station, opened):
    assert run(station)[0] == 0
    assert run()[0] == 0
    assert [wish.file for wish in opened] == [station, None]


def test_a_day_that_is_none_is_refused_in_words(run, station, monkeypatch):
    monkeypatch.setenv("STATIONDESK_TODAY", "someday")
    status, _out, err = run("tiers", station)
    assert status == 1
    assert "someday" in err


def test_the_language_is_chosen_before_the_command(run, tmp_path, monkeypatch):
    missing = tmp_path / "gone.station"
    assert "没有文件" in run("check", missing)[2]
    assert "There is no file" in run("--lang", "en", "check", missing)[2]
    monkeypatch.setenv("STATIONDESK_LANG", "en")
    assert "There is no file" in run("check", missing)[2]


def test_a_refusal_of_the_window_is_a_refusal_of_the_command(station, capsys):
    def refuse(_wish):
        raise Refused([])

    assert main([str(station)], Windows(refuse, refuse)) == 1


def test_a_fault_of_ours_is_logged_and_the_log_is_named(station, capsys, tmp_path, monkeypatch):
    def break_down(_wish):
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("stationdesk.cli.main.log_folder", lambda: tmp_path / "logs")
    assert main([str(station)], Windows(break_down, break_down)) == 3
    assert "command-line.log" in capsys.readouterr().err
    assert "a bug" in (tmp_path / "logs" / "command-line.log").read_text(encoding="utf-8")


def test_what_was_brought_into_a_new_file_can_be_written_out_again(run, tmp_path):
    new = tmp_path / "新.station"
    assert (
        run("import", new, LEDGERS / "titled-stock.xlsx", LEDGERS / "titled-amenity.xlsx")[0] == 0
    )
    assert run("export", new, "inventory", tmp_path / "物资.csv")[0] == 0
    assert len((tmp_path / "物资.csv").read_text(encoding="utf-8-sig").splitlines()) == 23
    assert run("report", new, "compliance", "--out", tmp_path / "检查表.pdf")[0] == 0
