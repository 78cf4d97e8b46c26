from datetime import date

import pytest

from stationdesk.domain.amenity_kinds import Agent
from stationdesk.domain.extinguishers import extinguisher_dates

MADE = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("agent", "services", "service_on", "scrap_on"),
    [
        (Agent.POWDER, [], date(2025, 2, 28), date(2030, 2, 28)),
        (Agent.CO2, [], date(2025, 2, 28), date(2032, 2, 29)),
        (Agent.WATER, [], date(2023, 2, 28), date(2026, 2, 28)),
        (Agent.POWDER, [date(2025, 3, 1)], date(2027, 3, 1), date(2030, 2, 28)),
        (Agent.POWDER, [date(2027, 3, 1), date(2025, 3, 1)], date(2029, 3, 1), date(2030, 2, 28)),
        (Agent.POWDER, [date(2028, 3, 1)], None, date(2030, 2, 28)),
        (Agent.WATER, [date(2023, 2, 1)], date(2024, 2, 1), date(2026, 2, 28)),
        (Agent.WATER, [date(2019, 2, 1)], date(2023, 2, 28), date(2026, 2, 28)),
    ],
)
def test_service_and_scrap_days_follow_agent_and_make(agent, services, service_on, scrap_on):
    dates = extinguisher_dates(agent, MADE, services)
    assert (dates.next_service_on, dates.scrap_on) == (service_on, scrap_on)


@pytest.mark.parametrize(
    ("day", "valid"),
    [(date(2025, 2, 28), True), (date(2025, 3, 1), False), (date(2031, 1, 1), False)],
)
def test_an_extinguisher_past_its_service_is_not_valid(day, valid):
    assert extinguisher_dates(Agent.POWDER, MADE).valid_on(day) is valid


def test_an_extinguisher_is_scrap_on_its_scrap_day():
    dates = extinguisher_dates(Agent.POWDER, MADE, [date(2029, 2, 1)])
    assert dates.valid_on(date(2030, 2, 27))
    assert not dates.valid_on(date(2030, 2, 28))
