from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stationdesk.domain.ids import ConsentId, VolunteerId
from stationdesk.domain.volunteers.ages import (
    age_on,
    birth_month,
    birth_problems,
    has_consent_on,
    is_minor_on,
    lacks_consent_on,
)
from stationdesk.domain.volunteers.people import Consent

TODAY = date(2026, 6, 30)


def consent(signed_on=date(2026, 1, 1), valid_until=None):
    return Consent(
        id=ConsentId(1),
        uid="c",
        volunteer_id=VolunteerId(1),
        guardian="李大海",
        relation="父亲",
        phone="13812345678",
        signed_on=signed_on,
        valid_until=valid_until,
    )


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2008-06-30", date(2026, 6, 29), 17),
        ("2008-06-30", date(2026, 6, 30), 18),
        ("2008-06", date(2026, 6, 29), 17),
        ("2008-06", date(2026, 6, 30), 18),
        ("2008", date(2026, 12, 30), 17),
        ("2008", date(2026, 12, 31), 18),
        ("2008-02-29", date(2026, 2, 28), 17),
        ("2008-02-29", date(2026, 3, 1), 18),
        ("", TODAY, None),
        ("2008-13", TODAY, None),
        ("2008/1/1", TODAY, None),
    ],
)
def test_of_a_month_or_a_year_the_last_possible_birthday_counts(born, day, age):
    assert age_on(born, day) == age
    assert is_minor_on(born, day) is (age is not None and age < 18)


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.dates(date(2021, 1, 1), date(2060, 1, 1)))
def test_whoever_is_less_known_is_never_counted_as_older(birthday, day):
    whole = birthday.isoformat()
    ages = [age_on(whole[:length], day) for length in (4, 7, 10)]
    assert ages == sorted(ages)


def test_a_minor_needs_a_consent_that_holds_on_the_day():
    held = [consent(date(2026, 1, 1), date(2026, 6, 30))]
    assert has_consent_on(held, TODAY)
    assert not lacks_consent_on("2010-01", held, TODAY)
    assert lacks_consent_on("2010-01", held, date(2026, 7, 1))
    assert lacks_consent_on("2010-01", held, date(2025, 12, 31))
    assert not lacks_consent_on("1990", [], TODAY)
    assert not lacks_consent_on("", [], TODAY)


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        ("2026-07-01", "future"),
        ("2026-07", "future"),
        ("2027", "future"),
        ("2023", "years old"),
        ("1900", "years old"),
        ("1990-02-30", "1990-05-23"),
        ("90.5", "1990-05-23"),
    ],
)
def test_a_birth_that_cannot_be_is_refused(born, reason):
    (problem,) = birth_problems(born, TODAY)
    assert problem.about == "born"
    assert reason in str(problem)


@pytest.mark.parametrize("born", ["", "1990", "1990-05", "1990-05-23", "2010-06-30"])
def test_as_much_of_a_birth_as_is_known_will_do(born):
    assert not list(birth_problems(born, TODAY))


def test_a_birth_is_shown_without_its_day():
    assert [birth_month(born) for born in ("1990-05-23", "1990-05", "1990", "")] == [
        "1990-05",
        "1990-05",
        "1990",
        "",
    ]
