"""Which charts count facts, and how: what the points are, what a record is, where it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.kinds import FEEDBACK_KIND_WORDS
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.domain.visits import VISITED_SERVICES
from stationdesk.i18n import N_
from stationdesk.store.statistics import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Mapping

MINUTES_AN_HOUR = 60


class By(Enum):
    """What the points of a chart are."""

    DAYS = auto()
    HOURS = auto()
    WEEKDAYS = auto()
    """Weekdays, with a row of values for each hour."""
    PARTS = auto()


@dataclass(frozen=True, slots=True)
class Kept:
    """What a record is, a phrase; the page that opens it, and the word by which it asks there."""

    what: str
    page: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class FactChart:
    """How the facts of one name become a chart.

    ``words`` name the parts and ``others`` what is told beside them; what they do not name has a
    name of its own. ``series`` are parts that each are a row of values. ``narrowed`` is the word
    for all parts, where one of them can be looked at alone. Amounts are divided by ``scale``.
    """

    fact: str
    by: By
    unit: str
    kept: Kept
    axis: str = N_("Period")
    words: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)
    narrowed: str = ""
    places: int = 0
    scale: int = 1


_VISITS, _PIECES, _ENTRIES, _HOURS = N_("visits"), N_("pieces"), N_("entries"), N_("hours")
_GROUP, _HOUR, _WEEKDAY = N_("Visitor group"), N_("Hour"), N_("Weekday")
_EVERY_GROUP = N_("All visitor groups")
_COUNTED = Kept(N_("Visits counted"))
_LOAN = Kept(N_("Loan"), "lending", "loan_of")
_ENTRY = Kept(N_("Feedback entry"), "feedback", "entry")
_SERVED = Kept(N_("Time of service"), "volunteers", "volunteer")
_ISSUE = Kept(N_("Issue of goods"), "inventory", "item")
_KINDS = {kind.value: words for kind, words in FEEDBACK_KIND_WORDS.items()}
_FLOW = {"lent": N_("Lent out"), "back": N_("Pieces given back")}
_RETURNS = {"on_time": N_("Back in time"), "late": N_("Back late"), "lost": N_("Lost")}
_UNNAMED = {UNNAMED: N_("Volunteers who are in no ranking")}


def _visits(by: By, axis: str) -> FactChart:
    return FactChart(
        "visits.groups",
        by,
        _VISITS,
        _COUNTED,
        axis=axis,
        words=VISITOR_GROUPS,
        others=VISITED_SERVICES,
        narrowed="" if by is By.PARTS else _EVERY_GROUP,
    )


FACT_CHARTS: Mapping[str, FactChart] = {
    "visits.days": _visits(By.DAYS, N_("Period")),
    "visits.hours": _visits(By.HOURS, _HOUR),
    "visits.heat": _visits(By.WEEKDAYS, _WEEKDAY),
    "visits.groups": _visits(By.PARTS, _GROUP),
    "visits.services": FactChart(
        "visits.services",
        By.PARTS,
        _VISITS,
        _COUNTED,
        axis=N_("Service"),
        words=VISITED_SERVICES,
        others=VISITOR_GROUPS,
    ),
    "lending.flow": FactChart("lending.flow", By.DAYS, _PIECES, _LOAN, words=_FLOW, series=_FLOW),
    "lending.returns": FactChart(
        "lending.returns", By.DAYS, _PIECES, _LOAN, words=_RETURNS, series=_RETURNS
    ),
    "lending.kinds": FactChart(
        "lending.kinds",
        By.PARTS,
        _PIECES,
        _LOAN,
        axis=N_("What is lent"),
        others=VISITOR_GROUPS,
    ),
    "lending.groups": FactChart(
        "lending.groups", By.PARTS, _PIECES, _LOAN, axis=_GROUP, words=VISITOR_GROUPS
    ),
    "feedback.days": FactChart(
        "feedback.kinds",
        By.DAYS,
        _ENTRIES,
        _ENTRY,
        words=_KINDS,
        others=VISITOR_GROUPS,
        narrowed=N_("All kinds"),
    ),
    "feedback.kinds": FactChart(
        "feedback.kinds",
        By.PARTS,
        _ENTRIES,
        _ENTRY,
        axis=N_("Kind"),
        words=_KINDS,
        others=VISITOR_GROUPS,
    ),
    "volunteers.days": FactChart(
        "volunteers.people",
        By.DAYS,
        _HOURS,
        _SERVED,
        words=_UNNAMED,
        narrowed=N_("All volunteers"),
        places=1,
        scale=MINUTES_AN_HOUR,
    ),
    "volunteers.people": FactChart(
        "volunteers.people",
        By.PARTS,
        _HOURS,
        _SERVED,
        axis=N_("Volunteer"),
        words=_UNNAMED,
        places=1,
        scale=MINUTES_AN_HOUR,
    ),
    "stock.days": FactChart("stock.items", By.DAYS, _PIECES, _ISSUE, narrowed=N_("All goods")),
    "stock.items": FactChart("stock.items", By.PARTS, _PIECES, _ISSUE, axis=N_("Goods")),
}
"""By the key of the chart."""
