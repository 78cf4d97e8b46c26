"""Handing shifts over: swapped, given away, or covered once, with both sides' rules checked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.ids import new_uid
from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.roster.assignments import AssignmentSource, AssignmentState
from stationdesk.domain.roster.numbers import SWAP_PREFIX, number_after, number_start
from stationdesk.domain.roster.swap_rules import (
    HANDED_OVER,
    OPEN_SWAPS,
    SwapMove,
    ask_problems,
    shown_state,
    swap_breaches,
    swap_move_problems,
    swap_rows,
)
from stationdesk.domain.roster.swaps import SwapState
from stationdesk.i18n import N_
from stationdesk.services.roster_desk.assigning import reason_problems
from stationdesk.services.roster_desk.desk import TOPICS
from stationdesk.services.roster_desk.places import Place
from stationdesk.services.roster_desk.rows import Exchange, Rows
from stationdesk.store import assignments
from stationdesk.store import swaps as store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from stationdesk.domain.ids import AssignmentId, SwapId, VolunteerId
    from stationdesk.domain.roster.assignments import Assignment
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach, Rule
    from stationdesk.domain.roster.swaps import NewSwap, Swap

SWAP = "swap_request"


class Swapping(Rows):
    """A wish goes from asked to accepted, approved and applied; or is declined or withdrawn.

    It runs out when the first of its shifts begins. Applying changes the roster, nothing before
    does; templates are never touched.
    """

    def swaps(self, *, only_open: bool = False) -> list[Swap]:
        """Return the wishes, newest first; ``only_open`` those that still wait."""
        now = self._minute_now()
        found = store.may_be_open(now) if only_open else store.all_swaps()
        shown = self._as_shown(found, now)
        return [each for each in shown if not only_open or each.state in OPEN_SWAPS]

    def swap(self, swap_id: SwapId) -> Swap:
        """Return one wish as it stands now.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.swap(swap_id)
        if found is None:
            raise Refused([Problem("swap", N_("There is no such wish to swap."))])
        return self._as_shown([found], self._minute_now())[0]

    def ask_swap(self, wish: NewSwap) -> SwapId:
        """Ask to hand a shift over; twice with one key is once.

        Raises:
            Refused: naming every reason.
        """
        known = store.find_by_key(wish.request_key) if wish.request_key else None
        if known is not None:
            return known
        with self._context.deed(*TOPICS):
            swap_id = self._ask(wish)
        self._offer_step(swap_id, SwapState.ASKED, N_("{number} was asked for."))
        return swap_id

    def accept_swap(self, swap_id: SwapId, to_volunteer_id: VolunteerId | None = None) -> None:
        """Note that the other side agrees; ``to_volunteer_id`` tells who takes an open shift.

        Raises:
            Refused: when it does not wait for that, or nobody takes the shift.
        """
        taker = self.swap(swap_id).to_volunteer_id
        with self._context.deed(*TOPICS):
            self._step(swap_id, SwapMove.ACCEPT, to=to_volunteer_id)
            if taker is None and to_volunteer_id is not None:
                store.set_taker(swap_id, to_volunteer_id)
        phrase = N_("{number} was accepted by the other.")
        take_back = partial(self._undo_step, swap_id, SwapState.ACCEPTED, taker)
        self._offer_swap(swap_id, phrase, take_back)

    def approve_swap(self, swap_id: SwapId) -> None:
        """Let the wish be applied.

        Raises:
            Refused: when the other side did not accept, or it does not wait any more.
        """
        with self._context.deed(*TOPICS):
            self._step(swap_id, SwapMove.APPROVE)
        self._offer_step(swap_id, SwapState.APPROVED, N_("{number} was approved."))

    def apply_swap(self, swap_id: SwapId, passing: Mapping[Rule, str] | None = None) -> None:
        """Hand the shifts over: both legs pass the rules, or neither is done.

        Raises:
            Refused: naming every rule that is broken and not passed, or that it is not approved.
        """
        with self._context.deed(*TOPICS):
            done = self._apply(swap_id, passing or {})
        phrase = N_("{number} was done.")
        self._offer_swap(swap_id, phrase, partial(self._unapply, swap_id, done, 1))

    def decline_swap(self, swap_id: SwapId, reason: str) -> None:
        """Note that the other side, or the station, says no.

        Raises:
            Refused: without a reason, or when it does not wait any more.
        """
        refuse_if_any(reason_problems(reason))
        with self._context.deed(*TOPICS):
            self._step(swap_id, SwapMove.DECLINE, reason=reason)
        self._offer_step(swap_id, SwapState.DECLINED, N_("{number} was declined."))

    def withdraw_swap(self, swap_id: SwapId, reason: str = "") -> None:
        """Note that whoever asked does not want it any more.

        Raises:
            Refused: when it does not wait any more.
        """
        with self._context.deed(*TOPICS):
            self._step(swap_id, SwapMove.WITHDRAW, reason=reason)
        self._offer_step(swap_id, SwapState.WITHDRAWN, N_("{number} was withdrawn."))

    def swap_now(self, wish: NewSwap, passing: Mapping[Rule, str] | None = None) -> SwapId:
        """Ask, accept, approve and apply at once, for whoever stands at the desk.

        Raises:
            Refused: as for each of the steps; nothing is kept then.
        """
        known = store.find_by_key(wish.request_key) if wish.request_key else None
        if known is not None:
            return known
        with self._context.deed(*TOPICS):
            swap_id = self._ask(wish)
            self._step(swap_id, SwapMove.ACCEPT)
            self._step(swap_id, SwapMove.APPROVE)
            done = self._apply(swap_id, passing or {})
        phrase = N_("{number} was done.")
        self._offer_swap(swap_id, phrase, partial(self._unapply, swap_id, done, 4))
        return swap_id

    def swap_would_break(
        self, wish: NewSwap | Swap, to_volunteer_id: VolunteerId | None = None
    ) -> list[Breach]:
        """Return what applying a wish would newly break, both legs together."""
        return swap_breaches(self._facts_of(wish), wish, to_volunteer_id)

    def _ask(self, wish: NewSwap) -> SwapId:
        waiting = self.swaps(only_open=True)
        refuse_if_any(ask_problems(wish, self._facts_of(wish), self._minute_now(), waiting))
        today = self._context.today()
        start = number_start(SWAP_PREFIX, today.year)
        swap_id = store.add(
            self._with_taker(wish),
            number=number_after(store.newest_number(start), SWAP_PREFIX, today.year),
            request_key=wish.request_key or new_uid(),
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        self._keep_step(swap_id, SwapMove.ASK, wish.reason)
        return swap_id

    def _with_taker(self, wish: NewSwap) -> NewSwap:
        """Return a wish that names who takes the shift: in a swap, whoever has the other one."""
        if wish.other_assignment_id is None:
            return wish
        other = self.assignment(wish.other_assignment_id)
        return replace(wish, to_volunteer_id=other.volunteer_id)

    def _apply(self, swap_id: SwapId, passing: Mapping[Rule, str]) -> Exchange:
        self._step(swap_id, SwapMove.APPLY)
        swap = self.swap(swap_id)
        facts = self._facts_of(swap)
        legs = swap_rows(facts, swap)
        places = [
            Place(
                shift=self.shift(leg.shift_id),
                volunteer_id=leg.volunteer_id,
                source=AssignmentSource.SWAP,
                replaces_id=replaced,
            )
            for leg, replaced in zip(legs.added, legs.removed, strict=True)
        ]
        gone = dict.fromkeys(legs.removed, AssignmentState.SWAPPED)
        return self._exchange(places, gone, passing=passing, reason=swap.number, facts=facts)

    def _unapply(self, swap_id: SwapId, done: Exchange, steps: int) -> None:
        """Take an applied swap back with its last ``steps``.

        Raises:
            Refused: when a row was changed since, or a rule would be broken.
        """
        with self._context.deed(*TOPICS):
            self._restore(done)
            for _step in range(steps):
                self._keep_step(swap_id, SwapMove.UNDO, "")

    def _step(
        self,
        swap_id: SwapId,
        move: SwapMove,
        *,
        reason: str = "",
        to: VolunteerId | None = None,
    ) -> None:
        swap, now = self.swap(swap_id), self._minute_now()
        rows = self._rows(swap)
        if swap.state is SwapState.EXPIRED and _is_gone(rows):
            phrase = N_("The roster was changed since {number} was asked for.")
            raise Refused([Problem("swap", phrase, {"number": swap.number})])
        starts = min(row.starts for row in rows)
        refuse_if_any(swap_move_problems(swap, move, starts, now, to))
        self._keep_step(swap_id, move, reason)

    def _keep_step(self, swap_id: SwapId, move: SwapMove, reason: str) -> None:
        store.add_step(
            swap_id,
            move,
            reason=self._without_names(reason),
            recorded_at=self._context.recorded_at(),
            recorded_by=self._context.who(),
        )
        swap = self.swap(swap_id)
        self._context.note(SWAP, swap.uid, move.value, after={"number": swap.number})

    def _offer_step(self, swap_id: SwapId, stands: SwapState, phrase: str) -> None:
        taker = self.swap(swap_id).to_volunteer_id
        self._offer_swap(swap_id, phrase, partial(self._undo_step, swap_id, stands, taker))

    def _offer_swap(self, swap_id: SwapId, phrase: str, take_back: Callable[[], None]) -> None:
        self._offer(phrase, {"number": self.swap(swap_id).number}, take_back)

    def _undo_step(self, swap_id: SwapId, stands: SwapState, taker: VolunteerId | None) -> None:
        """Take the last step back; who takes the shift is again who took it before.

        Raises:
            Refused: when something else was said to the wish since.
        """
        with self._context.deed(*TOPICS):
            swap = store.swap(swap_id)
            if swap is None or swap.state is not stands:
                raise Refused([Problem("swap", N_("Something else was said to it since."))])
            if swap.other_assignment_id is None:
                store.set_taker(swap_id, taker)
            self._keep_step(swap_id, SwapMove.UNDO, "")

    def _rows(self, swap: NewSwap | Swap) -> list[Assignment]:
        wanted = [each for each in (swap.assignment_id, swap.other_assignment_id) if each]
        return list(assignments.by_ids(wanted).values())

    def _facts_of(self, swap: NewSwap | Swap) -> RosterFacts:
        """Return the facts around the shifts of a wish.

        Raises:
            Refused: where its rows are not there, or their shifts were taken out.
        """
        rows = self._rows(swap)
        if not rows:
            raise Refused([Problem("assignment", N_("There is no such row on the roster."))])
        return self._facts_around(self.shift(row.shift_id).day for row in rows)

    def _as_shown(self, found: list[Swap], now: int) -> list[Swap]:
        ids = [each for swap in found for each in (swap.assignment_id, swap.other_assignment_id)]
        known = assignments.by_ids(each for each in ids if each is not None)
        return [replace(swap, state=_shown(swap, known, now)) for swap in found]


def _shown(swap: Swap, known: Mapping[AssignmentId, Assignment], now: int) -> SwapState:
    legs = (swap.assignment_id, swap.other_assignment_id)
    rows = [known[each] for each in legs if each is not None and each in known]
    starts = min(row.starts for row in rows)
    return shown_state(swap.state, starts, now, is_gone=_is_gone(rows))


def _is_gone(rows: Iterable[Assignment]) -> bool:
    """Tell whether a place of a wish is there no more, or somebody came to it already."""
    return any(row.state not in HANDED_OVER for row in rows)
