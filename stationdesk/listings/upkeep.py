"""The columns of what is due, what was done, what broke, and how long things were usable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.faults import FAULT_STATE_WORDS, SEVERITY_WORDS, FaultState, Severity
from stationdesk.domain.upkeep import (
    DUE_WORDS,
    PURPOSE_WORDS,
    RESULT_WORDS,
    DueState,
    RunResult,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.amenities import rhythm_words
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.upkeep_lines import AvailabilityLine, DueLine, FaultLine, RunLine

DUE_TONES = {
    DueState.OVERDUE: Tone.BAD,
    DueState.TODAY: Tone.WARNING,
    DueState.SOON: Tone.INFO,
    DueState.LATER: Tone.GOOD,
}
RESULT_TONES = {
    RunResult.NORMAL: Tone.GOOD,
    RunResult.ATTENTION: Tone.WARNING,
    RunResult.ABNORMAL: Tone.BAD,
    RunResult.SKIPPED: Tone.NEUTRAL,
}
FAULT_TONES = {
    FaultState.REPORTED: Tone.BAD,
    FaultState.REPAIRING: Tone.WARNING,
    FaultState.TO_ACCEPT: Tone.INFO,
    FaultState.CLOSED: Tone.GOOD,
}
SEVERITY_TONES = {
    Severity.MINOR: Tone.INFO,
    Severity.SERIOUS: Tone.WARNING,
    Severity.DANGER: Tone.BAD,
}
VOIDED = Mark(N_("Voided"), Tone.NEUTRAL)


def due_mark(state: DueState) -> Mark:
    """Return how near a due day is, as shown."""
    return Mark(DUE_WORDS[state], DUE_TONES[state])


def result_mark(result: RunResult) -> Mark:
    """Return what a run found, as shown."""
    return Mark(RESULT_WORDS[result], RESULT_TONES[result])


def fault_mark(state: FaultState) -> Mark:
    """Return where a fault stands, as shown."""
    return Mark(FAULT_STATE_WORDS[state], FAULT_TONES[state])


def severity_mark(severity: Severity) -> Mark:
    """Return how bad a fault is, as shown."""
    return Mark(SEVERITY_WORDS[severity], SEVERITY_TONES[severity])


def yuan(fen: int) -> str:
    """Return a sum in yuan with two decimals, nothing for no cost."""
    return f"{fen // 100}.{fen % 100:02d}" if fen else ""


def _place(amenity: Amenity) -> str:
    return amenity.place.name if amenity.place else ""


def _found(line: RunLine) -> str:
    """Return the note of a run with the checklist lines that were not in order."""
    wrong = [
        _("{sentence}: {note}").format(sentence=answer.line, note=answer.note)
        if answer.note
        else answer.line
        for answer in line.run.answers
        if answer.verdict == "no"
    ]
    return _("; ").join([*filter(None, [line.run.reason]), *wrong])


def _run_mark(line: RunLine) -> Mark:
    return VOIDED if line.run.voided else result_mark(line.run.result)


def _out_of_use(line: FaultLine) -> str:
    outage = line.fault.open_outage
    if outage is None:
        return ""
    return _("Out of use since {moment}").format(moment=f"{outage.started_at:%Y-%m-%d %H:%M}")


DUE: tuple[Column[DueLine], ...] = (
    Column("due_on", N_("Due on"), Kind.DAY, lambda line: line.due.due_on, 6),
    Column("state", N_("Condition"), Kind.STATE, lambda line: due_mark(line.due.state), 5),
    Column("code", N_("Amenity code"), Kind.TEXT, lambda line: line.amenity.code, 5),
    Column("name", N_("Amenity"), Kind.TEXT, lambda line: line.amenity.name, 7),
    Column("task", N_("Task"), Kind.TEXT, lambda line: line.due.plan.task, 12, grows=True),
    Column(
        "purpose",
        N_("Kind of upkeep"),
        Kind.TEXT,
        lambda line: _(PURPOSE_WORDS[line.due.plan.purpose]),
        5,
    ),
    Column("rhythm", N_("Upkeep interval"), Kind.TEXT, lambda e: rhythm_words(e.due.plan), 5),
    Column("days", N_("Days left"), Kind.COUNT, lambda line: line.due.days, 4),
    Column("missed", N_("Times missed"), Kind.COUNT, lambda line: line.due.missed, 4),
    Column("place", N_("Where it stands"), Kind.TEXT, lambda line: _place(line.amenity), 5),
    Column("keeper", N_("Person in charge"), Kind.TEXT, lambda line: line.amenity.keeper, 4),
)
"""What wants work."""

RUNS: tuple[Column[RunLine], ...] = (
    Column("done_on", N_("Done on"), Kind.DAY, lambda line: line.run.done_on, 6),
    Column("due_on", N_("Due on"), Kind.DAY, lambda line: line.run.due_on, 6),
    Column("code", N_("Amenity code"), Kind.TEXT, lambda line: line.amenity.code, 5),
    Column("name", N_("Amenity"), Kind.TEXT, lambda line: line.amenity.name, 7),
    Column("task", N_("Task"), Kind.TEXT, lambda line: line.plan.task, 10, grows=True),
    Column("result", N_("Finding of the work"), Kind.STATE, _run_mark, 5),
    Column("found", N_("What was found"), Kind.TEXT, _found, 10, grows=True),
    Column("done_by", N_("Done by"), Kind.TEXT, lambda line: line.run.done_by, 4),
    Column("cost", N_("Cost (yuan)"), Kind.TEXT, lambda line: yuan(line.run.cost_fen), 4),
)
"""What was done, or skipped."""

FAULTS: tuple[Column[FaultLine], ...] = (
    Column("number", N_("Fault number"), Kind.TEXT, lambda line: line.fault.number, 6),
    Column("reported_on", N_("Reported on"), Kind.DAY, lambda line: line.fault.reported_on, 6),
    Column("code", N_("Amenity code"), Kind.TEXT, lambda line: line.amenity.code, 5),
    Column("name", N_("Amenity"), Kind.TEXT, lambda line: line.amenity.name, 7),
    Column(
        "description",
        N_("Description of the fault"),
        Kind.TEXT,
        lambda line: line.fault.description,
        12,
        grows=True,
    ),
    Column(
        "severity", N_("Severity"), Kind.STATE, lambda line: severity_mark(line.fault.severity), 5
    ),
    Column("state", N_("Progress"), Kind.STATE, lambda line: fault_mark(line.fault.state), 5),
    Column("out_of_use", N_("Stoppage"), Kind.TEXT, _out_of_use, 8),
    Column("reported_by", N_("Reported by"), Kind.TEXT, lambda e: e.fault.reported_by, 4),
    Column("closed_on", N_("Accepted on"), Kind.DAY, lambda line: line.fault.closed_on, 6),
    Column("cost", N_("Cost (yuan)"), Kind.TEXT, lambda line: yuan(line.fault.cost_fen), 4),
)
"""What broke, and how far its repair is."""

AVAILABILITY: tuple[Column[AvailabilityLine], ...] = (
    Column("code", N_("Amenity code"), Kind.TEXT, lambda line: line.amenity.code, 5),
    Column("name", N_("Amenity"), Kind.TEXT, lambda line: line.amenity.name, 8, grows=True),
    Column("pieces", N_("Pieces"), Kind.COUNT, lambda line: line.amenity.pieces, 3),
    Column(
        "open_minutes",
        N_("Minutes of opening"),
        Kind.COUNT,
        lambda line: line.availability.open_minutes,
        6,
    ),
    Column(
        "outage_minutes",
        N_("Minutes out of use"),
        Kind.COUNT,
        lambda line: line.availability.outage_minutes,
        6,
    ),
    Column(
        "partly_minutes",
        N_("Minutes partly out of use"),
        Kind.COUNT,
        lambda line: line.availability.partly_minutes,
        6,
    ),
    Column("percent", N_("Availability"), Kind.PERCENT, lambda line: line.availability.percent, 5),
)
"""How long each amenity could be used over its opening time."""
