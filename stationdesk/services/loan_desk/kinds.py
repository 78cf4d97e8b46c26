"""What is lent: setting kinds up, and how many pieces of each are where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.lending import pools
from stationdesk.domain.lending.kind_rules import (
    Known,
    archive_problems,
    as_wish,
    change_problems,
    free_code,
    kind_problems,
    plain_code,
    take_back_problems,
)
from stationdesk.domain.lending.piece_rules import check_problems
from stationdesk.domain.lending.pieces import KindLine, PieceState, Pool
from stationdesk.domain.lending.usual_kinds import proposed_pieces, proposed_pools
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.i18n import N_, _
from stationdesk.services import pool_guard
from stationdesk.services.changes import Topic
from stationdesk.services.loan_desk.desk import Desk
from stationdesk.services.loan_desk.piece_sight import States
from stationdesk.services.search_words import initials, search_words
from stationdesk.services.versions import refuse_if_changed
from stationdesk.store import (
    amenities,
    fitness,
    goods,
    holds,
    loan_checks,
    loan_kinds,
    loan_pieces,
    loans,
    parts,
    stock,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from stationdesk.domain.ids import LoanKindId, LoanPartId
    from stationdesk.domain.lending.kinds import LoanKind, LoanPart, NewLoanKind, NewPart
    from stationdesk.store.loan_checks import Look


class Kinds(Desk):
    """Kinds of things that are lent."""

    def kinds(self, *, include_archived: bool = False) -> list[LoanKind]:
        """Return the kinds in the order of their entry."""
        found = loan_kinds.kinds_by_id().values()
        return [each for each in found if include_archived or each.archived_on is None]

    def kind_lines(
        self, on: date | None = None, *, include_archived: bool = False
    ) -> list[KindLine]:
        """Return each kind with its figures at the end of ``on`` (None: today)."""
        day = on or self._context.today()
        kinds = [
            kind
            for kind in loan_kinds.kinds_by_id().values()
            if kind.since <= day
            and (include_archived or kind.archived_on is None or day < kind.archived_on)
        ]
        figures, looks = pools_on(kinds, day), loan_checks.last_looks(day)
        return [_line(kind, figures[kind.id], looks.get(kind.id)) for kind in kinds]

    def pool(self, kind_id: LoanKindId, on: date | None = None) -> Pool:
        """Return how many pieces of a kind there are, and where, at the end of ``on``."""
        return pool_on(self.kind(kind_id), on or self._context.today())

    def add_kind(self, wish: NewLoanKind) -> LoanKindId:
        """Set up a kind to be lent from today on; without a code it takes the initials.

        Raises:
            Refused: naming every field that cannot stay so.
        """
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            refuse_if_any(kind_problems(wish, _known(wish)))
            code = plain_code(wish.code) or free_code(initials(wish.name), loan_kinds.used_codes())
            kind = loan_kinds.add(wish, code, search_words(wish.name, code), self._context.today())
            self._context.note("loan_kind", kind.uid, "add", after=_told(kind))
        self._offer(N_("“{kind}” is lent now."), partial(self._take_out, kind), kind=kind.name)
        return kind.id

    def add_kinds(self, wishes: Sequence[NewLoanKind]) -> list[LoanKindId]:
        """Set up some kinds in one deed: all of them, or none.

        Raises:
            Refused: as ``add_kind`` does, and where there is none.
        """
        if not wishes:
            raise Refused([Problem("kinds", N_("Tick at least one thing to lend."))])
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            made = [self.add_kind(wish) for wish in wishes]
        kinds = [self.kind(kind_id) for kind_id in made]
        names = _(", ").join(kind.name for kind in kinds)
        self._offer(
            N_("Lent from now on: {kinds}."), partial(self._take_all_out, kinds), kinds=names
        )
        return made

    def change_kind(self, kind_id: LoanKindId, wish: NewLoanKind, version: int) -> None:
        """Write a kind anew, if nobody else did since ``version`` was read.

        An empty code keeps the one it has. What of the parts is missing stays missing.

        Raises:
            Refused: naming every field that cannot stay so, or who changed it meanwhile.
        """
        before = self.kind(kind_id)
        refuse_if_changed("loan_kind", before.uid, seen=version, stored=before.version)
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            refuse_if_any(
                [
                    *kind_problems(wish, _known(wish, before)),
                    *change_problems(before, wish, used=loan_kinds.is_used(kind_id)),
                ]
            )
            code = plain_code(wish.code) or before.code
            loan_kinds.change(kind_id, wish, code, search_words(wish.name, code), version)
            self._write_parts(before, wish.parts)
            after = loan_kinds.get(kind_id)
            told = (_told(before), _told(after))
            self._context.note("loan_kind", before.uid, "change", before=told[0], after=told[1])
        take_back = partial(self.change_kind, kind_id, as_wish(before), after.version)
        self._offer(N_("“{kind}” was changed at the lending desk."), take_back, kind=after.name)

    def archive_kind(self, kind_id: LoanKindId) -> None:
        """Lend a kind no more from today on; its records stay.

        Raises:
            Refused: while pieces are out or held for somebody.
        """
        kind, today = self.kind(kind_id), self._context.today()
        held = sum(each.quantity for each in holds.waiting_of_kind(kind_id, today))
        refuse_if_any(archive_problems(kind, out=loans.out_of_kind(kind_id), held=held))
        self._set_archived(kind, today)
        take_back = partial(self.take_back_kind, kind_id)
        self._offer(N_("“{kind}” is lent no more."), take_back, kind=kind.name)

    def take_back_kind(self, kind_id: LoanKindId) -> None:
        """Lend an archived kind again.

        Raises:
            Refused: when another kind took its name or its goods, or the goods have left.
        """
        kind = self.kind(kind_id)
        refuse_if_any(take_back_problems(kind, _known(as_wish(kind), kind)))
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            self._set_archived(kind, None)
            refuse_if_any(pool_guard.pool_problems(kind_id, kind.archived_on or kind.since))
        take_back = partial(self.archive_kind, kind_id)
        self._offer(N_("“{kind}” is lent again."), take_back, kind=kind.name)

    def proposals(self) -> list[NewLoanKind]:
        """Return ready-made kinds for goods and amenities that are there and not lent yet."""
        lent = {kind.item.id for kind in self.kinds() if kind.item is not None}
        in_use = [each for each in goods.items().values() if each.archived_on is None]
        here = [each for each in in_use if each.id not in lent and stock.pieces_of(each.id) > 0]
        pieces = loan_pieces.lent_amenities()
        lines = [
            each
            for each in amenities.amenities_on(self._context.today())
            if each.id not in pieces and each.pieces == 1
        ]
        code_of = _Codes(loan_kinds.used_codes())
        names = {kind.name for kind in self.kinds()}
        wishes = [
            *proposed_pools(here, code_of, _),
            *proposed_pieces(lines, in_use, code_of, _),
        ]
        return [wish for wish in wishes if wish.name not in names]

    def check_kind(self, kind_id: LoanKindId, counted: int, note: str = "") -> None:
        """Write down how many pieces of a kind were seen in the station today.

        Pieces set aside count as well. A difference stays to be seen until the next look, or
        until the goods are counted; it changes no figure.

        Raises:
            Refused: for a count that cannot be.
        """
        kind, today = self.kind(kind_id), self._context.today()
        refuse_if_any(check_problems(counted))
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            pool = pool_on(kind, today)
            expected = max(0, pool.size - pool.out)
            look_id = loan_checks.add(
                kind_id,
                on=today,
                expected=expected,
                counted=counted,
                note=note,
                recorded_at=self._context.recorded_at(),
                recorded_by=self._context.who(),
            )
            after = {"day": today, "expected": expected, "counted": counted}
            self._context.note("loan_kind", kind.uid, "check", after=after)
        take_back = partial(self._void_check, kind, look_id)
        self._offer(
            N_("“{kind}” was checked: {counted} of {expected} are there."),
            take_back,
            kind=kind.name,
            counted=counted,
            expected=expected,
        )

    def _void_check(self, kind: LoanKind, look_id: int) -> None:
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            loan_checks.void(look_id, self._context.recorded_at(), self._context.who())
            self._context.note("loan_kind", kind.uid, "void check")

    def _take_out(self, kind: LoanKind) -> None:
        """Undo the setting up of a kind; one that was used meanwhile is put away instead."""
        if loan_kinds.is_used(kind.id):
            self.archive_kind(kind.id)
            return
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            loan_kinds.remove(kind.id)
            self._context.note("loan_kind", kind.uid, "remove", before=_told(kind))

    def _take_all_out(self, kinds: Iterable[LoanKind]) -> None:
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            for kind in kinds:
                self._take_out(kind)

    def _set_archived(self, kind: LoanKind, day: date | None) -> None:
        with self._context.deed(Topic.LENDING, Topic.TIERS):
            loan_kinds.set_archived(kind.id, day)
            self._context.note("loan_kind", kind.uid, "archive" if day else "take back")

    def _write_parts(self, before: LoanKind, wanted: Iterable[NewPart]) -> None:
        """Begin and end parts today; of a part that only changed, as many stay missing."""
        today = self._context.today()
        new = {part.name.strip(): part for part in wanted}
        changed = {}
        for part in before.parts:
            wish = new.get(part.name)
            if wish and (wish.quantity, wish.item_id) == (part.quantity, part.item_id):
                del new[part.name]
            else:
                loan_kinds.end_part(part.id, today)
                changed[part.name] = part
        for name, wish in new.items():
            ended = loan_kinds.part_ended(before.id, wish, today)
            if ended is not None:
                loan_kinds.end_part(ended, None)
                continue
            part_id = loan_kinds.add_part(before.id, wish, today)
            if name in changed:
                self._carry_over(changed[name], part_id, wish.quantity)

    def _carry_over(self, old: LoanPart, part_id: LoanPartId, quantity: int) -> None:
        for unit_id, changes in parts.changes().items():
            missing = min(-changes.get(old.id, 0), quantity)
            if missing > 0:
                parts.add(
                    unit_id,
                    part_id,
                    -missing,
                    on=self._context.today(),
                    recorded_at=self._context.recorded_at(),
                    recorded_by=self._context.who(),
                )


class _Codes:
    """Gives free codes, none of them twice."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = set(taken)

    def __call__(self, letters: str) -> str:
        code = free_code(letters if letters.isascii() else initials(letters), self._taken)
        self._taken.add(code)
        return code


def pool_on(kind: LoanKind, day: date) -> Pool:
    """Return the figures of one kind at the end of ``day``."""
    return pools_on([kind], day)[kind.id]


def pools_on(kinds: Collection[LoanKind], day: date) -> dict[LoanKindId, Pool]:
    """Return the figures of some kinds at the end of ``day``.

    A numbered piece that the register says is of no use counts as set aside.
    """
    unfit, out = fitness.unfit_by_kind(day), loans.out_by_kind(day)
    if not all(kind.is_pool for kind in kinds):
        unfit |= _unfit_pieces(kinds, day)
    held, overdue = holds.held_by_kind(day), loans.overdue_by_kind(day)
    return {
        kind.id: Pool(
            size=_size(kind, day),
            unfit=unfit.get(kind.id, 0),
            out=out.get(kind.id, 0),
            held=held.get(kind.id, 0),
            overdue=overdue.get(kind.id, 0),
        )
        for kind in kinds
    }


def _unfit_pieces(kinds: Iterable[LoanKind], day: date) -> dict[LoanKindId, int]:
    states, numbered = States(day), {kind.id for kind in kinds if not kind.is_pool}
    unfit = dict.fromkeys(numbered, 0)
    for unit in loan_pieces.units_by_id().values():
        if unit.kind_id in numbered and states.of(unit) is PieceState.UNFIT:
            unfit[unit.kind_id] += unit.since <= day
    return unfit


def _size(kind: LoanKind, day: date) -> int:
    if kind.is_pool and kind.item is not None:
        return pools.at_end_of(day, stock.item_changes(kind.item.id))
    return pools.at_end_of(day, loan_pieces.service_changes(kind.id))


def _line(kind: LoanKind, pool: Pool, look: Look | None) -> KindLine:
    if look is None:
        return KindLine(kind=kind, pool=pool, checked_on=None)
    difference = 0 if look.counted_since else look.difference
    return KindLine(kind=kind, pool=pool, checked_on=look.on, difference=difference)


def _known(wish: NewLoanKind, itself: LoanKind | None = None) -> Known:
    own = None if itself is None else itself.id
    others = [
        each
        for each in loan_kinds.kinds_by_id().values()
        if each.id != own and each.archived_on is None
    ]
    named = {wish.item_id, *(part.item_id for part in wish.parts)}
    return Known(
        codes=loan_kinds.used_codes(own),
        names={each.name for each in others},
        lent_items={each.item.id: each.name for each in others if each.item is not None},
        items=goods.items(each for each in named if each is not None),
    )


def _told(kind: LoanKind) -> dict[str, object]:
    return {
        "code": kind.code,
        "name": kind.name,
        "mode": kind.mode.value,
        "audience": kind.audience.value,
        "item": None if kind.item is None else kind.item.code,
        "default_days": kind.default_days,
        "most_per_person": kind.most_per_person,
        "contact": kind.contact.value,
        "deposit": kind.deposit,
        "terms": kind.terms,
        "parts": {part.name: part.quantity for part in kind.parts},
    }
