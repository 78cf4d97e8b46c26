from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ids import AvailabilityExceptionId, VolunteerId
from stationdesk.domain.volunteers.availability import (
    AvailabilityException,
    Days,
    NewAvailability,
    Wish,
)
from stationdesk.domain.volunteers.wishes import (
    WILLING,
    WishSpan,
    day_wishes,
    falls_on,
    wish_within,
)

MONDAY = date(2026, 6, 29)
CLOSENESS = {Days.EVERY: 0, Days.WORKDAYS: 1, Days.FREE_DAYS: 1}
stretches = st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda pair: pair[0] < pair[1])


@st.composite
def rules(draw):
    start, end = draw(stretches)
    return NewAvailability(
        days=draw(st.sampled_from(Days)),
        from_minute=start * 60,
        to_minute=end * 60,
        wish=draw(st.sampled_from(Wish)),
        valid_until=draw(st.sampled_from([None, date(2026, 6, 28), date(2026, 7, 31)])),
    )


def exception(number, wish, first=MONDAY, last=MONDAY, start=0, end=1440):
    return AvailabilityException(
        id=AvailabilityExceptionId(number),
        uid=str(number),
        volunteer_id=VolunteerId(1),
        first_day=first,
        last_day=last,
        from_minute=start,
        to_minute=end,
        wish=wish,
    )


exceptions = st.lists(
    st.tuples(stretches, st.sampled_from(Wish)).map(
        lambda told: (told[0][0] * 60, told[0][1] * 60, told[1])
    ),
    max_size=3,
).map(lambda all_: [exception(n, wish, start=a, end=b) for n, (a, b, wish) in enumerate(all_)])


def by_the_words(known, differs, minute, workday):
    """What the module's sentence says, minute by minute."""
    for each in reversed(differs):
        if each.from_minute <= minute < each.to_minute:
            return each.wish
    said = [
        each
        for each in known
        if (each.valid_until is None or each.valid_until >= MONDAY)
        and falls_on(each.days, MONDAY, workday=workday)
        and each.from_minute <= minute < each.to_minute
    ]
    closest = [
        each
        for each in said
        if CLOSENESS.get(each.days, 2) == max(CLOSENESS.get(one.days, 2) for one in said)
    ]
    return max((each.wish for each in closest), key=WILLING.index, default=Wish.CAN)


@given(st.lists(rules(), max_size=6), exceptions, st.booleans())
def test_minute_by_minute_the_closest_word_holds(known, differs, workday):
    spans = day_wishes(known, differs, MONDAY, workday=workday)
    assert spans[0].from_minute == 0
    assert spans[-1].to_minute == 1440
    for span in spans:
        for minute in range(span.from_minute, span.to_minute, 60):
            assert span.wish is by_the_words(known, differs, minute, workday)
    for one, other in pairwise(spans):
        assert one.to_minute == other.from_minute
        assert one.wish is not other.wish


def test_where_nothing_is_said_somebody_can_come():
    assert day_wishes([], [], MONDAY, workday=True) == (WishSpan(0, 1440, Wish.CAN),)


def test_a_stretch_is_as_willing_as_its_least_willing_minute():
    spans = (WishSpan(0, 540, Wish.RATHER_NOT), WishSpan(540, 1440, Wish.PREFERS))
    assert wish_within(spans, 540, 720) is Wish.PREFERS
    assert wish_within(spans, 539, 720) is Wish.RATHER_NOT


def test_a_worked_weekend_is_a_working_day_and_a_saturday():
    saturday = date(2026, 2, 14)
    assert falls_on(Days.SATURDAY, saturday, workday=True)
    assert falls_on(Days.WORKDAYS, saturday, workday=True)
    assert not falls_on(Days.FREE_DAYS, saturday, workday=True)
