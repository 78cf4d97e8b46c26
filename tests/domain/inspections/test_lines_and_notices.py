from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.inspections.actions import ActionState
from stationdesk.domain.inspections.due_days import (
    USUAL_DUE_DAYS,
    DueDays,
    due_after,
    due_days_from,
    due_days_problems,
)
from stationdesk.domain.inspections.frozen import (
    phrase_text,
    read_evidence,
    read_phrase,
    read_words,
    said_text,
    typed_text,
    words_text,
)
from stationdesk.domain.inspections.kinds import InspectionKind, Result, Severity
from stationdesk.domain.inspections.lines import prefilled, progress_of, suggested_for
from stationdesk.domain.inspections.notice_snapshot import (
    NoticedAction,
    NoticedFinding,
    NoticeSnapshot,
    notice_text,
    read_notice,
)
from stationdesk.domain.inspections.notices import all_verified
from stationdesk.domain.inspections.numbers import number_after, number_start
from stationdesk.domain.inspections.posted import (
    COPIED_FROM,
    POSTED_KIND_WORDS,
    USUAL_POSTED,
    USUAL_REVIEW_DAYS,
    PostedKind,
)
from stationdesk.domain.inspections.wall import CHANGED_WORDS, WallFacts, reasons_by
from stationdesk.domain.tiers.assess import assess
from stationdesk.domain.tiers.phrases import Phrase, Words
from tests.domain.inspections.told import action
from tests.domain.tiers.samples import (
    TODAY,
    criterion,
    days,
    facts,
    hand_check,
    rule,
    standard,
    stock,
)

UMBRELLAS = rule("stock_quantity", used_for=("umbrella",), quantity={3: 5, 2: 5, 1: 5})
SEEN = rule("hand_check", subject="seen", interval_days=10)
STANDARD = standard(
    criterion("A1", 3, UMBRELLAS), criterion("A2", 3, UMBRELLAS, SEEN), criterion("A3", 1, SEEN)
)


def findings(**held):
    return assess(STANDARD, facts(**held), TODAY, 3).findings


ENOUGH, FEW = (stock(7, days(300)),), (stock(1, days(300)),)


@pytest.mark.parametrize(
    ("held", "suggested"),
    [
        ({}, ["fail", "fail"]),
        ({"stock": ENOUGH}, ["pass", ""]),
        ({"stock": FEW, "hand_checks": (hand_check(),)}, ["fail", "partial"]),
        ({"stock": ENOUGH, "hand_checks": (hand_check(),)}, ["pass", "pass"]),
    ],
)
def test_the_records_suggest_a_result_only_where_they_can_tell(held, suggested):
    assert [suggested_for(one) for one in findings(**held)[:2]] == suggested


def test_lines_are_those_of_the_tier_in_the_standards_order():
    assessment = assess(STANDARD, facts(stock=ENOUGH), TODAY, 3)
    assert [line.code for line in prefilled(assessment, 3)] == ["A1", "A2"]
    assert [line.code for line in prefilled(assessment, 1)] == ["A1", "A2", "A3"]
    line = prefilled(assessment, 3)[0]
    assert f"{read_phrase(line.found)}" == f"{assessment.findings[0].found}"
    (evidence,) = read_evidence(line.evidence)
    assert evidence.what == "batch"


@given(st.lists(st.sampled_from(list(Result))))
def test_one_count_serves_progress_and_score(results):
    progress = progress_of(results)
    assert progress.lines == len(results)
    assert progress.checked + progress.unchecked == progress.lines
    assert progress.judged + progress.not_applicable == progress.checked
    if progress.unchecked or not progress.judged:
        assert progress.score is None
    else:
        assert 0 <= progress.score <= 100
        assert (progress.score == 100) == (progress.passed == progress.judged)


def test_what_is_partly_in_order_counts_half():
    told = [Result.PASS, Result.PARTIAL, Result.FAIL, Result.FAIL, Result.NOT_APPLICABLE]
    assert progress_of(told).score == pytest.approx(37.5)


@given(st.text(min_size=1))
def test_what_is_typed_is_kept_as_it_is(typed):
    kept = typed_text(typed)
    assert f"{read_phrase(kept) or ''}" == typed.strip()
    assert said_text(read_phrase(kept)) == kept


def test_nothing_is_kept_of_nothing():
    assert (phrase_text(Phrase("")), typed_text("  "), said_text(None)) == ("", "", "")
    assert read_phrase("") is None
    assert read_evidence("") == ()
    assert read_words(words_text(Words("急救", "First aid"))) == Words("急救", "First aid")


class Weekdays:
    def closing_on(self, day):
        return 1080 if day.isoweekday() < 6 else None

    def open_until(self, day):
        return 1080


@pytest.mark.parametrize(
    ("count", "due"), [(0, "2026-07-03"), (1, "2026-07-06"), (5, "2026-07-10"), (6, "2026-07-13")]
)
def test_due_days_are_working_days(count, due):
    friday = date(2026, 7, 3)
    assert due_after(friday, count, Weekdays()) == date.fromisoformat(due)


def test_spoiled_choices_are_the_default():
    assert due_days_from({}) == USUAL_DUE_DAYS
    assert due_days_from({"inspection_due_days_minor": "7"}).minor == 7
    for spoiled in ("", "x", "-1", "9999", "７"):
        assert due_days_from({"inspection_due_days_critical": spoiled}).critical == 1


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (DueDays(), []),
        (DueDays(minor=251), ["minor"]),
        (DueDays(serious=11), ["serious"]),
        (DueDays(minor=2, serious=3, critical=4), ["serious", "critical"]),
    ],
)
def test_a_graver_finding_never_has_more_time(wish, about):
    assert [problem.about for problem in due_days_problems(wish)] == about


def test_numbers_count_on_in_their_year():
    assert number_after(None, "TZ", 2026) == "TZ-2026-001"
    assert number_after("TZ-2026-009", "TZ", 2026) == "TZ-2026-010"
    assert number_after("TZ-2026-999", "TZ", 2026) == "TZ-2026-1000"
    assert number_start("TZ", 2027) == "TZ-2027-"


def test_a_notice_reads_as_it_was_written():
    finding = NoticedFinding(
        uid="f",
        number="WT-2026-001",
        code="S01",
        item=Words("急救", "First aid"),
        required=typed_text("一个药箱"),
        what="过期",
        place="前台",
        severity=Severity.SERIOUS,
        times=2,
        photos=("a.jpg",),
        actions=(
            NoticedAction(uid="a", number="ZG-2026-001", measure="换", owner="李强", due_on=TODAY),
        ),
    )
    told = NoticeSnapshot(
        station_code="YT-01",
        station_name="枫桥路驿站",
        inspection_number="JC-2026-001",
        inspection_kind=InspectionKind.STREET,
        inspected_on=TODAY,
        inspectors="张敏",
        escort="",
        standard_key="k",
        standard_version="1",
        standard_title=Words("标准", "Standard"),
        addressed_to="驿站",
        issued_on=TODAY,
        deadline=TODAY,
        recheck_method="现场",
        objection_until=TODAY,
        findings=(finding, replace(finding, required="")),
    )
    read = read_notice(notice_text(told))
    assert read == told
    assert f"{read.findings[0].clause()}" == "一个药箱"
    assert read.findings[1].clause() is None


@pytest.mark.parametrize(
    ("states", "all_done"),
    [
        ((), False),
        (("void",), False),
        (("verified",), True),
        (("verified", "void"), True),
        (("verified", "claimed"), False),
    ],
)
def test_void_actions_neither_help_nor_hinder(states, all_done):
    assert all_verified([action(ActionState(each)) for each in states]) is all_done


def test_every_kind_on_the_wall_has_words_and_days():
    assert set(POSTED_KIND_WORDS) == set(USUAL_REVIEW_DAYS) == set(PostedKind)
    assert len(USUAL_POSTED) == len(PostedKind) - 1
    assert set(CHANGED_WORDS) == set(COPIED_FROM.values())


def test_a_change_on_the_day_of_putting_up_was_copied():
    source = COPIED_FROM[PostedKind.CONTACTS]
    reasons = reasons_by(WallFacts(on=TODAY, changed_on={source: TODAY}))[PostedKind.CONTACTS]
    assert reasons(TODAY) == ()
    assert len(reasons(TODAY - timedelta(days=1))) == 1


def test_a_station_that_keeps_no_rosters_is_not_told_of_them():
    reasons = reasons_by(WallFacts(on=TODAY))[PostedKind.ROSTER]
    assert reasons(TODAY) == ()
    kept = reasons_by(WallFacts(on=TODAY, keeps_rosters=True))[PostedKind.ROSTER]
    assert len(kept(TODAY)) == 1
