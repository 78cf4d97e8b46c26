"""What the feedback book proves."""

from dataclasses import replace

import pytest

from stationdesk.domain.reminders import Urgency
from stationdesk.domain.tier_reminders import tier_reminders
from stationdesk.domain.tiers.assess import Dossier, assess
from stationdesk.domain.tiers.facts import BookFact, LateEntryFact, OwedFact
from stationdesk.domain.tiers.forecast import forecast
from stationdesk.domain.tiers.states import State
from tests.domain.tiers.samples import TODAY, days, facts, of_one, rule

IN_TIME = rule("feedback_book", interval_days=7)
USED = BookFact(last_uid="e9", last_number="YJ-2026-0009", last_on=days(-1), last_by="王芳")


def owed(due, number="YJ-2026-0003"):
    return OwedFact(uid=f"o{number[-1]}", number=number, due_on=days(due))


def late(entered, number="YJ-2026-0004"):
    return LateEntryFact(
        uid="l4", number=number, due_on=days(entered - 2), entered_on=days(entered)
    )


def finding(book, on=TODAY):
    return assess(of_one(IN_TIME), facts(feedback=book), on, 3).findings[0]


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        (BookFact(), State.MET),
        (USED, State.MET),
        (replace(USED, owed=(owed(1),)), State.MET),
        (replace(USED, owed=(owed(0),)), State.DUE_SOON),
        (replace(USED, owed=(owed(-1), owed(4))), State.NOT_MET),
        (replace(USED, late=(late(0),)), State.NOT_MET),
        (replace(USED, late=(late(-6),)), State.NOT_MET),
        (replace(USED, late=(late(-7),)), State.MET),
    ],
)
def test_nothing_may_be_past_its_deadline_and_a_late_entry_counts_for_a_week(book, expected):
    assert finding(book).state is expected


def test_an_entry_is_in_time_through_its_whole_last_day():
    found = finding(replace(USED, owed=(owed(0),)))
    assert found.until == TODAY
    assert str(found.todo) == f"By {TODAY}, reply to: YJ-2026-0003."


def test_it_is_told_what_waits_what_is_late_and_what_was_entered_last():
    book = replace(USED, owed=(owed(-3), owed(-1, "YJ-2026-0005"), owed(2)), late=(late(-2),))
    found = finding(book)
    assert str(found.found) == (
        "past their deadline: YJ-2026-0003, YJ-2026-0005; entered late: YJ-2026-0004; "
        "entries that wait for a reply: 3; last entered: YJ-2026-0009 on 2026-06-29"
    )
    assert str(found.todo) == ("Reply to what is past its deadline: YJ-2026-0003, YJ-2026-0005.")
    assert [(one.what, one.id) for one in found.evidence] == [
        ("feedback_entry", "o3"),
        ("feedback_entry", "o5"),
        ("feedback_entry", "l4"),
        ("feedback_entry", "e9"),
    ]
    assert (found.checked_on, found.checked_by) == (days(-1), "王芳")


def test_a_late_entry_cannot_be_mended_but_ends_by_itself():
    found = finding(replace(USED, late=(late(-2),)))
    assert str(found.todo) == (
        "Enter what is said within one working day; YJ-2026-0004 came late, which counts until "
        "2026-07-05."
    )
    steps = forecast(of_one(IN_TIME), facts(feedback=replace(USED, late=(late(-2),))), TODAY)
    assert [(one.day, one.tier_from, one.tier_to) for one in steps] == [(days(5), None, 1)]


def test_an_empty_book_is_in_order_and_says_so():
    assert "nothing was said so far" in str(finding(BookFact()).found)


def test_the_tier_is_lost_on_the_day_after_a_deadline_unless_replies_go_on():
    held = facts(feedback=replace(USED, owed=(owed(3),)))
    (step,) = forecast(of_one(IN_TIME), held, TODAY)
    assert (step.day, step.lost) == (days(4), True)
    assert forecast(of_one(IN_TIME), held, TODAY, routine_goes_on=True) == []


def test_what_is_late_already_stays_late_though_replies_go_on():
    held = facts(feedback=replace(USED, owed=(owed(-1),)))
    dossier = Dossier(of_one(IN_TIME), held, routine_goes_on=True)
    assert dossier.attained(TODAY) is None
    assert dossier.attained(days(30)) is None


def test_the_first_page_tells_of_it_by_the_entries_themselves_not_by_the_tier():
    for book in (replace(USED, owed=(owed(-1),)), replace(USED, owed=(owed(0),))):
        told = list(tier_reminders(assess(of_one(IN_TIME), facts(feedback=book), TODAY, 3)))
        assert [one for one in told if one.urgency is not Urgency.LATER] == []
