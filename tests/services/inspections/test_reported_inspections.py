"""What the report tells of inspections, in the words of its own figures."""

from datetime import timedelta

import pytest

from stationdesk.domain.inspections.kinds import InspectionKind, Result
from stationdesk.domain.inspections.replay import replay
from stationdesk.domain.reporting.figures import among_of, amount_of
from stationdesk.store import corrective_actions

from .inspection_house import InspectionHouse


@pytest.fixture
def house(database):
    return InspectionHouse(database)


def figures(house, first=None, last=None):
    """Return what the figures of days add up to; without days those of this very day."""
    days = (first or house.today, last or house.today)
    report = house.desk.month_report
    section = next(each for each in report.sections(*days) if each.key == "inspections")
    for figure in section.figures:
        lines = report.trace_days("inspections", figure.key, *days)
        assert (amount_of(lines), among_of(lines)) == (figure.traced, figure.whole or 0)
    return {each.key: each.traced for each in section.figures} | {
        "items": section.figure("in_order").whole
    }


def test_a_draft_is_no_inspection_yet(house):
    house.begin()
    assert set(figures(house).values()) == {0}


def test_an_inspection_tells_its_items_findings_and_actions(house):
    house.submitted(wanting=("S01", "S02"))
    told = figures(house)
    assert (told["held"], told["street"], told["self"]) == (1, 1, 0)
    assert (told["findings"], told["decided"], told["owed"], told["verified"]) == (2, 2, 2, 0)
    assert told["items"] - told["in_order"] == 2


def test_an_item_that_does_not_apply_is_not_counted_among_those_checked(house):
    inspection_id = house.begin(InspectionKind.SELF)
    house.answer_all(inspection_id, ())
    line = house.line(inspection_id, "S02")
    house.inspections.answer(line.id, Result.NOT_APPLICABLE, "本站不设")
    house.inspections.submit(inspection_id, {})
    told = figures(house)
    assert told["items"] == told["in_order"] == len(house.lines(inspection_id)) - 1


def test_an_action_is_owed_until_it_is_verified_and_again_when_that_is_taken_back(house):
    (action,) = house.actions(house.submitted())
    inspected = house.today
    house.pass_days(1)
    house.verified(action.id)
    assert figures(house, inspected, inspected)["owed"] == 1, "as it stood on that evening"
    told = figures(house)
    assert (told["verified"], told["owed"]) == (1, 0)
    house.take_back()
    told = figures(house)
    assert (told["verified"], told["owed"], told["overdue"]) == (0, 1, 0)


def test_what_is_owed_and_late_is_what_the_steps_say_of_every_day(house):
    for _each in range(2):
        for action in house.actions(house.submitted(wanting=("S01", "S02")))[:1]:
            house.verified(action.id)
        house.pass_days(9)
    assert figures(house, house.day(-40))["repeated"] == 2
    for back in range(20):
        on = house.today - timedelta(days=back)
        told = figures(house, on, on)
        steps = [
            [step for step in corrective_actions.steps_of(line.action.id) if step.on <= on]
            for line in house.inspections.actions()
        ]
        standing = [replay(each) for each in steps if each]
        owed = [each for each in standing if each.state in ("open", "doing", "claimed")]
        late = [each for each in owed if each.state != "claimed" and each.due_on < on]
        assert (told["owed"], told["overdue"]) == (len(owed), len(late)), on


def test_a_notice_counts_on_the_day_it_is_handed_over(house):
    inspection_id = house.submitted()
    house.pass_days(1)
    house.inspections.issue_notice(inspection_id, "王芳", house.day(3), "现场复查")
    assert figures(house)["notices"] == 1
    assert figures(house, house.day(-5), house.day(-1))["notices"] == 0
