"""Pieces set aside because they are damaged, mended ones, and those beyond mending."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.lending.piece_rules import (
    fit_problems,
    unfit_problems,
    waited_for_problems,
)
from stationdesk.domain.lending.pieces import UnfitCause
from stationdesk.domain.problems import Problem, refuse_if_any
from stationdesk.domain.stock_documents import problems_of_day
from stationdesk.i18n import N_
from stationdesk.services import pool_guard
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.kinds import pool_on
from stationdesk.services.loan_desk.piece_sight import States
from stationdesk.services.loan_desk.retiring import Retiring
from stationdesk.store import fitness, loans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stationdesk.domain.ids import DocumentId, FitnessId, LoanKindId, LoanUnitId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit


class Fitness(Retiring):
    """What is set aside is in the station and is not lent."""

    def set_unfit(
        self,
        kind_id: LoanKindId,
        quantity: int,
        reason: str,
        unit_id: LoanUnitId | None = None,
        on: date | None = None,
    ) -> None:
        """Set pieces aside that were found damaged on ``on`` (None: today).

        Raises:
            Refused: without a reason, for more pieces than are there and fit, or when some of
                them were lent later on.
        """
        kind, unit = self.kind(kind_id), self._unit_of(unit_id)
        day = on or self._context.today()
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            state = None if unit is None else States(day).of(unit)
            refuse_if_any(
                [
                    *problems_of_day(day, self._context.today()),
                    *_problems_of_past(kind, unit, day),
                    *unfit_problems(kind, pool_on(kind, day), quantity, unit, state),
                    *_problems_of_reason(reason),
                ]
            )
            event = self._keep(kind, quantity, UnfitCause.FOUND, day, reason, unit_id)
            refuse_if_any(pool_guard.pool_problems(kind_id, day))
        take_back = partial(self._void, kind, event, day)
        self._offer(
            N_("Set aside: {thing} ×{quantity}."), take_back, **_named(kind, unit, quantity)
        )

    def make_fit(
        self,
        kind_id: LoanKindId,
        quantity: int,
        note: str = "",
        unit_id: LoanUnitId | None = None,
    ) -> None:
        """Put mended pieces back among those that are lent, today.

        Raises:
            Refused: for more pieces than are set aside.
        """
        kind, unit, today = self.kind(kind_id), self._unit_of(unit_id), self._context.today()
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            refuse_if_any(self._problems_of_fitness(kind, quantity, unit))
            event = self._keep(kind, -quantity, UnfitCause.REPAIRED, today, note, unit_id)
        take_back = partial(self._void, kind, event, today)
        self._offer(
            N_("Mended and lent again: {thing} ×{quantity}."),
            take_back,
            **_named(kind, unit, quantity),
        )

    def scrap_unfit(
        self,
        kind_id: LoanKindId,
        quantity: int,
        reason: str,
        unit_id: LoanUnitId | None = None,
    ) -> None:
        """Scrap pieces that were set aside, today: they leave the stock in the same deed.

        A numbered piece is retired, and its line of the register with it.

        Raises:
            Refused: without a reason, for more pieces than are set aside, while somebody waits
                for the piece, or when stock or register do not let them go.
        """
        kind, unit, today = self.kind(kind_id), self._unit_of(unit_id), self._context.today()
        waited_for = () if unit is None else waited_for_problems(unit, self._waiting_for(unit))
        refuse_if_any(
            [
                *self._problems_of_fitness(kind, quantity, unit),
                *_problems_of_reason(reason),
                *waited_for,
            ]
        )
        take_back: partial[None]
        if unit is not None:
            retirement = self._retire_piece(unit.id, on=today, reason=reason, write_off=True)
            take_back = partial(self._take_back_retirement, retirement)
        else:
            take_back = self._scrap_of_pool(kind, quantity, reason)
        self._offer(N_("Scrapped: {thing} ×{quantity}."), take_back, **_named(kind, unit, quantity))

    def _scrap_of_pool(self, kind: LoanKind, quantity: int, reason: str) -> partial[None]:
        today = self._context.today()
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            event = self._keep(kind, -quantity, UnfitCause.SCRAPPED, today, reason, None)
            document_id = self._write_off(kind, quantity, on=today, reason=reason, lost=False)
            if document_id is not None:
                fitness.set_document(event, document_id)
        return partial(self._void, kind, event, today, document_id)

    def _void(
        self,
        kind: LoanKind,
        event: FitnessId,
        day: date,
        document_id: DocumentId | None = None,
    ) -> None:
        """Let an event count no more; refused when the pieces were lent or mended since."""
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            self._put_back(document_id, kind.name)
            fitness.void(event, self._context.recorded_at(), self._context.who())
            self._context.note("fitness_event", fitness.uid_of(event), "void")
            refuse_if_any(pool_guard.pool_problems(kind.id, day))

    def _keep(
        self,
        kind: LoanKind,
        quantity: int,
        cause: UnfitCause,
        day: date,
        reason: str,
        unit_id: LoanUnitId | None,
    ) -> FitnessId:
        event = fitness.add(
            kind.id,
            quantity,
            cause,
            on=day,
            reason=reason,
            unit_id=unit_id,
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        after = {"kind": kind.name, "day": day, "quantity": quantity, "cause": cause.value}
        self._context.note("fitness_event", fitness.uid_of(event), "record", after=after)
        return event

    def _problems_of_fitness(
        self, kind: LoanKind, quantity: int, unit: LoanUnit | None
    ) -> Iterator[Problem]:
        unfit = fitness.unfit_by_kind().get(kind.id, 0)
        unit_unfit = unit is not None and fitness.unit_is_unfit(unit.id)
        return fit_problems(kind, unfit, quantity, unit, unit_unfit=unit_unfit)

    def _unit_of(self, unit_id: LoanUnitId | None) -> LoanUnit | None:
        return None if unit_id is None else self.unit(unit_id)


def _problems_of_past(kind: LoanKind, unit: LoanUnit | None, day: date) -> Iterator[Problem]:
    """Tell why pieces cannot have been set aside on an earlier day: what happened since."""
    if day < kind.since:
        phrase = N_("“{kind}” has been lent only since {day}.")
        yield Problem("on", phrase, {"kind": kind.name, "day": kind.since})
    if unit is None:
        return
    if unit.retired_on is not None and day < unit.retired_on:
        yield Problem("unit_id", N_("{code} is retired."), {"code": unit.code})
    later = [each for each in loans.loans_of_unit(unit.id) if (each.closed_on or date.max) > day]
    for stay in later[:1]:
        phrase = N_("{code} was lent after {day} (loan {number}).")
        yield Problem("on", phrase, {"code": unit.code, "day": day, "number": stay.number})


def _problems_of_reason(reason: str) -> Iterator[Problem]:
    if not reason.strip():
        yield Problem("reason", N_("Write what is wrong with it."))


def _named(kind: LoanKind, unit: LoanUnit | None, quantity: int) -> dict[str, object]:
    thing = kind.name if unit is None else f"{kind.name} {unit.code}"
    return {"thing": thing, "quantity": quantity}
