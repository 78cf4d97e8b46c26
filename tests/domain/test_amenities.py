from dataclasses import replace
from datetime import date

import pytest

from stationdesk.domain.amenities import (
    Amenity,
    FormerSize,
    NewAmenity,
    amenity_problems,
    as_it_stood,
    retire_problems,
)
from stationdesk.domain.amenity_kinds import Agent
from stationdesk.domain.ids import AmenityId

TODAY = date(2026, 6, 30)
WISH = NewAmenity(name="灭火器", kind="extinguisher", agent=Agent.POWDER, since=date(2025, 3, 1))
AMENITY = Amenity(
    id=AmenityId(1),
    uid="a1",
    code="SS-0001",
    name="灭火器",
    kind="extinguisher",
    model="",
    serial_no="",
    place=None,
    pieces=4,
    capacity=None,
    since=date(2025, 3, 1),
    since_text="",
    made_on=None,
    agent=Agent.POWDER,
    warranty_until=None,
    keeper="",
    note="",
    registered_on=date(2026, 1, 1),
    retired_on=date(2026, 5, 1),
    retire_reason="",
    version=1,
)


@pytest.mark.parametrize(
    ("wish", "about"),
    [
        (WISH, []),
        (replace(WISH, name="  "), ["name"]),
        (replace(WISH, name="长" * 101), ["name"]),
        (replace(WISH, kind="spaceship", agent=None, pieces=0), ["kind", "pieces"]),
        (replace(WISH, capacity=0), ["capacity"]),
        (replace(WISH, kind="sofa"), ["agent"]),
        (replace(WISH, made_on=date(2026, 7, 1)), ["made_on", "since"]),
        (replace(WISH, warranty_until=date(2025, 2, 1)), ["warranty_until"]),
        (replace(WISH, since=date(2026, 12, 1)), []),  # ordered, not yet in service
    ],
)
def test_a_line_is_refused_for_every_reason(wish, about):
    assert [problem.about for problem in amenity_problems(wish, TODAY)] == about


@pytest.mark.parametrize(
    ("day", "in_service"),
    [
        (date(2025, 2, 28), False),
        (date(2025, 3, 1), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
    ],
)
def test_a_line_is_in_service_from_its_first_day_until_the_day_before_retirement(day, in_service):
    assert AMENITY.in_service_on(day) is in_service


def test_without_a_known_first_day_the_day_of_registering_counts():
    assert replace(AMENITY, since=None).in_service_from == date(2026, 1, 1)


def test_the_size_on_a_past_day_is_the_one_remembered_next_after_it():
    former = [
        FormerSize(amenity_id=AmenityId(1), until=date(2026, 1, 1), pieces=1, capacity=None),
        FormerSize(amenity_id=AmenityId(1), until=date(2026, 3, 1), pieces=2, capacity=None),
        FormerSize(amenity_id=AmenityId(2), until=date(2026, 4, 1), pieces=9, capacity=None),
    ]
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1)]
    assert [as_it_stood(AMENITY, day, former).pieces for day in days] == [1, 2, 2, 4]


@pytest.mark.parametrize(
    ("amenity", "on", "reason", "open_faults", "about"),
    [
        (replace(AMENITY, retired_on=None), TODAY, "到期报废", 0, []),
        (AMENITY, TODAY, "", 0, ["amenity", "reason"]),
        (replace(AMENITY, retired_on=None), date(2026, 7, 1), "到期报废", 1, ["on", "amenity"]),
        (replace(AMENITY, retired_on=None), date(2025, 1, 1), "到期报废", 0, ["on"]),
    ],
)
def test_retiring_needs_a_reason_a_day_and_no_open_fault(amenity, on, reason, open_faults, about):
    found = retire_problems(amenity, on, reason, open_faults, TODAY)
    assert [problem.about for problem in found] == about
