from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ids import StatusId, VolunteerId
from stationdesk.domain.volunteers.people import Standing, Status
from stationdesk.domain.volunteers.standing import (
    is_active_between,
    next_status,
    planned_problems,
    standing_on,
    standing_problems,
    status_on,
)

FIRST = date(2026, 1, 1)


def status(number, standing, day):
    return Status(
        id=StatusId(number),
        uid=str(number),
        volunteer_id=VolunteerId(1),
        standing=standing,
        from_day=day,
        reason="",
        recorded_at="2026-01-01T09:00:00+08:00",
        recorded_by="王芳",
    )


histories = st.lists(st.tuples(st.sampled_from(Standing), st.integers(0, 30)), max_size=8).map(
    lambda told: [
        status(number, standing, FIRST + timedelta(days=ahead))
        for number, (standing, ahead) in enumerate(told)
    ]
)


@given(histories, st.integers(-5, 40))
def test_a_day_has_the_standing_that_began_last_and_was_recorded_last(history, ahead):
    day, expected = FIRST + timedelta(days=ahead), Standing.APPLIED
    for each in sorted(history, key=lambda one: (one.from_day, one.id)):
        if each.from_day <= day:
            expected = each.standing
    assert standing_on(history, day) is expected


@given(histories, st.integers(-5, 40))
def test_until_the_next_change_nothing_changes(history, ahead):
    day = FIRST + timedelta(days=ahead)
    coming = next_status(history, day)
    if coming is None:
        assert standing_on(history, date.max) is standing_on(history, day)
    else:
        assert standing_on(history, coming.from_day - timedelta(days=1)) is standing_on(
            history, day
        )
        assert status_on(history, coming.from_day) == coming


@given(histories, st.integers(-5, 40), st.integers(0, 20))
def test_whoever_is_active_on_one_day_is_active_in_the_stretch(history, ahead, length):
    first = FIRST + timedelta(days=ahead)
    days = [first + timedelta(days=more) for more in range(length + 1)]
    active = any(standing_on(history, day) is Standing.ACTIVE for day in days)
    assert is_active_between(history, days[0], days[-1]) is active


def test_a_standing_that_holds_already_is_refused_and_leaving_needs_a_reason():
    history = [status(1, Standing.ACTIVE, FIRST)]
    about = [each.about for each in standing_problems(history, Standing.ACTIVE, FIRST, "")]
    assert about == ["standing"]
    about = [each.about for each in standing_problems(history, Standing.LEFT, FIRST, " ")]
    assert about == ["reason"]
    assert not list(standing_problems(history, Standing.LEFT, FIRST, "搬家"))


def test_only_who_stays_active_may_be_planned():
    assert not list(planned_problems(Standing.ACTIVE, 3))
    assert not list(planned_problems(Standing.LEFT, 0))
    assert "3" in str(next(planned_problems(Standing.PAUSED, 3)))
