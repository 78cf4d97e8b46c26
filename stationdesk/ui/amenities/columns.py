"""Which columns of the listings this page shows, in which order and how wide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from stationdesk.domain.upkeep import PURPOSE_WORDS, Due
from stationdesk.i18n import N_, _
from stationdesk.listings import amenities as register
from stationdesk.listings import upkeep
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.ui.amenities.sentences import moment_words, pieces_out_words

if TYPE_CHECKING:
    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.amenity_register import AmenityLine
    from stationdesk.domain.outages import Outage
    from stationdesk.domain.upkeep import Plan
    from stationdesk.domain.upkeep_lines import AvailabilityLine, DueLine, FaultLine, RunLine

Record = TypeVar("Record")

ENDED = Mark(N_("Plan ended"), Tone.NEUTRAL)


def chosen(
    columns: tuple[Column[Record], ...], *keys: str, grows: tuple[str, ...], **widths: int
) -> tuple[Column[Record], ...]:
    """Return the columns of ``keys`` in that order, some of them with another width."""
    known = {column.key: column for column in columns}
    return tuple(
        replace(known[key], width=widths.get(key, known[key].width), grows=key in grows)
        for key in keys
    )


class PlanLine:
    """A plan with what it wants next; ``due`` is None for a plan that has ended."""

    def __init__(self, plan: Plan, due: Due | None) -> None:
        self.plan = plan
        self.due = due


def _place(amenity: Amenity) -> str:
    return amenity.place.name if amenity.place else ""


def _plan_mark(line: PlanLine) -> Mark:
    return upkeep.due_mark(line.due.state) if line.due else ENDED


REGISTER: tuple[Column[AmenityLine], ...] = chosen(
    register.REGISTER,
    *("code", "name", "kind", "pieces", "state", "place", "keeper", "due_on", "availability"),
    grows=("name",),
    state=8,
    code=5,
)
REGISTER_FOLDS = ("availability", "kind", "keeper", "code", "place")
"""What the register can do without in a narrow window, the first before the others."""

DUE: tuple[Column[DueLine], ...] = (
    *chosen(upkeep.DUE, "due_on", "state", "name", "task", grows=("name", "task"), state=7),
    Column("place", N_("Where it stands"), Kind.TEXT, lambda line: _place(line.amenity), 5),
    *chosen(upkeep.DUE, "rhythm", "missed", "keeper", grows=()),
)
DUE_FOLDS = ("keeper", "rhythm", "missed", "place")

FAULTS: tuple[Column[FaultLine], ...] = chosen(
    upkeep.FAULTS,
    *("number", "reported_on", "name", "description", "severity", "state", "reported_by", "cost"),
    grows=("name", "description"),
    number=7,
    severity=6,
    state=9,
)
FAULT_FOLDS = ("cost", "reported_by", "number", "severity")

RUNS: tuple[Column[RunLine], ...] = chosen(
    upkeep.RUNS,
    *("done_on", "due_on", "name", "task", "result", "found", "done_by", "cost"),
    grows=("name", "task", "found"),
)
RUN_FOLDS = ("due_on", "cost", "done_by")

PLANS: tuple[Column[PlanLine], ...] = (
    Column("task", N_("Task"), Kind.TEXT, lambda line: line.plan.task, 10, grows=True),
    Column(
        "purpose",
        N_("Kind of upkeep"),
        Kind.TEXT,
        lambda line: _(PURPOSE_WORDS[line.plan.purpose]),
        4,
    ),
    Column(
        "rhythm",
        N_("Upkeep interval"),
        Kind.TEXT,
        lambda line: register.rhythm_words(line.plan),
        5,
    ),
    Column(
        "due_on",
        N_("Next upkeep"),
        Kind.DAY,
        lambda line: line.due.due_on if line.due else None,
        6,
    ),
    Column("state", N_("Condition"), Kind.STATE, _plan_mark, 6),
)

AVAILABILITY: tuple[Column[AvailabilityLine], ...] = chosen(
    upkeep.AVAILABILITY,
    *("code", "name", "pieces", "outage_minutes", "partly_minutes", "percent"),
    grows=("name",),
)

OUTAGES: tuple[Column[Outage], ...] = (
    Column(
        "started_at",
        N_("Out of use from"),
        Kind.TEXT,
        lambda each: moment_words(each.started_at),
        9,
    ),
    Column(
        "ended_at",
        N_("Usable again from"),
        Kind.TEXT,
        lambda each: moment_words(each.ended_at) if each.ended_at else _("still out of use"),
        9,
    ),
    Column("pieces", N_("Pieces concerned"), Kind.TEXT, pieces_out_words, 5),
    Column(
        "reason", N_("Reason of the outage"), Kind.TEXT, lambda each: each.reason, 12, grows=True
    ),
)
