"""A roster as it is recorded."""

from stationdesk.domain.ids import PeriodId
from stationdesk.domain.roster.periods import Period, PeriodState
from tests.domain.roster.examples import FIRST, LAST

PERIOD = Period(
    id=PeriodId(1),
    uid="p1",
    number="PB-2026-001",
    first_day=FIRST,
    last_day=LAST,
    state=PeriodState.DRAFT,
    revision=0,
    recorded_at="",
    recorded_by="",
    version=1,
)
