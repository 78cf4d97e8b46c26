"""Rules that add up what is there: pieces, seats, stock, kinds, published hours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.evidence import (
    Account,
    Evidence,
    Support,
    called_until,
    spans_of,
    speaking,
    total,
    turning_days_of,
)
from stationdesk.domain.tiers.facts import ONE_DAY, Span
from stationdesk.domain.tiers.phrases import NOTHING, Phrase, clauses, names
from stationdesk.domain.tiers.states import State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.tiers.facts import AmenityFact, Facts, StockFact
    from stationdesk.domain.tiers.standard import Rule, Season

REPLACE = N_("By {day}, replace what goes out of service then: {names}.")
RESTOCK = N_("By {day}, receive replacements for what expires then: {names}.")


@dataclass(frozen=True, slots=True)
class CountProof:
    """Enough of something: holds while the records that count add up to the amount asked.

    ``absent`` is told of records that would count and do not (out of use, expired), ``set_aside``
    of damaged pieces.
    """

    rule: Rule
    lead_days: int
    supports: tuple[Support, ...]
    todo: str
    renew: str
    absent: str = ""
    set_aside: tuple[Phrase, ...] = ()

    def verdict(self, day: date, tier: int) -> State:
        """Return met or not met: the registers tell what is there."""
        enough = total(self.supports, day) >= self.rule.needed(tier)
        return State.MET if enough else State.NOT_MET

    def turning_days(self) -> Iterable[date]:
        """Give the days on which a record begins or ceases to count."""
        return turning_days_of(spans_of(self.supports))

    def account(self, day: date, tier: int) -> Account:
        """Return the amount asked, the amount there, and by which records."""
        there, needed = speaking(self.supports, day), self.rule.needed(tier)
        missing = needed - total(there, day)
        values = {"name": self.rule.name, "unit": self.rule.unit, "missing": missing}
        return Account(
            required=amount_asked(self.rule, needed),
            found=clauses(
                (self._found(there, day), *self._found_absent(day), *self.set_aside),
            ),
            todo=Phrase(self.todo, values) if missing > 0 else None,
            evidence=tuple(support.evidence for support in there),
        )

    def renewal(self, until: date) -> Phrase:
        """Return what to do by ``until`` about the records that cease to count then."""
        called = called_until(self.supports, until)
        return Phrase(self.renew, {"name": self.rule.name, "day": until, "names": called})

    def _found(self, there: tuple[Support, ...], day: date) -> Phrase:
        values = {"name": self.rule.name, "unit": self.rule.unit, "found": total(there, day)}
        if not there:
            return Phrase(N_("{name}: none on record"), {"name": self.rule.name})
        called = tuple(dict.fromkeys(support.name for support in there))
        return Phrase(N_("{name}: {found} {unit} ({names})"), {**values, "names": names(called)})

    def _found_absent(self, day: date) -> Iterator[Phrase]:
        gone = tuple(dict.fromkeys(one.name for one in self.supports if not one.on(day)))
        if gone and self.absent:
            yield Phrase(self.absent, {"names": names(gone)})


@dataclass(frozen=True, slots=True)
class SeasonProof:
    """The device that the month asks for is there; a month without a season asks nothing."""

    rule: Rule
    lead_days: int
    supports: tuple[tuple[str, Support], ...]
    first_day: date

    def verdict(self, day: date, tier: int) -> State:
        """Return met or not met for the season of ``day``."""
        enough = total(self._in_season(day), day) >= self._needed(day, tier)
        return State.MET if enough else State.NOT_MET

    def turning_days(self) -> Iterable[date]:
        """Give the firsts of the next months, and when a device begins or ceases to count."""
        yield from turning_days_of(spans_of([support for _, support in self.supports]))
        month = self.first_day.replace(day=1)
        for _ in range(13):
            month = (month.replace(day=28) + 4 * ONE_DAY).replace(day=1)
            yield month

    def account(self, day: date, tier: int) -> Account:
        """Return what this season asks for and which devices answer."""
        needed, there = self._needed(day, tier), speaking(self._in_season(day), day)
        values = {"name": self.rule.name, "needed": needed, "unit": self.rule.unit}
        values["months"] = names(tuple(str(month) for month in self._months(day)), shown=12)
        asked = N_("{name} in months {months}: at least {needed} {unit} in working order")
        if needed == 0:
            asked = N_("{name}: no season asks for one this month")
        found = Phrase(N_("{name}: none working for this season"), values)
        if there:
            called = names(tuple(support.name for support in there))
            found = Phrase(N_("working for this season: {names}"), {"names": called})
        lacking = N_("Repair or provide this season's device ({name}).")
        return Account(
            required=Phrase(asked, values),
            found=found,
            todo=Phrase(lacking, values) if total(there, day) < needed else None,
            evidence=tuple(support.evidence for support in there),
        )

    def renewal(self, until: date) -> Phrase:
        """Return which season's device must work after ``until``."""
        text = N_("Before the season changes after {day}, make sure its device works ({name}).")
        return Phrase(text, {"name": self.rule.name, "day": until})

    def _in_season(self, day: date) -> list[Support]:
        kinds = {kind for season in self._seasons(day) for kind in season.kinds}
        return [support for kind, support in self.supports if kind in kinds]

    def _needed(self, day: date, tier: int) -> int:
        return self.rule.needed(tier) if self._seasons(day) else 0

    def _months(self, day: date) -> list[int]:
        return [month for season in self._seasons(day) for month in season.months]

    def _seasons(self, day: date) -> list[Season]:
        return [season for season in self.rule.seasons if day.month in season.months]


@dataclass(frozen=True, slots=True)
class HoursProof:
    """A timetable is published for the day; of several that hold the first one decides."""

    rule: Rule
    lead_days: int
    supports: tuple[Support, ...]

    def verdict(self, day: date, tier: int) -> State:
        """Return met or not met."""
        return State.MET if total(self.supports, day) else State.NOT_MET

    def turning_days(self) -> Iterable[date]:
        """Give the days on which a timetable begins or ends."""
        return turning_days_of(spans_of(self.supports))

    def account(self, day: date, tier: int) -> Account:
        """Return which timetable is the published one."""
        there = speaking(self.supports, day)
        found = Phrase(N_("no opening hours for this day"))
        todo: Phrase | None = Phrase(N_("Enter the opening hours of the station."))
        if there:
            found, todo = _hours_said(there[0].name), None
        return Account(
            required=Phrase(N_("{name}: published"), {"name": self.rule.name}),
            found=found,
            todo=todo,
            evidence=tuple(support.evidence for support in there[:1]),
        )

    def renewal(self, until: date) -> Phrase:
        """Return that hours must be published beyond ``until``."""
        text = N_("By {day}, enter the opening hours that follow.")
        return Phrase(text, {"day": until})


def amount_asked(rule: Rule, needed: int) -> Phrase:
    """Return in words that a rule asks for at least ``needed``."""
    values = {"name": rule.name, "needed": needed, "unit": rule.unit}
    return Phrase(N_("{name}: at least {needed} {unit}"), values)


def prove_amenities(rule: Rule, facts: Facts, lead_days: int) -> CountProof:
    """Count the pieces of usable amenities of the rule's kinds."""
    supports = tuple(
        _amenity_support(one, one.pieces) for one in facts.amenities if one.kind in rule.kinds
    )
    todo = N_("Put {missing} more {unit} into service ({name}), or repair what is out of use.")
    return CountProof(rule, lead_days, supports, todo, REPLACE, N_("not usable: {names}"))


def prove_capacity(rule: Rule, facts: Facts, lead_days: int) -> CountProof:
    """Add up seats or outlets; an amenity whose capacity nobody entered counts nothing."""
    supports = tuple(
        _amenity_support(one, one.capacity)
        for one in facts.amenities
        if one.kind in rule.kinds and one.capacity
    )
    todo = N_("{missing} {unit} lacking ({name}): provide more, or enter the capacity on record.")
    return CountProof(rule, lead_days, supports, todo, REPLACE, N_("not usable: {names}"))


def prove_stock(rule: Rule, facts: Facts, lead_days: int) -> CountProof:
    """Add up stock that is in date and not set aside."""
    stock = [one for one in facts.stock if one.used_for in rule.used_for]
    supports = tuple(_batch_support(one, one.usable) for one in stock if one.usable)
    todo = N_("Receive {missing} more {unit} that are in date ({name}).")
    aside = tuple(_items_set_aside(stock))
    return CountProof(rule, lead_days, supports, todo, RESTOCK, N_("expired: {names}"), aside)


def prove_kinds(rule: Rule, facts: Facts, lead_days: int) -> CountProof:
    """Count the different items in stock, and the different kinds of amenity in service."""
    batches: dict[str, list[StockFact]] = defaultdict(list)
    for fact in facts.stock:
        if fact.used_for in rule.used_for and fact.usable > 0:
            batches[fact.item_uid].append(fact)
    devices: dict[str, list[AmenityFact]] = defaultdict(list)
    for amenity in facts.amenities:
        if amenity.kind in rule.kinds:
            devices[amenity.kind].append(amenity)
    supports = (
        *(_item_support(held) for held in batches.values()),
        *(_kind_support(held) for held in devices.values()),
    )
    todo = N_("Provide {missing} more different {unit} ({name}).")
    return CountProof(rule, lead_days, supports, todo, RESTOCK)


def prove_hours(rule: Rule, facts: Facts, lead_days: int) -> HoursProof:
    """Look for a timetable."""
    supports = tuple(
        Support(1, (one.days,), Evidence("timetable", one.uid, _hours_said(one.name)), one.name)
        for one in facts.hours
    )
    return HoursProof(rule, lead_days, supports)


def prove_season(rule: Rule, facts: Facts, lead_days: int) -> SeasonProof:
    """Look for the device that each season asks for."""
    kinds = {kind for season in rule.seasons for kind in season.kinds}
    supports = tuple(
        (one.kind, replace(_amenity_support(one, one.pieces), name=one.label))
        for one in facts.amenities
        if one.kind in kinds
    )
    return SeasonProof(rule, lead_days, supports, facts.on)


def usable_days(amenity: AmenityFact) -> tuple[Span, ...]:
    """Return the days on which an amenity is in service and has no outage."""
    spans = [amenity.in_service]
    for outage in amenity.outages:
        spans = [part for span in spans for part in _without(span, outage)]
    return tuple(spans)


def narrowed(spans: Iterable[Span], last: date | None, first: date | None = None) -> list[Span]:
    """Return ``spans`` cut off after ``last`` and before ``first``."""
    kept = []
    for span in spans:
        ends = [day for day in (span.last, last) if day is not None]
        starts = [day for day in (span.first, first) if day is not None]
        cut = Span(max(starts, default=None), min(ends, default=None))
        if cut.first is None or cut.last is None or cut.first <= cut.last:
            kept.append(cut)
    return kept


def amenity_evidence(amenity: AmenityFact) -> Evidence:
    """Return the register's line as evidence."""
    values = {"code": amenity.code, "name": amenity.name, "pieces": amenity.pieces}
    return Evidence("amenity", amenity.uid, Phrase(N_("{code} {name} × {pieces}"), values))


def said(text: str) -> Phrase:
    """Return a text that was typed as a phrase."""
    return Phrase("{text}", {"text": text}) if text else NOTHING


def _hours_said(name: str) -> Phrase:
    return Phrase(N_("opening hours: {names}"), {"names": name})


def _amenity_support(amenity: AmenityFact, amount: int | None) -> Support:
    return Support(amount or 0, usable_days(amenity), amenity_evidence(amenity), amenity.name)


def _batch_support(fact: StockFact, amount: int) -> Support:
    return Support(amount, (Span(None, fact.expires_on),), _batch_evidence(fact), fact.item_name)


def _batch_evidence(fact: StockFact) -> Evidence:
    values: dict[str, object] = {
        "name": fact.item_name,
        "quantity": fact.quantity,
        "unit": fact.unit,
        "place": fact.place,
    }
    text = N_("{name}: {quantity} {unit}, {place}")
    if fact.expires_on is not None:
        text = N_("{name}: {quantity} {unit}, {place}, usable until {day}")
        values["day"] = fact.expires_on
    told = Phrase(text, values)
    if fact.set_aside:
        aside = Phrase(N_("{count} of them set aside"), {"count": fact.set_aside})
        told = clauses((told, aside))
    return Evidence("batch", fact.batch_uid, told)


def _items_set_aside(stock: Iterable[StockFact]) -> Iterator[Phrase]:
    """Say of each item with damaged pieces how many are owned and how many set aside."""
    items: dict[str, list[StockFact]] = defaultdict(list)
    for fact in stock:
        items[fact.item_uid].append(fact)
    for held in items.values():
        values: dict[str, object] = {
            "name": held[0].item_name,
            "unit": held[0].unit,
            "owned": sum(fact.quantity for fact in held),
            "aside": sum(fact.set_aside for fact in held),
        }
        if values["aside"]:
            yield Phrase(N_("{name}: {owned} {unit} owned, {aside} set aside"), values)


def _item_support(batches: list[StockFact]) -> Support:
    """Let an item count as one kind while any of its batches is in date."""
    best = max(batches, key=lambda fact: fact.expires_on or date.max)
    spans = (Span(None, best.expires_on),)
    return Support(1, spans, _batch_evidence(best), best.item_name)


def _kind_support(devices: list[AmenityFact]) -> Support:
    spans = tuple(span for device in devices for span in usable_days(device))
    return Support(1, spans, amenity_evidence(devices[0]), devices[0].name)


def _without(span: Span, hole: Span) -> Iterator[Span]:
    """Give what is left of ``span`` before and after ``hole``."""
    if hole.first is not None:
        yield from narrowed([span], hole.first - ONE_DAY)
    if hole.last is not None:
        yield from narrowed([span], None, hole.last + ONE_DAY)
