"""The columns of the amenity register (设施设备台账)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.amenity_kinds import KIND
from stationdesk.domain.amenity_register import STATE_WORDS, AmenityLine, AmenityState
from stationdesk.domain.faults import FAULT_STATE_WORDS
from stationdesk.domain.periods import EVERY_WORDS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.upkeep import Plan

TONES = {
    AmenityState.OUT_OF_USE: Tone.BAD,
    AmenityState.REPAIRING: Tone.BAD,
    AmenityState.TO_ACCEPT: Tone.WARNING,
    AmenityState.PARTLY: Tone.WARNING,
    AmenityState.FAULTY: Tone.WARNING,
    AmenityState.OVERDUE: Tone.WARNING,
    AmenityState.CHECK_DUE: Tone.INFO,
    AmenityState.NOT_YET: Tone.NEUTRAL,
    AmenityState.NORMAL: Tone.GOOD,
    AmenityState.RETIRED: Tone.NEUTRAL,
}


def amenity_mark(state: AmenityState) -> Mark:
    """Return how a line's state is shown."""
    return Mark(STATE_WORDS[state], TONES[state])


def rhythm_words(plan: Plan) -> str:
    """Return a plan's interval in the user's language: “every 30 days”, “monthly”."""
    one, several = EVERY_WORDS[plan.every_unit]
    return _(one) if plan.every == 1 else _(several).format(count=plan.every)


def _kind(line: AmenityLine) -> str:
    return _(KIND[line.amenity.kind].word)


def _place(line: AmenityLine) -> str:
    return line.amenity.place.name if line.amenity.place else ""


def _rhythm(line: AmenityLine) -> str:
    return rhythm_words(line.due.plan) if line.due else ""


def _due_on(line: AmenityLine) -> date | None:
    return line.due.due_on if line.due else None


def _state(line: AmenityLine) -> Mark:
    return amenity_mark(line.state)


def _availability(line: AmenityLine) -> float | None:
    return line.availability.percent if line.availability else None


def _repairs(line: AmenityLine) -> str:
    """Return the newest fault: when, what, and where it stands."""
    fault = line.last_fault
    if fault is None:
        return ""
    state = _(FAULT_STATE_WORDS[fault.state])
    told = f"{fault.steps[-1].on.isoformat()} {fault.description}"
    return _("{line} ({note})").format(line=told, note=state)


REGISTER: tuple[Column[AmenityLine], ...] = (
    Column("code", N_("Amenity code"), Kind.TEXT, lambda line: line.amenity.code, 5),
    Column("name", N_("Amenity"), Kind.TEXT, lambda line: line.amenity.name, 7, grows=True),
    Column("kind", N_("Kind of amenity"), Kind.TEXT, _kind, 6),
    Column("model", N_("Brand and model"), Kind.TEXT, lambda line: line.amenity.model, 7),
    Column("pieces", N_("Pieces"), Kind.COUNT, lambda line: line.amenity.pieces, 3),
    Column("working", N_("Working pieces"), Kind.COUNT, lambda line: line.working_pieces, 4),
    Column("since", N_("In service since"), Kind.DAY, lambda line: line.amenity.since_told, 6),
    Column("place", N_("Where it stands"), Kind.TEXT, _place, 5),
    Column("keeper", N_("Person in charge"), Kind.TEXT, lambda line: line.amenity.keeper, 4),
    Column("rhythm", N_("Upkeep interval"), Kind.TEXT, _rhythm, 5),
    Column("last_done_on", N_("Last upkeep"), Kind.DAY, lambda line: line.last_done_on, 6),
    Column("due_on", N_("Next upkeep"), Kind.DAY, _due_on, 6),
    Column("availability", N_("Availability, 30 days"), Kind.PERCENT, _availability, 5),
    Column("state", N_("Condition"), Kind.STATE, _state, 5),
    Column("repairs", N_("Repair record"), Kind.TEXT, _repairs, 12, grows=True),
)
"""The whole register, as the screen and the workbook show it."""

PAPER = tuple(
    column for column in REGISTER if column.key not in ("kind", "working", "availability")
)
"""The printed ledger: 编号 名称 型号 数量 启用 位置 责任人 周期 上次 下次 状态 维修记录."""
