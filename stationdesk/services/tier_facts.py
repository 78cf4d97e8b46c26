"""Gathering, once and for one day, what the station's records say about its tiers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.opening import opening_on
from stationdesk.domain.outages import working_pieces_on
from stationdesk.domain.tiers.facts import (
    ONE_DAY,
    AmenityFact,
    ExemptionFact,
    Facts,
    HandCheckFact,
    HoursFact,
    Span,
    StockFact,
    with_set_aside,
)
from stationdesk.services import tier_feedback, tier_loans, tier_roster
from stationdesk.store import amenities, station, stock, tier_facts, tier_lending, tiers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.opening import OpeningException, Timetable
    from stationdesk.domain.stock import Balance

DAYS_AROUND = 45
"""How far back and ahead closed days are looked for; short checks never look further."""

DAYS_OF_SEASONS = 400
"""How far ahead seasonal timetables are followed."""


def gather(day: date, today: date) -> Facts:
    """Return the records as they stood at the end of ``day``.

    Nothing that happened after a past ``day`` is among them: a repair that came later has not
    come yet, an amenity that was retired later is still there.
    """
    timetables, exceptions = station.timetables(), station.exceptions()
    return Facts(
        on=day,
        amenities=tuple(_amenities(day, today)),
        stock=tuple(_all_stock(day)),
        sets=tuple(tier_facts.sets_on(day)),
        upkeep=tuple(tier_facts.upkeep_on(day)),
        hours=tuple(_hours(day, timetables)),
        hand_checks=tuple(_hand_checks(day)),
        exemptions=tuple(_exemptions(day, today)),
        loans=tuple(tier_loans.loans_on(day)),
        lost_property=tier_lending.lost_property_on(day),
        feedback=tier_feedback.book_on(day, today),
        duty=tier_roster.duty_on(day, today, timetables, exceptions),
        volunteers=tuple(tier_roster.volunteers_on(day, today)),
        closed_days=_closed_days(day, timetables, exceptions),
    )


def _amenities(day: date, today: date) -> Iterator[AmenityFact]:
    outages, set_aside = amenities.outages_on(day), tier_lending.amenities_set_aside_on(day)
    for one in amenities.amenities_on(day):
        working = 0 if one.id in set_aside else working_pieces_on(one, outages, day)
        last = _known_last_day(one, today)
        yield AmenityFact(
            uid=one.uid,
            code=one.code,
            name=one.name,
            kind=one.kind,
            pieces=working or one.pieces,
            capacity=None if one.capacity is None else one.capacity * (working or one.pieces),
            in_service=Span(one.in_service_from, last),
            outages=() if working else (Span(None, None),),
            agent=one.agent.value if one.agent else None,
            made_on=one.made_on,
        )


def _known_last_day(amenity: Amenity, today: date) -> date | None:
    """Return the last day in service where its end is known ahead; None where it is not."""
    if amenity.retired_on is None or amenity.retired_on <= today:
        return None
    return amenity.retired_on - ONE_DAY


def _all_stock(day: date) -> list[StockFact]:
    """Return what the station owned on ``day``; what was set aside as damaged is told apart."""
    owned = (_stock(one) for one in stock.balances_on(day))
    return with_set_aside(list(owned), tier_lending.goods_set_aside_on(day))


def _stock(balance: Balance) -> StockFact:
    return StockFact(
        batch_uid=balance.batch.uid,
        batch_no=balance.batch.batch_no,
        item_uid=balance.item.uid,
        item_name=balance.item.title(),
        unit=balance.item.unit,
        used_for=balance.item.used_for,
        place=balance.place.name,
        quantity=balance.quantity,
        expires_on=balance.batch.expires_on,
    )


def _hours(day: date, timetables: Sequence[Timetable]) -> Iterator[HoursFact]:
    """Give the seasonal timetables first: they win over those for the whole year."""
    for timetable in sorted(timetables, key=lambda one: one.season_starts is None):
        if timetable.season_starts is None:
            spans = [Span(timetable.valid_from, timetable.valid_to)]
        else:
            spans = list(_seasons(timetable, day))
        for span in spans:
            yield HoursFact(uid=timetable.uid, name=timetable.name, days=span)


def _seasons(timetable: Timetable, day: date) -> Iterator[Span]:
    """Give the runs of days, from ``day`` on, in which a seasonal timetable holds."""
    first: date | None = None
    for ahead in range(DAYS_OF_SEASONS):
        at = day + timedelta(days=ahead)
        if timetable.covers(at):
            first = first or at
        elif first is not None:
            yield Span(first, at - ONE_DAY)
            first = None
    if first is not None:
        yield Span(first, None)


def _closed_days(
    day: date, timetables: Sequence[Timetable], exceptions: Sequence[OpeningException]
) -> frozenset[date]:
    """Return the days around ``day`` without opening hours; none where no hours are known."""
    if not timetables:
        return frozenset()
    around = (day + timedelta(days=n) for n in range(-DAYS_AROUND, DAYS_AROUND + 1))
    return frozenset(one for one in around if not opening_on(one, timetables, exceptions))


def _hand_checks(day: date) -> Iterator[HandCheckFact]:
    for check in tiers.newest_hand_checks(day):
        yield HandCheckFact(
            uid=check.uid,
            subject=check.subject,
            on=check.on,
            passed=check.passed,
            amount=check.amount,
            checked_by=check.checked_by,
            note=check.note,
        )


def _exemptions(day: date, today: date) -> Iterator[ExemptionFact]:
    """Give those that were not voided; one that begins later is known of today only."""
    for one in tiers.exemptions():
        if not one.voided and (one.first_day <= day or day >= today):
            yield ExemptionFact(
                uid=one.uid,
                criterion=one.criterion,
                standard_key=one.standard_key,
                days=Span(one.first_day, one.last_day),
                reason=one.reason,
                approved_by=one.approved_by,
            )
