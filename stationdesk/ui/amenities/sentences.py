"""How amenities, their due work and their faults are told in a few words on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.amenity_kinds import AGENT_WORDS, CAPACITY_WORDS, KIND
from stationdesk.domain.extinguishers import extinguisher_dates
from stationdesk.domain.faults import FaultState
from stationdesk.domain.upkeep import Answer, Due, DueState, Purpose, Verdict
from stationdesk.i18n import N_, _
from stationdesk.listings.upkeep import yuan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from stationdesk.domain.amenities import Amenity
    from stationdesk.domain.amenity_register import AmenityLine
    from stationdesk.domain.faults import Fault
    from stationdesk.domain.outages import Outage
    from stationdesk.domain.upkeep_lines import RunLine

NEXT_STEP_WORDS = {
    FaultState.REPORTED: N_("Start the repair"),
    FaultState.REPAIRING: N_("Repair done"),
    FaultState.TO_ACCEPT: N_("Accept the repair"),
}
"""The step that follows each state of an open fault."""

SHORT_STEP_WORDS = {
    FaultState.REPORTED: N_("Repair"),
    FaultState.REPAIRING: N_("Finish"),
    FaultState.TO_ACCEPT: N_("Accept"),
}
"""The same, as short as the verb of a row has to be."""

STEP_DONE_WORDS = {
    FaultState.REPORTED: N_("Fault was reported"),
    FaultState.REPAIRING: N_("Repair was begun"),
    FaultState.TO_ACCEPT: N_("Repair was done"),
    FaultState.CLOSED: N_("Repair was accepted"),
}

VERDICT_SIGNS = {Verdict.YES: "✓", Verdict.NO: "×", Verdict.NOT_APPLICABLE: "–"}


def moment_words(moment: datetime) -> str:
    """Return a local minute."""
    return f"{moment:%Y-%m-%d %H:%M}"


def pieces_out_words(outage: Outage) -> str:
    """Return how many pieces a stoppage concerns."""
    return _("all pieces") if outage.pieces is None else str(outage.pieces)


def answer_words(answer: Answer) -> str:
    """Return a line of a checklist with its answer, and what was wrong."""
    told = f"{VERDICT_SIGNS[answer.verdict]} {answer.line}"
    return _("{line} ({note})").format(line=told, note=answer.note) if answer.note else told


def due_words(due: Due) -> str:
    """Return how far a due day is: “overdue by 3 days”, “due today”, “in 5 days”."""
    if due.state is DueState.OVERDUE:
        return _("overdue by {count} days").format(count=-due.days)
    if due.days == 0:
        return _("due today")
    return _("in {count} days").format(count=due.days)


def place_words(amenity: Amenity) -> str:
    """Return code, kind and place of an amenity in one line."""
    place = amenity.place.name if amenity.place else ""
    return " · ".join(part for part in (amenity.code, _(KIND[amenity.kind].word), place) if part)


def amenity_words(amenity: Amenity) -> str:
    """Return how an amenity stands in a list of choices: name and code."""
    return f"{amenity.name}  {amenity.code}"


def amenity_facts(line: AmenityLine, runs: Iterable[RunLine], today: date) -> list[tuple[str, str]]:
    """Return what is known of an amenity, empty facts left out."""
    amenity = line.amenity
    facts = [
        (_("Model"), amenity.model),
        (_("Serial no."), amenity.serial_no),
        (_("Keeper"), amenity.keeper),
        (_("In use since"), str(amenity.since_told)),
        (_("Warranty"), _warranty(amenity, today)),
        *_capacity(amenity),
        *_extinguisher(amenity, runs),
        (_("Note"), amenity.note),
        (_("Retired on"), str(amenity.retired_on or "")),
        (_("Reason to retire"), amenity.retire_reason if amenity.retired_on else ""),
    ]
    return [fact for fact in facts if fact[1]]


def fault_facts(fault: Fault) -> list[tuple[str, str]]:
    """Return what is known of a fault beside its steps, empty facts left out."""
    outage = fault.open_outage
    since = moment_words(outage.started_at) if outage else ""
    facts = [
        (_("Reported on"), f"{fault.reported_on} {fault.reported_by}"),
        (_("Out of use from"), since),
        (_("Pieces concerned"), pieces_out_words(outage) if outage else ""),
        (_("Cost (yuan)"), yuan(fault.cost_fen)),
        (_("Found by"), _("an upkeep run") if fault.origin.startswith("run ") else ""),
    ]
    return [fact for fact in facts if fact[1]]


def _warranty(amenity: Amenity, today: date) -> str:
    last = amenity.warranty_until
    if last is None:
        return ""
    return str(last) if today <= last else _("{day} (over)").format(day=last)


def _capacity(amenity: Amenity) -> list[tuple[str, str]]:
    unit = KIND[amenity.kind].capacity_unit
    if unit is None or amenity.capacity is None:
        return []
    told = str(amenity.capacity)
    if amenity.pieces > 1:
        whole = amenity.capacity * amenity.pieces
        told = _("{one}, {whole} in all").format(one=amenity.capacity, whole=whole)
    return [(_(CAPACITY_WORDS[unit]), told)]


def _extinguisher(amenity: Amenity, runs: Iterable[RunLine]) -> list[tuple[str, str]]:
    """Return filling, make, next service and scrap day; nothing for other kinds."""
    facts = [
        (_("Filling"), _(AGENT_WORDS[amenity.agent]) if amenity.agent else ""),
        (_("Made on"), str(amenity.made_on or "")),
    ]
    if amenity.agent is None or amenity.made_on is None:
        return facts
    serviced = [
        each.run.done_on
        for each in runs
        if each.plan.purpose is Purpose.SERVICE and not (each.run.skipped or each.run.voided)
    ]
    dates = extinguisher_dates(amenity.agent, amenity.made_on, serviced)
    return [
        *facts,
        (_("Next servicing"), str(dates.next_service_on or _("none before it is scrap"))),
        (_("Scrap from"), str(dates.scrap_on)),
    ]
