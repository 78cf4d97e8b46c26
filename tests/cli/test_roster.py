"""``roster``: what is planned, what is not covered, and what the planner would change."""

import json
from datetime import date

import pytest

from stationdesk.cli.main import main
from stationdesk.cli.windows import Windows
from stationdesk.domain.opening import Interval, NewTimetable
from stationdesk.domain.roster.cover_rules import NewCoverRule
from stationdesk.domain.roster.facts import Bond
from stationdesk.domain.roster.rules import Rule, RuleChoice, Weight
from stationdesk.domain.roster.shifts import NewShiftTemplate
from stationdesk.domain.volunteers.people import NewVolunteer
from stationdesk.i18n import use_language
from stationdesk.paths import locale_folder
from stationdesk.services.desk import open_desk
from tests.services.roster_station import EVERY_KIND
from tests.stations import small_station

TODAY = date(2026, 6, 28)
FIRST, LAST = date(2026, 6, 29), date(2026, 7, 5)
NAMES = ("欧阳娜娜", "司徒文轩", "上官若雪")
WEEK = ("--from", FIRST, "--to", LAST)


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setenv("STATIONDESK_TODAY", TODAY.isoformat())
    monkeypatch.setenv("STATIONDESK_LANG", "en")
    yield
    use_language("en", locale_folder())


@pytest.fixture
def run(capsys):
    def run(*arguments):
        status = main(["roster", *map(str, arguments)], Windows(None, None))
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def file(tmp_path):
    """A draft of a week with one shift a day and somebody on the first of them alone."""
    path = tmp_path / "枫桥路.station"
    small_station(path)
    desk = open_desk(path, today=TODAY)
    hours = dict.fromkeys(range(1, 8), (Interval(480, 1200),))
    desk.station.keep_timetable(NewTimetable(name="值", valid_from=TODAY, week=hours))
    people = [
        desk.volunteers.add(NewVolunteer(name=name, joined_on=date(2026, 1, 1))) for name in NAMES
    ]
    desk.volunteers.add_pair(people[0], people[1], Bond.APART)
    desk.roster.add_template(
        NewShiftTemplate(name="早班", from_minute=480, to_minute=720, day_kinds=EVERY_KIND)
    )
    desk.roster.add_cover_rule(
        NewCoverRule(
            name="值守",
            day_kinds=EVERY_KIND,
            from_minute=480,
            to_minute=720,
            people=1,
            valid_from=date(2026, 1, 1),
        )
    )
    shifts = desk.roster.preview_period(FIRST, LAST)
    desk.roster.open_period(FIRST, LAST, shifts)
    desk.roster.assign(desk.roster.shifts(FIRST, FIRST)[0].id, people[0])
    desk.close()
    return path


def told(run, *arguments):
    status, out, _err = run(*arguments, "--json")
    assert status == 0
    return json.loads(out)


def test_a_week_is_told_with_english_keys_and_iso_dates(run, file):
    document = told(run, file, *WEEK)
    assert list(document) == [
        *("from", "to", "state", "rosters", "shifts", "holes", "breaches", "fairness")
    ]
    assert (document["from"], document["to"]) == ("2026-06-29", "2026-07-05")
    assert document["state"] == "draft"
    first = document["shifts"][0]
    assert (first["from"], first["to"]) == ("2026-06-29T08:00", "2026-06-29T12:00")
    assert [each["number"] for each in first["people"]] == ["V-0001"]
    assert len(document["holes"]) == 6
    assert document["holes"][0] | {"skill": None} == {
        "from": "2026-06-30T08:00",
        "to": "2026-06-30T12:00",
        "rule": "值守",
        "weight": "block",
        "present": 0,
        "wanted": 1,
        "skill": None,
    }


def test_names_are_masked_unless_they_are_asked_for(run, file):
    for arguments in ((), ("--json",)):
        _status, out, _err = run(file, *WEEK, "--propose", *arguments)
        assert not [name for name in NAMES if name in out]
        assert "欧阳*" in out
    _status, out, _err = run(file, *WEEK, "--full-names")
    assert "欧阳娜娜" in out


def test_a_proposal_is_told_and_not_kept(run, file):
    document = told(run, file, *WEEK, "--propose")
    assert len(document["added"]) == 6
    assert (document["removed"], document["holes_left"], document["proven"]) == ([], [], True)
    assert document["engine"] in ("highs", "annealing")
    assert "accepted" not in document
    assert len(told(run, file, *WEEK)["holes"]) == 6


def test_an_accepted_proposal_covers_the_desk(run, file):
    document = told(run, file, *WEEK, "--accept")
    assert document["accepted"] == 6
    assert document["holes"] == []
    assert told(run, file, *WEEK)["breaches"] == []


def leave_one(file, weight):
    """Let one volunteer be left, who may serve once a week."""
    desk = open_desk(file, today=TODAY)
    for line in desk.volunteers.lines():
        if line.volunteer.name != NAMES[0]:
            desk.volunteers.void(line.volunteer.id, "录错了")
    desk.roster.choose_rule(Rule.SHIFTS_A_WEEK, RuleChoice(weight, 1))
    desk.close()


def test_warnings_are_accepted_with_a_reason_only(run, file):
    leave_one(file, Weight.WARN)
    assert told(run, file, *WEEK, "--propose")["warnings"]
    status, _out, err = run(file, *WEEK, "--accept")
    assert (status, len(told(run, file, *WEEK)["holes"])) == (1, 6)
    assert "欧阳*" in err
    assert "欧阳娜娜" not in err
    assert told(run, file, *WEEK, "--accept", "--reason", "人手不足")["accepted"]
    assert told(run, file, *WEEK)["breaches"] == []


def test_what_cannot_be_covered_is_explained_person_by_person(run, file):
    leave_one(file, Weight.BLOCK)
    document = told(run, file, *WEEK, "--propose")
    assert len(document["explanations"]) == 6
    (reason,) = document["explanations"][0]["reasons"]
    assert (reason["number"], reason["rule"]) == ("V-0001", "shifts_a_week")
    assert "already has" in reason["message"]
    _status, out, _err = run(file, *WEEK, "--propose")
    assert "Still not covered:" in out
    assert "nothing better exists" in out


def test_days_without_a_roster_are_refused_a_proposal(run, file):
    status, out, err = run(file, "--from", "2026-08-03", "--to", "2026-08-09", "--propose")
    assert (status, out) == (1, "")
    assert "no roster" in err


def test_days_of_two_rosters_are_accepted_one_at_a_time(run, file):
    desk = open_desk(file, today=TODAY)
    first, last = date(2026, 7, 6), date(2026, 7, 12)
    desk.roster.open_period(first, last, desk.roster.preview_period(first, last))
    desk.close()
    status, _out, err = run(file, "--from", FIRST, "--to", last, "--accept")
    assert status == 1
    assert "2 rosters" in err
    assert told(run, file, "--from", FIRST, "--to", last)["state"] == "draft"


def test_a_period_that_ends_before_it_begins_is_refused(run, file):
    status, _out, err = run(file, "--from", LAST, "--to", FIRST)
    assert status == 1
    assert "before it begins" in err


def test_the_days_have_to_be_told(run, file):
    assert run(file)[0] == 2
