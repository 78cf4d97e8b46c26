"""How many days the stock lasts, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.reporting.figures import Record, TraceLine
from stationdesk.domain.statistics.charts import NOW, Chart, Point, Series, Shape, named
from stationdesk.domain.statistics.forecast import (
    LOOK_BACK_DAYS,
    Outlook,
    look_back,
    most_pressing,
)
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.store import audit, statistics

if TYPE_CHECKING:
    from stationdesk.domain.reporting.spans import Days
    from stationdesk.services.inventory import Inventory

FACT = "stock.items"
DAYS_UNIT = N_("days")
_LASTS = N_("{name} (in date {usable} {unit}, {used} used in {days} days)")
_TOLD = N_("Gone first: {name}, after {number} days, about {day}.")
_NOTE = N_(
    "Pieces in date on the last day, divided by what was used a day in the {days} days up to it. "
    "Goods that nobody used are not in it; two years and more are shown as two years."
)


class Forecasts:
    """Looks ahead from the last of the days asked for, whatever the first one is."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory

    def chart(self, key: str, title: str, days: Days) -> Chart:
        """Return the days left of every item that is used, the soonest gone first."""
        looked = _looked_at(days)
        outlooks = most_pressing(self._outlooks(looked))
        points = [
            Point(str(each.item_id), named(each.name), _long_name(each), (each.days_left,))
            for each in outlooks
        ]
        return Chart(
            key=key,
            title=title,
            unit=DAYS_UNIT,
            axis=N_("Goods"),
            shape=Shape.BARS,
            days=days,
            series=(Series(NOW, Phrase(N_("Days left"))),),
            points=tuple(points),
            told=_told(outlooks, days),
            note=Phrase(_NOTE, {"days": _length(looked)}),
        )

    def records(self, chart: Chart, point: str) -> list[TraceLine]:
        """Return what was issued of an item in the days looked back."""
        return [
            TraceLine(
                day=each.day,
                what=Phrase(N_("Issue of goods")),
                text=each.text,
                amount=each.amount,
                page_key="inventory",
                record=Record("item", each.record_id),
                more=named(each.name),
            )
            for each in statistics.records(FACT, _looked_at(chart.days), point)
        ]

    def _outlooks(self, looked: Days) -> list[Outlook]:
        used = dict(statistics.sums(FACT, looked, "part"))
        return [
            Outlook(
                item_id=line.item.id,
                name=line.item.title(),
                unit=line.item.unit,
                usable=line.usable,
                used=used.get(str(line.item.id), 0),
                known_days=_length(looked),
            )
            for line in self._inventory.stock(looked.last)
        ]


def _looked_at(days: Days) -> Days:
    """Return the days that tell how fast goods go: none before the station kept records."""
    since = audit.first_day() or days.last
    used_since = min(statistics.by_day(FACT, look_back(days.last)), default=since)
    return look_back(days.last, min(since, used_since))


def _length(days: Days) -> int:
    return (days.last - days.first).days + 1


def _long_name(outlook: Outlook) -> Phrase:
    return Phrase(
        _LASTS,
        {
            "name": outlook.name,
            "usable": outlook.usable,
            "unit": outlook.unit,
            "used": outlook.used,
            "days": outlook.known_days,
        },
    )


def _told(outlooks: list[Outlook], days: Days) -> Phrase:
    if not outlooks:
        return Phrase(
            N_("Nothing was used in the {days} days before; nobody can tell how long it lasts."),
            {"days": LOOK_BACK_DAYS},
        )
    first = outlooks[0]
    gone_on = first.gone_on(days.last)
    return Phrase(_TOLD, {"name": first.name, "number": first.days_left, "day": gone_on})
