"""How a corrective action stands, worked out from its steps alone: they are the truth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.actions import LEADS_TO, ActionMove, ActionState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from stationdesk.domain.inspections.actions import Step


class OddSteps(ValueError):  # noqa: N818 - reads as what it tells: the steps are odd
    """Steps that no row of moves could have left behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What follows from the steps so far.

    ``claimed_by`` and ``verified_by`` are those of the claim and verdict in force; ``claimers``
    is everybody who ever said that it is done. An action without any live step is void.
    """

    state: ActionState = ActionState.VOID
    owner: str = ""
    measure: str = ""
    due_on: date | None = None
    first_due_on: date | None = None
    started_on: date | None = None
    claimed_by: str = ""
    claimed_on: date | None = None
    done_how: str = ""
    claimers: tuple[str, ...] = ()
    verified_by: str = ""
    verified_on: date | None = None
    rejections: int = 0
    extensions: int = 0
    last: Step | None = None

    def days_late(self, today: date) -> int:
        """Return by how many days it was claimed, or is not yet, after its day; 0 in time."""
        if self.due_on is None or self.state is ActionState.VOID:
            return 0
        return max(0, ((self.claimed_on or today) - self.due_on).days)


def replay(steps: Iterable[Step]) -> Standing:
    """Return how an action stands after ``steps``, which are in the order of their keeping.

    Raises:
        OddSteps: where a move is not one that its state allows.
    """
    standing = Standing()
    for step in live_steps(steps):
        standing = after(standing, step)
    return standing


def live_steps(steps: Iterable[Step]) -> list[Step]:
    """Return the steps that were not taken back, without those that took something back."""
    known = list(steps)
    undone = {step.undoes for step in known if step.undoes is not None}
    return [step for step in known if step.move is not ActionMove.UNDO and step.id not in undone]


def after(standing: Standing, step: Step) -> Standing:
    """Return how the action stands after one more step.

    Raises:
        OddSteps: where the move is not one that the state allows.
    """
    state = state_after(standing, step.move)
    if state is None:
        what = f"{step.move} in state {standing.state}"
        raise OddSteps(what)
    change = _CHANGES.get(step.move)
    changed = change(standing, step) if change else standing
    return replace(changed, state=state, last=step)


def state_after(standing: Standing, move: ActionMove) -> ActionState | None:
    """Return the state that ``move`` leads to, None where it cannot be made."""
    if move is ActionMove.OPEN:
        return ActionState.OPEN if standing.last is None else None
    if standing.last is None:
        return None
    return LEADS_TO.get(move, {}).get(standing.state)


def _open(standing: Standing, step: Step) -> Standing:
    return replace(
        standing,
        owner=step.person,
        measure=step.note,
        due_on=step.due_on,
        first_due_on=step.due_on,
    )


def _start(standing: Standing, step: Step) -> Standing:
    return replace(standing, started_on=step.on)


def _claim(standing: Standing, step: Step) -> Standing:
    return replace(
        standing,
        claimed_by=step.person,
        claimed_on=step.on,
        done_how=step.note,
        claimers=(*standing.claimers, step.person),
    )


def _verify(standing: Standing, step: Step) -> Standing:
    return replace(standing, verified_by=step.person, verified_on=step.on)


def _reject(standing: Standing, _step: Step) -> Standing:
    return replace(
        standing,
        claimed_by="",
        claimed_on=None,
        done_how="",
        rejections=standing.rejections + 1,
    )


def _extend(standing: Standing, step: Step) -> Standing:
    return replace(standing, due_on=step.due_on, extensions=standing.extensions + 1)


def _reopen(standing: Standing, step: Step) -> Standing:
    return replace(
        standing,
        due_on=step.due_on,
        claimed_by="",
        claimed_on=None,
        done_how="",
        verified_by="",
        verified_on=None,
    )


_CHANGES: dict[ActionMove, Callable[[Standing, Step], Standing]] = {
    ActionMove.OPEN: _open,
    ActionMove.START: _start,
    ActionMove.CLAIM: _claim,
    ActionMove.VERIFY: _verify,
    ActionMove.REJECT: _reject,
    ActionMove.EXTEND: _extend,
    ActionMove.REOPEN: _reopen,
}
"""What a move changes besides the state; a move not here changes nothing else."""
