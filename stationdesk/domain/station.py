"""What the station is: its name and address, its keeper, and the tier it applies for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 100
LARGEST_AREA = 100_000
TIERS = (1, 2, 3)


class StationKind(StrEnum):
    """Where the station grew out of; the articles of the field name these."""

    STREET = "street"
    SANITATION = "sanitation"
    CITY_CARE = "city_care"
    UNION = "union"
    COMMUNITY = "community"
    COMPOUND = "compound"
    HALL = "hall"
    OTHER = "other"


KIND_WORDS = {
    StationKind.STREET: N_("Street service station"),
    StationKind.SANITATION: N_("Sanitation workers' rest station"),
    StationKind.CITY_CARE: N_("City management station"),
    StationKind.UNION: N_("Union station for outdoor workers"),
    StationKind.COMMUNITY: N_("Community station"),
    StationKind.COMPOUND: N_("Station in a residential compound"),
    StationKind.HALL: N_("Station in a service hall"),
    StationKind.OTHER: N_("Other kind of station"),
}


class MonthExpiryRule(StrEnum):
    """How a printed expiry that names only a month is read."""

    MONTH_END = "month_end"
    MONTH_START = "month_start"


MONTH_EXPIRY_WORDS = {
    MonthExpiryRule.MONTH_END: N_("Good through the last day of the printed month"),
    MonthExpiryRule.MONTH_START: N_("Good until the printed month begins (stricter)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStation:
    """The station's facts as they are entered."""

    name: str
    code: str = ""
    kind: StationKind = StationKind.STREET
    street: str = ""
    district: str = ""
    address: str = ""
    area_square_metres: int | None = None
    phone: str = ""
    keeper: str = ""
    tier_applied_for: int | None = None
    standard_key: str = "yanta-2023"
    month_expiry_rule: MonthExpiryRule = MonthExpiryRule.MONTH_END


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The station's facts; ``tier_applied_for`` is 1, 2, 3 or None where it applies for none."""

    uid: str
    code: str
    name: str
    kind: StationKind
    street: str
    district: str
    address: str
    area_square_metres: int | None
    phone: str
    keeper: str
    tier_applied_for: int | None
    standard_key: str
    month_expiry_rule: MonthExpiryRule
    version: int


UNNAMED = Station(
    uid="",
    code="",
    name="",
    kind=StationKind.STREET,
    street="",
    district="",
    address="",
    area_square_metres=None,
    phone="",
    keeper="",
    tier_applied_for=None,
    standard_key=NewStation(name="").standard_key,
    month_expiry_rule=MonthExpiryRule.MONTH_END,
    version=0,
)
"""What papers say of a station whose facts were not entered yet: blanks to fill in by hand."""


def station_problems(wish: NewStation) -> Iterator[Problem]:
    """Yield every reason why these facts cannot be kept."""
    if not wish.name.strip():
        yield Problem("name", N_("Write the station's name."))
    elif len(wish.name.strip()) > LONGEST_NAME:
        phrase = N_("The name may have {limit} characters at most.")
        yield Problem("name", phrase, {"limit": LONGEST_NAME})
    area = wish.area_square_metres
    if area is not None and not 0 < area <= LARGEST_AREA:
        phrase = N_("The area lies between 1 and {limit} square metres.")
        yield Problem("area_square_metres", phrase, {"limit": LARGEST_AREA})
    if wish.tier_applied_for is not None and wish.tier_applied_for not in TIERS:
        yield Problem("tier_applied_for", N_("A station applies for tier 1, 2 or 3."))
    if not wish.standard_key.strip():
        yield Problem("standard_key", N_("Choose the standard the station is assessed by."))
