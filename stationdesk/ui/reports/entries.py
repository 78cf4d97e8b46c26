"""What the list at the left offers: papers and listings, in the groups people look for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stationdesk.i18n import N_, _
from stationdesk.services.exports import LISTINGS, Listing
from stationdesk.services.report_catalogue import REPORTS, Asks, Report

LISTING_FORMS = ("xlsx", "csv")
"""The endings a listing is written with, the usual one first."""


class Group(StrEnum):
    """What a paper is about."""

    PERIODS = "periods"
    CHECKS = "checks"
    GOODS = "goods"
    AMENITIES = "amenities"
    LENDING = "lending"
    FEEDBACK = "feedback"
    ROSTER = "roster"
    SERVICE = "service"
    KEEPING = "keeping"
    LABELS = "labels"
    LISTINGS = "listings"


GROUP_WORDS = {
    Group.PERIODS: N_("Reports of a month, quarter or year"),
    Group.CHECKS: N_("Checks and self-assessment"),
    Group.GOODS: N_("Papers about goods"),
    Group.AMENITIES: N_("Papers about amenities"),
    Group.LENDING: N_("Papers about lending"),
    Group.FEEDBACK: N_("Papers of the feedback book"),
    Group.ROSTER: N_("Papers of the roster"),
    Group.SERVICE: N_("Papers about volunteers and hours"),
    Group.LABELS: N_("Labels to print"),
    Group.KEEPING: N_("Papers about things kept and found"),
    Group.LISTINGS: N_("Data for other programs"),
}
GROUP_OF = {
    "month-report": Group.PERIODS,
    "quarter-report": Group.PERIODS,
    "year-report": Group.PERIODS,
    "bulletin": Group.PERIODS,
    "visits-blank": Group.PERIODS,
    "inspection-sheet": Group.CHECKS,
    "corrective-notice": Group.CHECKS,
    "corrective-notice-blank": Group.CHECKS,
    "corrective-ledger": Group.CHECKS,
    "posted": Group.CHECKS,
    "compliance": Group.CHECKS,
    "inspection-form": Group.CHECKS,
    "self-assessment": Group.CHECKS,
    "kit-check": Group.CHECKS,
    "kit-check-blank": Group.CHECKS,
    "count-sheet": Group.GOODS,
    "inventory": Group.GOODS,
    "turnover": Group.GOODS,
    "replenishment": Group.GOODS,
    "donations": Group.GOODS,
    "amenities": Group.AMENITIES,
    "upkeep-due": Group.AMENITIES,
    "upkeep-record": Group.AMENITIES,
    "faults": Group.AMENITIES,
    "loans": Group.LENDING,
    "loans-blank": Group.LENDING,
    "overdue": Group.LENDING,
    "call-sheet": Group.LENDING,
    "lent-things": Group.LENDING,
    "loan-figures": Group.LENDING,
    "refill": Group.LENDING,
    "loan-slip": Group.LENDING,
    "feedback": Group.FEEDBACK,
    "feedback-sheet": Group.FEEDBACK,
    "feedback-open": Group.FEEDBACK,
    "answers-board": Group.FEEDBACK,
    "echo-poster": Group.FEEDBACK,
    "feedback-blank": Group.FEEDBACK,
    "feedback-figures": Group.FEEDBACK,
    "praise": Group.FEEDBACK,
    "roster-week": Group.ROSTER,
    "roster-month": Group.ROSTER,
    "duty-board": Group.ROSTER,
    "signin-sheet": Group.ROSTER,
    "my-shifts": Group.ROSTER,
    "volunteers": Group.SERVICE,
    "volunteer-cards": Group.SERVICE,
    "attendance": Group.SERVICE,
    "hours": Group.SERVICE,
    "hours-by-person": Group.SERVICE,
    "hours-statement": Group.SERVICE,
    "training-record": Group.SERVICE,
    "trainings": Group.SERVICE,
    "service-record": Group.SERVICE,
    "service-certificate": Group.SERVICE,
    "certificates": Group.SERVICE,
    "labels": Group.LABELS,
    "kept-things": Group.KEEPING,
    "lost-property": Group.KEEPING,
    "lost-property-notice": Group.KEEPING,
    "retention-record": Group.KEEPING,
}
_LISTING_ASKS = {
    "inventory": Asks.DAY,
    "batches": Asks.DAY,
    "movements": Asks.PERIOD,
    "documents": Asks.PERIOD,
    "amenities": Asks.DAY,
    "upkeep-record": Asks.PERIOD,
    "faults": Asks.PERIOD,
    "tiers": Asks.DAY,
    "loans": Asks.PERIOD,
    "overdue": Asks.DAY,
    "holds": Asks.PERIOD,
    "lent-things": Asks.DAY,
    "pieces": Asks.DAY,
    "feedback": Asks.PERIOD,
    "answers": Asks.PERIOD,
    "praise": Asks.PERIOD,
    "kept-things": Asks.PERIOD,
    "lost-property": Asks.PERIOD,
    "volunteers": Asks.DAY,
    "roster": Asks.PERIOD,
    "attendance": Asks.PERIOD,
    "hours": Asks.PERIOD,
    "hours-by-person": Asks.PERIOD,
    "trainings": Asks.PERIOD,
    "certificates": Asks.PERIOD,
}
_ABOUT_LISTING = N_("Every column and every line as on screen, for Excel and other programs.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: what it is, what it asks for, and what it is written as."""

    group: Group
    key: str
    name: str
    about: str
    asks: frozenset[Asks]
    forms: tuple[str, ...]

    @property
    def is_listing(self) -> bool:
        """Tell whether it is a listing for other programs and not a paper."""
        return self.group is Group.LISTINGS


def all_entries() -> list[Entry]:
    """Return everything that can be written, group by group."""
    papers = [_paper(report) for report in REPORTS]
    in_order = [entry for group in Group for entry in papers if entry.group is group]
    return [*in_order, *map(_listing, LISTINGS)]


def _paper(report: Report) -> Entry:
    group, name = GROUP_OF[report.key], report.name()
    return Entry(group, report.key, name, report.sentence(), report.asks, report.forms)


def _listing(listing: Listing) -> Entry:
    asked = _LISTING_ASKS.get(listing.key)
    asks = frozenset({asked} if asked else ())
    name, about = _(listing.title), _(_ABOUT_LISTING)
    return Entry(Group.LISTINGS, listing.key, name, about, asks, LISTING_FORMS)
