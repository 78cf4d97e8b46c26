"""The kinds of paper there are: their names, what each is for, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from stationdesk.i18n import N_, _


class Asks(Enum):
    """What a report lets one choose."""

    DAY = auto()
    PERIOD = auto()
    STOCKTAKE = auto()
    KIT = auto()
    ASSESSMENT = auto()
    BLIND = auto()
    STANDARD = auto()


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of paper: its name on the command line, what it is, and what can be chosen.

    ``forms`` are the endings it is written with, the usual one first.
    """

    key: str
    title: str
    about: str
    asks: frozenset[Asks]
    forms: tuple[str, ...] = ("pdf", "xlsx")

    def name(self) -> str:
        """Return what it is called in the user's language."""
        return _(self.title)

    def sentence(self) -> str:
        """Return what it is for, in the user's language."""
        return _(self.about)


_DAY, _PERIOD = frozenset({Asks.DAY}), frozenset({Asks.PERIOD})
_TIERS = frozenset({Asks.DAY, Asks.STANDARD})

REPORTS: tuple[Report, ...] = (
    Report(
        "compliance",
        N_("Tier compliance report"),
        N_("For the inspector: every item with what is required, found and proven."),
        _TIERS | {Asks.ASSESSMENT},
        ("pdf",),
    ),
    Report(
        "inspection-form",
        N_("Blank inspection form"),
        N_("The same items with empty boxes, to be filled in by hand on site."),
        _TIERS,
        ("pdf",),
    ),
    Report(
        "self-assessment",
        N_("Self-assessment table"),
        N_("The tier items as a workbook for the street office."),
        _TIERS,
        ("xlsx", "pdf"),
    ),
    Report(
        "kit-check",
        N_("First-aid check sheet"),
        N_("What the kit must hold and what the records say is there, to compare and sign."),
        frozenset({Asks.DAY, Asks.KIT}),
        ("pdf", "xlsx"),
    ),
    Report(
        "kit-check-blank",
        N_("Blank first-aid check sheet"),
        N_("The contents of the kit with empty boxes, for a check by hand."),
        frozenset({Asks.DAY, Asks.KIT}),
        ("pdf",),
    ),
    Report(
        "count-sheet",
        N_("Stocktake sheet"),
        N_("To count with, in shelf order; a count that is closed is printed with its result."),
        frozenset({Asks.STOCKTAKE, Asks.BLIND}),
    ),
    Report(
        "inventory",
        N_("Inventory ledger"),
        N_("All goods with quantity, limits, expiry and place on a day."),
        _DAY,
        ("xlsx", "pdf"),
    ),
    Report(
        "turnover",
        N_("Goods received, issued and left"),
        N_("Opening, in, out and closing of every item in a period."),
        _PERIOD,
        ("xlsx", "pdf"),
    ),
    Report(
        "replenishment",
        N_("Replenishment list"),
        N_("What to order: below the minimum, or expiring within 30 days."),
        frozenset(),
        ("xlsx", "pdf"),
    ),
    Report(
        "donations",
        N_("Donated goods, for public notice"),
        N_("Who gave what in a period, to be put on the notice board."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "amenities",
        N_("Amenity register"),
        N_("Every amenity with place, keeper, upkeep and state on a day."),
        _DAY,
        ("xlsx", "pdf"),
    ),
    Report(
        "upkeep-due",
        N_("Upkeep work list"),
        N_("What is overdue and what comes due within 30 days."),
        frozenset(),
        ("pdf", "xlsx"),
    ),
    Report(
        "upkeep-record",
        N_("Upkeep record"),
        N_("What was checked, cleaned and serviced in a period, with what was found."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
    Report(
        "faults",
        N_("Fault and repair record"),
        N_("Every fault reported in a period, from report to acceptance."),
        _PERIOD,
        ("pdf", "xlsx"),
    ),
)
