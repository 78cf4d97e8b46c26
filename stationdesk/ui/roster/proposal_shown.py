"""A proposal in words: who comes, who goes, and person by person why holes are left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from stationdesk.domain.roster.rules import RULE_WORDS
from stationdesk.domain.roster.shifts import day_and_minute
from stationdesk.domain.tiers.phrases import Phrase
from stationdesk.i18n import _
from stationdesk.listings.columns import Tone
from stationdesk.ui.roster.words import head_day, hole_line, person_breach, place_words
from stationdesk.ui.widgets.told_rows import Told

if TYPE_CHECKING:
    from stationdesk.domain.ids import AssignmentId, ShiftId, VolunteerId
    from stationdesk.domain.roster.cover_rules import Hole
    from stationdesk.domain.roster.explaining import Against
    from stationdesk.domain.roster.facts import RosterFacts
    from stationdesk.domain.roster.rules import Breach

MOST_EXPLAINED = 8


class FoundProposal(Protocol):
    """What the planner brings home, as far as it is shown."""

    @property
    def added(self) -> tuple[tuple[ShiftId, VolunteerId], ...]:
        """Who would come where."""

    @property
    def removed(self) -> tuple[AssignmentId, ...]:
        """Which rows would go."""

    @property
    def holes_left(self) -> tuple[Hole, ...]:
        """What would still not be covered."""

    @property
    def explanations(self) -> tuple[tuple[Hole, tuple[Against, ...]], ...]:
        """Of each such hole what keeps each person out."""

    @property
    def warnings(self) -> tuple[Breach, ...]:
        """Rules that warn and would be broken: accepting asks for a reason."""

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""

    @property
    def gap(self) -> float:
        """The largest share that may still be saved."""

    @property
    def seconds(self) -> float:
        """How long it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTold:
    """What a proposal does, ready to be read."""

    summary: str
    hint: str
    added: tuple[Told, ...]
    removed: tuple[Told, ...]
    holes: tuple[Told, ...]
    warnings: tuple[Told, ...]

    def parts(self) -> list[tuple[str, tuple[Told, ...]]]:
        """Return the lists under their headings; what is left open comes first."""
        all_parts = (
            (_("Holes that are left"), self.holes),
            (_("Warnings: accepting asks for a reason"), self.warnings),
            (_("Would be put in"), self.added),
            (_("Would be taken out"), self.removed),
        )
        return [(f"{heading} · {len(told)}", told) for heading, told in all_parts if told]


def told_of(facts: RosterFacts, proposal: FoundProposal) -> ProposalTold:
    """Return what a proposal does; ``facts`` are those it was made of."""
    added = [_added(facts, shift_id, who) for shift_id, who in proposal.added]
    rows = {row.id: row for row in facts.assignments}
    removed = [
        _added(facts, rows[each].shift_id, rows[each].volunteer_id)
        for each in proposal.removed
        if each in rows
    ]
    holes = _holes(facts, proposal)
    return ProposalTold(
        summary=_summary(len(added), len(removed), len(proposal.holes_left)),
        hint=_hint(proposal),
        added=tuple(sorted(added, key=lambda told: told.how)),
        removed=tuple(removed),
        holes=tuple(holes),
        warnings=tuple(
            Told(what=person_breach(each, facts), how=_(RULE_WORDS[each.rule]), tone=Tone.WARNING)
            for each in proposal.warnings
        ),
    )


def _summary(added: int, removed: int, holes: int) -> str:
    if not added and not removed:
        return _("Nothing can be bettered: nobody more fits, and no rule allows another way.")
    told = _("{added} places would be filled").format(added=added)
    if removed:
        told += _(", {removed} changed").format(removed=removed)
    if holes:
        return told + " · " + _("{count} holes are left, each explained").format(count=holes)
    return told + " · " + _("no hole is left")


def _hint(proposal: FoundProposal) -> str:
    told = _quality(proposal)
    if not proposal.warnings:
        return told
    warned = _("{count} warnings: accepting asks for a reason")
    return f"{warned.format(count=len(proposal.warnings))} · {told}"


def _quality(proposal: FoundProposal) -> str:
    seconds = f"{proposal.seconds:.1f}"
    if proposal.proven:
        return _("Proven: no roster is better. {seconds} s").format(seconds=seconds)
    percent = f"{100 * proposal.gap:.0f}"
    return _("At most {percent} % from the best there can be. {seconds} s").format(
        percent=percent, seconds=seconds
    )


def _added(facts: RosterFacts, shift_id: ShiftId, volunteer_id: VolunteerId) -> Told:
    shift = facts.shifts[shift_id]
    person = facts.people.get(volunteer_id)
    return Told(what=person.shown if person else "", how=place_words(shift))


def _holes(facts: RosterFacts, proposal: FoundProposal) -> list[Told]:
    told = []
    for hole, against in proposal.explanations:
        day = head_day(day_and_minute(hole.starts)[0])
        lines = [_against(facts, each) for each in against[:MOST_EXPLAINED]]
        if len(against) > MOST_EXPLAINED:
            lines.append(_("and {count} more").format(count=len(against) - MOST_EXPLAINED))
        what = f"{day} {hole_line(hole, facts)}"
        told.append(Told(what=what, how=hole.rule_name, tone=Tone.WARNING, note="\n".join(lines)))
    return told


def _against(facts: RosterFacts, each: Against) -> str:
    name = facts.people[each.volunteer_id].shown
    return _("{name} {clause}").format(name=name, clause=str(Phrase(each.phrase, each.values)))
