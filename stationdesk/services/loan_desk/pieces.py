"""Numbered pieces: entering, changing and retiring them, and putting their parts back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import LoanUnitId, new_uid
from stationdesk.domain.lending.piece_rules import (
    Surroundings,
    change_problems,
    next_code,
    place_problems,
    plain_code,
    refill_problems,
    retire_problems,
    unit_problems,
)
from stationdesk.domain.lending.pieces import NewUnit
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.stock_wishes import NewIssue, TakeLine
from stationdesk.i18n import N_, _
from stationdesk.services import pool_guard
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.fitness import Fitness
from stationdesk.services.loan_desk.piece_sight import Sight
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import amenities, loan_kinds, loan_pieces, loans, parts, places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.ids import DocumentId, LoanKindId, LoanPartId
    from stationdesk.domain.lending.kinds import LoanKind
    from stationdesk.domain.lending.pieces import LoanUnit, PieceLine


class Pieces(Fitness):
    """Pieces that bear numbers; each is a line of the register, or one of a stock item's."""

    def pieces(
        self,
        kind_id: LoanKindId | None = None,
        *,
        include_retired: bool = False,
        on: date | None = None,
    ) -> list[PieceLine]:
        """Return the pieces of one kind, or of all, by code, as they stood at the end of ``on``.

        Retired ones, and those of a kind that is lent no more, are left out unless asked for.
        """
        day = on or self._context.today()
        kinds, sight = loan_kinds.kinds_by_id(), Sight(day)
        wanted = [
            unit
            for unit in loan_pieces.units_by_id().values()
            if kind_id in (None, unit.kind_id)
            and unit.since <= day
            and (include_retired or _in_service(unit, kinds[unit.kind_id], day))
        ]
        return [sight.line(unit, kinds[unit.kind_id]) for unit in wanted]

    def piece(self, unit_id: LoanUnitId) -> PieceLine:
        """Return one piece as it stands today; raises ``Refused`` where there is none."""
        unit = self.unit(unit_id)
        return Sight(self._context.today()).line(unit, self.kind(unit.kind_id))

    def refill_list(self) -> list[PieceLine]:
        """Return the pieces in service that lack parts, by code."""
        return [line for line in self.pieces() if any(part.short for part in line.parts)]

    def possible_pieces(self, kind_id: LoanKindId) -> list[Amenity]:
        """Return the lines of the register that could become pieces of a kind, by code.

        They are in service, stand for a single piece, and are no piece yet; none where the
        kind's pieces are of the stock.
        """
        if self.kind(kind_id).item is not None:
            return []
        lent = loan_pieces.lent_amenities()
        return [
            each
            for each in amenities.amenities_on(self._context.today())
            if each.pieces == 1 and each.id not in lent
        ]

    def add_unit(self, wish: NewUnit) -> LoanUnitId:
        """Enter a piece that is lent from today on; raises ``Refused`` with every reason."""
        return self.add_units([wish])[0]

    def add_units(self, wishes: Sequence[NewUnit]) -> list[LoanUnitId]:
        """Enter some pieces in one deed: all of them, or none.

        Raises:
            Refused: with every reason; also when the stock has fewer of them than pieces.
        """
        if not wishes:
            raise Refused([Problem("unit_id", N_("Enter at least one piece."))])
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            units = [self._enter(wish) for wish in wishes]
            for kind_id in {unit.kind_id for unit in units}:
                refuse_if_any(pool_guard.pool_problems(kind_id, self._context.today()))
        codes = "、".join(unit.code for unit in units)
        take_back = partial(self._remove, [unit.id for unit in units])
        self._offer(N_("Entered as numbered pieces: {codes}."), take_back, codes=codes)
        return [unit.id for unit in units]

    def change_unit(self, unit_id: LoanUnitId, wish: NewUnit, version: int) -> None:
        """Write code, place and note of a piece anew, if nobody else did meanwhile.

        Raises:
            Refused: naming every field that cannot stay so, or who changed it meanwhile.
        """
        before = self.unit(unit_id)
        refuse_if_changed("loan_unit", before.uid, seen=version, stored=before.version)
        out = unit_id in loans.open_units()
        refuse_if_any(
            [
                *change_problems(before, wish, loan_pieces.codes() - {before.code}, out=out),
                *(place_problems(wish, places.by_id()) if wish.place_id != before.place_id else ()),
            ]
        )
        with self._context.deed(Topic.LENDING):
            loan_pieces.change(unit_id, wish, plain_code(wish.code), version)
            after = loan_pieces.get(unit_id)
            told = (_told(before), _told(after))
            self._context.note("loan_unit", before.uid, "change", before=told[0], after=told[1])
        take_back = partial(self.change_unit, unit_id, as_wish(before), after.version)
        self._offer(N_("Piece {code} was changed."), take_back, code=after.code)

    def retire_unit(self, unit_id: LoanUnitId, reason: str, *, write_off: bool = False) -> None:
        """Lend a piece no more from today on; its loans stay on record.

        ``write_off`` takes it out of the stock ledger or the amenity register in the same deed.

        Raises:
            Refused: while it is out or held for somebody, without a reason, or when stock or
                register do not let it go.
        """
        unit, today = self.unit(unit_id), self._context.today()
        out, waiting = unit_id in loans.open_units(), self._waiting_for(unit)
        refuse_if_any(retire_problems(unit, reason, out=out, waiting=waiting))
        retirement = self._retire_piece(unit_id, on=today, reason=reason, write_off=write_off)
        take_back = partial(self._take_back_retirement, retirement)
        self._offer(N_("Piece {code} was retired."), take_back, code=unit.code)

    def refill(
        self, unit_id: LoanUnitId, put_back: Mapping[LoanPartId, int], note: str = ""
    ) -> None:
        """Put missing parts back; those kept in the stock leave it by one issue in the same deed.

        Raises:
            Refused: for more parts than are missing, or than the stock has.
        """
        line = self.piece(unit_id)
        refuse_if_any(refill_problems(line.parts, put_back))
        with self._context.deed(Topic.LENDING):
            document_id = self._issue_parts(line, put_back)
            events = [
                parts.add(
                    unit_id,
                    part_id,
                    quantity,
                    on=self._context.today(),
                    recorded_at=self._context.recorded_at(),
                    recorded_by=self._context.who(),
                    note=note,
                    document_id=document_id,
                )
                for part_id, quantity in put_back.items()
            ]
            after = {"parts": sum(put_back.values())}
            self._context.note("loan_unit", line.unit.uid, "refill", after=after)
        take_back = partial(self._take_out_parts, line.unit, events, document_id)
        self._offer(N_("Parts of {code} were put back."), take_back, code=line.unit.code)

    def _enter(self, wish: NewUnit) -> LoanUnit:
        kind, taken = self.kind(wish.kind_id), loan_pieces.codes()
        there = Surroundings(
            today=self._context.today(),
            codes=taken,
            amenity=None if wish.amenity_id is None else amenities.amenity(wish.amenity_id),
            lent_amenities=loan_pieces.lent_amenities(),
            places=places.by_id(),
        )
        refuse_if_any(unit_problems(wish, kind, there))
        code = plain_code(wish.code) or next_code(kind.code, taken)
        unit = loan_pieces.add(wish, code, self._context.today())
        self._context.note("loan_unit", unit.uid, "add", after=_told(unit))
        return unit

    def _remove(self, unit_ids: Sequence[LoanUnitId]) -> None:
        """Undo the entering of pieces, as long as nothing was recorded of them."""
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            for unit_id in unit_ids:
                unit = self.unit(unit_id)
                if loan_pieces.is_referred_to(unit_id):
                    phrase = N_("{code} has records by now; retire it instead.")
                    raise Refused([Problem("unit_id", phrase, {"code": unit.code})])
                loan_pieces.remove(unit_id)
                self._context.note("loan_unit", unit.uid, "remove", before=_told(unit))

    def _issue_parts(
        self, line: PieceLine, put_back: Mapping[LoanPartId, int]
    ) -> DocumentId | None:
        lines = tuple(
            TakeLine(item_id=state.part.item_id, quantity=put_back[state.part.id])
            for state in line.parts
            if state.part.item_id is not None and state.part.id in put_back
        )
        if not lines:
            return None
        return self._inventory.issue(
            NewIssue(
                business_date=self._context.today(),
                lines=lines,
                request_key=f"lending-{new_uid()}",
                note=_("Parts of {code}").format(code=line.unit.code),
            )
        )

    def _take_out_parts(
        self, unit: LoanUnit, events: Sequence[int], document_id: DocumentId | None
    ) -> None:
        with self._context.deed(Topic.LENDING):
            self._put_back(document_id, unit.code)
            parts.void(events, self._context.recorded_at(), self._context.who())
            self._context.note("loan_unit", unit.uid, "void refill")
            refuse_if_any(pool_guard.pool_problems(unit.kind_id, self._context.today()))


def as_wish(unit: LoanUnit) -> NewUnit:
    """Return a piece in the form in which it is typed in."""
    return NewUnit(
        kind_id=unit.kind_id,
        code=unit.code,
        amenity_id=unit.amenity_id,
        place_id=unit.place_id,
        note=unit.note,
    )


def _in_service(unit: LoanUnit, kind: LoanKind, day: date) -> bool:
    lent = kind.archived_on is None or day < kind.archived_on
    return lent and (unit.retired_on is None or day < unit.retired_on)


def _told(unit: LoanUnit) -> dict[str, object]:
    """Return what the audit trail says of a piece; its note is left out, it might name people."""
    return {"code": unit.code, "place": unit.place_id}
