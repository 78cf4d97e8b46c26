"""Lists of volunteers and rosters from the console."""

import json

import pytest

from stationdesk.cli.main import main
from stationdesk.cli.windows import Windows
from tests.services.listed_people import EARLY, LIST, THIS_WEEK, WEEK, book, person

IDENTITY = "610113199005234896"


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("STATIONDESK_TODAY", "2026-06-30")

    def run(*arguments):
        status = main(["--lang", "en", *map(str, arguments)], Windows(lambda _wish: 0, []))
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def people(tmp_path):
    line = person(性别="男", 身份证号=IDENTITY, 加入日期="2026-01-01", 特长="理发")
    book(tmp_path / "花名册.xlsx", LIST, line)
    return tmp_path / "花名册.xlsx"


@pytest.fixture
def week(tmp_path):
    book(tmp_path / "值班.xlsx", THIS_WEEK, WEEK, [EARLY, None, None, "张小三", "钱小七"])
    return tmp_path / "值班.xlsx"


def test_a_preview_tells_texts_as_stored(run, tmp_path, people, week):
    status, out, _err = run("import", tmp_path / "a.station", people, week, "--preview", "--json")
    assert status == 0
    listed, roster = json.loads(out)["files"]
    (row,) = listed["rows"]
    assert (row["name"], row["phone"], row["id_number"]) == ("张小三", "13800000001", IDENTITY)
    assert (row["born"], row["skills"]) == (None, "理发")
    assert roster["rows"][0] == {
        "row": 3,
        "date": "2026-07-01",
        "shift": "早班",
        "from": "08:30",
        "to": "11:30",
        "names": ["张小三"],
        "post": None,
        "note": None,
    }
    assert not (tmp_path / "a.station").exists()


def test_a_list_and_a_roster_come_in_together(run, tmp_path, people, week):
    file = tmp_path / "a.station"
    status, _out, err = run("import", file, week, people)
    assert (status, "E3" in err, file.exists()) == (1, True, False)
    status, out, err = run("import", file, week, people, "--leave-out", "--json")
    assert (status, "E3" in err) == (0, True)
    told = {entry["kind"]: entry["outcome"] for entry in json.loads(out)["files"]}
    assert told == {"volunteer": {"new": 1}, "roster": {"new": 1, "left": 1}}
    assert IDENTITY not in err
    status, _out, _err = run("check", file)
    assert status == 0
