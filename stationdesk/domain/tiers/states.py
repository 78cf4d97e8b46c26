"""The state of a rule and of a service, and how several are told as one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable


class State(StrEnum):
    """How a service stands. Only MET, DUE_SOON and NOT_APPLICABLE count as offered."""

    MET = "met"
    DUE_SOON = "due_soon"
    NOT_MET = "not_met"
    NOT_CHECKED = "not_checked"
    NOT_APPLICABLE = "not_applicable"

    @property
    def counts(self) -> bool:
        """Tell whether a service in this state counts towards a tier."""
        return self in (State.MET, State.DUE_SOON, State.NOT_APPLICABLE)


STATE_WORDS: dict[State, str] = {
    State.MET: N_("Met"),
    State.DUE_SOON: N_("Met, ending soon"),
    State.NOT_MET: N_("Not met"),
    State.NOT_CHECKED: N_("Not checked"),
    State.NOT_APPLICABLE: N_("Not applicable"),
}

_WORST_FIRST = (State.NOT_MET, State.NOT_CHECKED, State.DUE_SOON, State.MET)
_BEST_FIRST = (State.MET, State.DUE_SOON, State.NOT_CHECKED, State.NOT_MET)
_FROM_BAD_TO_GOOD = (
    State.NOT_MET,
    State.NOT_CHECKED,
    State.DUE_SOON,
    State.NOT_APPLICABLE,
    State.MET,
)


def worst(states: Iterable[State]) -> State:
    """Return the state of a service all of whose rules must hold; met where it has none."""
    return min(states, key=_WORST_FIRST.index, default=State.MET)


def best(states: Iterable[State]) -> State:
    """Return the state of a rule one of whose alternatives is enough.

    Not checked beats not met: what nobody looked at may still be there.
    """
    return min(states, key=_BEST_FIRST.index, default=State.NOT_CHECKED)


def goodness(state: State) -> int:
    """Return where ``state`` stands from bad (0) to good."""
    return _FROM_BAD_TO_GOOD.index(state)
