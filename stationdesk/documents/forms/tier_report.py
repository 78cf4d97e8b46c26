"""What a tier report tells, taken from an assessment of today or from a signed one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.tiers.assess import next_tier
from stationdesk.domain.tiers.standard import TIER_WORDS
from stationdesk.domain.tiers.states import STATE_WORDS, State
from stationdesk.i18n import _
from stationdesk.listings.columns import Mark, Tone
from stationdesk.listings.tiers import EVIDENCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.forecast import ForecastStep
    from stationdesk.domain.tiers.snapshot import SignedFinding, Snapshot

TONES: dict[State, Tone] = {
    State.MET: Tone.GOOD,
    State.DUE_SOON: Tone.WARNING,
    State.NOT_MET: Tone.BAD,
    State.NOT_CHECKED: Tone.NEUTRAL,
    State.NOT_APPLICABLE: Tone.INFO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportItem:
    """One service of the standard in the words of the report."""

    code: str
    name: str
    tier: int
    stated: bool
    source: str
    state: State
    states: Mapping[int, State]
    required: str
    found: str
    todo: str
    reason: str
    until: date | None
    checked_on: date | None
    checked_by: str
    evidence: tuple[tuple[str, str], ...]
    """The kind of each record, in words, and what it says."""

    @property
    def mark(self) -> Mark:
        """Return the state as it is shown."""
        return Mark(STATE_WORDS[self.state], TONES[self.state])

    @property
    def basis(self) -> str:
        """Return whether the source names the service or the standard infers it."""
        return _("Stated by the source") if self.stated else _("Inferred by the standard")

    @property
    def remark(self) -> str:
        """Return why the service does not apply, or who checked it and when."""
        if self.reason:
            return self.reason
        if self.checked_on is None:
            return ""
        phrase = _("Checked by {person} on {day}") if self.checked_by else _("Checked on {day}")
        return phrase.format(person=self.checked_by, day=self.checked_on.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStep:
    """A change of tier to come, and through which services."""

    day: date
    tier_from: int | None
    tier_to: int | None
    causes: tuple[str, ...]
    todos: tuple[str, ...]

    @property
    def lost(self) -> bool:
        """Tell whether the step leads down."""
        return (self.tier_to or 4) > (self.tier_from or 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class TierReport:
    """An assessment in the words of the report; ``missing`` is what keeps it from the next tier."""

    on: date
    standard_title: str
    standard_version: str
    standard_source: str
    standard_note: str
    attained: int | None
    applied_for: int | None
    counts: Mapping[int, tuple[int, int]]
    items: tuple[ReportItem, ...]
    steps: tuple[ReportStep, ...]
    missing: tuple[ReportItem, ...]
    routine_steps: tuple[ReportStep, ...] | None = None
    """The forecast if the usual checks go on; None where it was not computed."""
    assessor: str = ""

    @property
    def wanted(self) -> int | None:
        """Return the tier that is aimed at: the one applied for, else the next one."""
        if self.applied_for is not None and not self.attains(self.applied_for):
            return self.applied_for
        return next_tier(self.attained)

    def attains(self, tier: int) -> bool:
        """Tell whether ``tier`` or a higher one is attained."""
        return self.attained is not None and self.attained <= tier


def tier_words(tier: int | None) -> str:
    """Return a tier as it is called, “二级”."""
    return _(TIER_WORDS[tier])


def report_of(
    assessment: Assessment,
    steps: Sequence[ForecastStep],
    missing: Sequence[Finding],
    routine_steps: Sequence[ForecastStep] | None = None,
) -> TierReport:
    """Return the report of an assessment.

    ``steps`` foretell the tier if nothing is recorded any more, ``routine_steps`` if the usual
    checks go on (None: not told). ``missing`` are the findings that keep the station from the
    tier it wants next, by that tier's amounts (``domain.tiers.assess.missing_for``).
    """
    standard = assessment.standard
    return TierReport(
        on=assessment.on,
        standard_title=str(standard.title),
        standard_version=standard.version,
        standard_source=str(standard.source),
        standard_note=str(standard.note),
        attained=assessment.attained,
        applied_for=assessment.applied_for,
        counts={tier: assessment.counts(tier) for tier in standard.tiers},
        items=tuple(map(_item, assessment.findings)),
        steps=tuple(map(_step, steps)),
        missing=tuple(map(_item, missing)),
        routine_steps=None if routine_steps is None else tuple(map(_step, routine_steps)),
    )


def report_of_signed(snapshot: Snapshot) -> TierReport:
    """Return the report of a signed assessment, as it was on the day of signing."""
    items = tuple(map(_signed_item, snapshot.findings))
    tiers = sorted({tier for item in items for tier in item.states}, reverse=True)
    wanted = snapshot.applied_for or next_tier(snapshot.attained)
    return TierReport(
        on=snapshot.on,
        standard_title=str(snapshot.standard_title),
        standard_version=snapshot.standard_version,
        standard_source=str(snapshot.standard_source),
        standard_note=str(snapshot.standard_note),
        attained=snapshot.attained,
        applied_for=snapshot.applied_for,
        counts={tier: snapshot.counts(tier) for tier in tiers},
        items=items,
        steps=tuple(
            ReportStep(
                day=step.day,
                tier_from=step.tier_from,
                tier_to=step.tier_to,
                causes=tuple(map(str, step.names)),
                todos=(),
            )
            for step in snapshot.forecast
        ),
        missing=tuple(
            item for item in items if wanted in item.states and not item.states[wanted or 0].counts
        ),
        assessor=snapshot.assessor,
    )


def _item(finding: Finding) -> ReportItem:
    criterion = finding.criterion
    return _told(
        finding,
        code=criterion.code,
        name=str(criterion.name),
        tier=criterion.tier,
        stated=criterion.stated,
        source=str(criterion.source),
    )


def _signed_item(finding: SignedFinding) -> ReportItem:
    return _told(
        finding,
        code=finding.code,
        name=str(finding.name),
        tier=finding.tier,
        stated=finding.stated,
        source=str(finding.source),
    )


def _told(
    finding: Finding | SignedFinding, *, code: str, name: str, tier: int, stated: bool, source: str
) -> ReportItem:
    """Return what a finding says; what its criterion says comes with it."""
    return ReportItem(
        code=code,
        name=name,
        tier=tier,
        stated=stated,
        source=source,
        state=finding.state,
        states=finding.states,
        required=str(finding.required),
        found=str(finding.found),
        todo=str(finding.todo or ""),
        reason=str(finding.reason or ""),
        until=finding.until,
        checked_on=finding.checked_on,
        checked_by=finding.checked_by,
        evidence=tuple((_kind(one.what), str(one.text)) for one in finding.evidence),
    )


def _step(step: ForecastStep) -> ReportStep:
    return ReportStep(
        day=step.day,
        tier_from=step.tier_from,
        tier_to=step.tier_to,
        causes=tuple(str(finding.criterion.name) for finding in step.because),
        todos=tuple(str(finding.todo) for finding in step.because if finding.todo),
    )


def _kind(what: str) -> str:
    return _(EVIDENCE_WORDS.get(what, what))
