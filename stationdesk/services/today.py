"""What a person wants to know first in the morning: how things stand, and what waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain import day_figures as figures
from stationdesk.domain import reminders as rules
from stationdesk.domain.feedback.day_book import DayBook, book_reminders
from stationdesk.domain.feedback.flow import BookFlow
from stationdesk.domain.lending.flow import LoanFlow, OutOnDay
from stationdesk.domain.opening import opening_on
from stationdesk.domain.outages import working_pieces_on
from stationdesk.domain.reminders import Area, Reminder, Urgency, in_order
from stationdesk.domain.tier_reminders import tier_reminders
from stationdesk.domain.tiers.forecast import first_loss
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import N_
from stationdesk.store import audit
from stationdesk.store import faults as fault_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from stationdesk.domain.attendance.duty_day import DutyDay
    from stationdesk.domain.day_figures import AmenityCounts, Deed, Issued, StockWarnings
    from stationdesk.domain.opening import Interval, OpeningException
    from stationdesk.domain.stock import StockLine
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.context import Context
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Review, Tiers

AVAILABILITY_DAYS = 30
USUAL_PERIOD = 14
"""Days that the charts tell, unless others are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TierStanding:
    """The tier on the day: ``met`` of ``services`` are offered.

    ``missing`` services keep the station from ``next_tier`` (None at the top). ``lost_on`` is the
    first of the coming days on which the tier would be lost though routine checks go on.
    """

    attained: int | None
    met: int
    services: int
    next_tier: int | None
    missing: int
    lost_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The hours of the day; empty means closed.

    ``reason`` is why they are not the usual ones. ``coming`` are the next days with other hours.
    ``known`` tells whether any timetable was ever entered.
    """

    hours: tuple[Interval, ...]
    reason: str
    coming: OpeningException | None
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """Everything the first page shows of a day, from one look at the records.

    ``issued``, ``lent`` and ``heard`` tell the usual days that end with it, ``out`` what is on
    loan, ``duty`` who is on duty (None where nobody tells).
    """

    day: date
    opening: Opening
    tier: TierStanding
    stock: StockWarnings
    amenities: AmenityCounts
    reminders: tuple[Reminder, ...]
    issued: Issued
    deeds: tuple[Deed, ...]
    book: DayBook = field(default_factory=DayBook)
    out: OutOnDay = field(default_factory=OutOnDay)
    lent: LoanFlow = field(default_factory=LoanFlow)
    heard: BookFlow = field(default_factory=BookFlow)
    duty: DutyDay | None = None

    @property
    def overdue(self) -> int:
        """How many reminders are past their day."""
        return sum(one.urgency is Urgency.OVERDUE for one in self.reminders)

    @property
    def due_today(self) -> int:
        """How many reminders are of this very day."""
        return sum(one.urgency is Urgency.TODAY for one in self.reminders)


class Today:
    """The first page's view of the records; it changes nothing."""

    def __init__(
        self,
        context: Context,
        station: StationFacts,
        inventory: Inventory,
        amenities: Amenities,
        tiers: Tiers,
        last_backup: Callable[[], datetime | None] | None = None,
        others: Sequence[Callable[[date], Iterable[Reminder]]] = (),
        book: Callable[[date], DayBook] | None = None,
        out: Callable[[date], OutOnDay] | None = None,
        lent: Callable[[date, date], LoanFlow] | None = None,
        heard: Callable[[date, date], BookFlow] | None = None,
        duty: Callable[[date], DutyDay] | None = None,
    ) -> None:
        """``last_backup`` tells when the file was last copied; without it nobody is reminded.

        ``others`` are further parts of the records that tell what waits on a day; ``book`` tells
        what waits in the feedback book. ``out`` tells what is on loan on a day; ``lent`` and
        ``heard`` tell what the lending desk and the book did in a period; ``duty`` tells who is
        on duty.
        """
        self._context = context
        self._station = station
        self._inventory = inventory
        self._amenities = amenities
        self._tiers = tiers
        self._last_backup = last_backup
        self._others = others
        self._book = book
        self._out = out
        self._lent = lent
        self._heard = heard
        self._duty = duty

    def summary(self, on: date | None = None) -> DaySummary:
        """Return how things stand on ``on`` (None: today), and what waits for a hand.

        What waits is told as it waits today: it is asked of the open work, not of the past.
        """
        day = on or self._context.today()
        stock, review = self._inventory.stock(on), self._tiers.review(on)
        counts = self._amenity_counts(day)
        book = DayBook() if self._book is None else self._book(day)
        duty = self.duty(on)
        kept = duty is not None and (duty.kept or bool(duty.notes))
        begun = bool(stock or counts.in_service or book.waiting or kept)
        return DaySummary(
            day=day,
            opening=self._opening(day),
            tier=_standing(review),
            stock=figures.stock_warnings(stock),
            amenities=counts,
            reminders=in_order(
                self._reminders(day, stock, review, book) if begun else self._first()
            ),
            issued=self.issued(on=on),
            deeds=figures.deeds_of(audit.noted_on(day)),
            book=book,
            out=OutOnDay() if self._out is None else self._out(day),
            lent=self.lent(on=on),
            heard=self.heard(on=on),
            duty=duty,
        )

    def issued(self, days: int = USUAL_PERIOD, on: date | None = None) -> Issued:
        """Return what was handed out in the ``days`` that end with ``on`` (None: today)."""
        first, last = self._period(days, on)
        return figures.issued(self._inventory.documents(first, last), first, last)

    def lent(self, days: int = USUAL_PERIOD, on: date | None = None) -> LoanFlow:
        """Return what was lent and came back in the ``days`` that end with ``on``."""
        return LoanFlow() if self._lent is None else self._lent(*self._period(days, on))

    def heard(self, days: int = USUAL_PERIOD, on: date | None = None) -> BookFlow:
        """Return what was said and answered in the ``days`` that end with ``on``."""
        return BookFlow() if self._heard is None else self._heard(*self._period(days, on))

    def duty(self, on: date | None = None) -> DutyDay | None:
        """Return who is on duty on ``on`` (None: today, at this minute)."""
        return None if self._duty is None else self._duty(on or self._context.today())

    def _period(self, days: int, on: date | None) -> tuple[date, date]:
        last = on or self._context.today()
        return last - timedelta(days=days - 1), last

    def _reminders(
        self, day: date, stock: list[StockLine], review: Review, book: DayBook
    ) -> Iterator[Reminder]:
        recorded = [*self._of_the_records(day, stock), *book_reminders(book, day)]
        yield from recorded
        yield from rules.without_echoes(tier_reminders(review.assessment), recorded)
        yield from self._of_the_file(day)

    def _of_the_records(self, day: date, stock: list[StockLine]) -> Iterator[Reminder]:
        yield from rules.upkeep_reminders(self._amenities.due_list(), day)
        yield from rules.fault_reminders(self._amenities.fault_lines(only_open=True))
        yield from rules.goods_reminders(stock, self._inventory.expired(day), day)
        yield from rules.set_reminders(self._inventory.set_statuses(day), day)
        yield from rules.count_reminders(self._inventory.stocktakes())
        for told in self._others:
            yield from told(day)

    def _of_the_file(self, day: date) -> Iterator[Reminder]:
        if not self._station.timetables():
            yield _to_begin(Area.SETTINGS, N_("Enter the opening hours"), "hours")
        if self._last_backup is not None:
            last = self._last_backup()
            yield from rules.backup_reminders(last.date() if last else None, audit.first_day(), day)

    def _first(self) -> Iterator[Reminder]:
        """Give what a new station does first."""
        yield _to_begin(Area.IMPORTS, N_("Bring in the ledgers you keep in Excel"), None)
        yield _to_begin(Area.INVENTORY, N_("Enter the goods of the station"), None)
        yield _to_begin(Area.AMENITIES, N_("Enter the amenities of the station"), None)
        if not self._station.timetables():
            yield _to_begin(Area.SETTINGS, N_("Enter the opening hours"), "hours")

    def _opening(self, day: date) -> Opening:
        timetables, exceptions = self._station.timetables(), self._station.exceptions()
        held = [each for each in exceptions if each.covers(day)]
        return Opening(
            hours=opening_on(day, timetables, exceptions),
            reason=max(held, key=lambda each: each.id).reason if held else "",
            coming=figures.next_exception(exceptions, day),
            known=bool(timetables),
        )

    def _amenity_counts(self, day: date) -> AmenityCounts:
        first = day - timedelta(days=AVAILABILITY_DAYS - 1)
        lines = self._amenities.availability_list(first, day)
        there = [line.amenity for line in lines if line.amenity.in_service_on(day)]
        outages = fault_store.outages_until(day)
        return figures.AmenityCounts(
            in_service=len(there),
            usable=sum(working_pieces_on(each, outages, day) > 0 for each in there),
            percent=figures.share_of_use(line.availability for line in lines),
        )


def _standing(review: Review) -> TierStanding:
    findings = review.assessment.findings
    loss = first_loss(review.with_routine)
    return TierStanding(
        attained=review.assessment.attained,
        met=sum(finding.state.counts for finding in findings),
        services=len(findings),
        next_tier=review.next_tier,
        missing=len(review.missing),
        lost_on=loss.day if loss else None,
    )


def _to_begin(area: Area, phrase: str, opens: object) -> Reminder:
    return Reminder(
        area=area,
        urgency=Urgency.SOON,
        state=Phrase(N_("First steps")),
        what=Phrase(phrase),
        opens=opens,
    )
