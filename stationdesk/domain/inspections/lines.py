"""The lines of an inspection: what each item asks, what the records said, what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.frozen import (
    evidence_text,
    phrase_text,
    typed_text,
    words_text,
)
from stationdesk.domain.inspections.kinds import Result
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stationdesk.domain.ids import InspectionId, InspectionLineId
    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.snapshot import Said, SignedEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """An item added by hand. ``code`` is that of the standard, empty for an item outside it."""

    name: str
    required: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineText:
    """A line as it is kept when it is made; the texts are those of ``frozen``."""

    code: str
    name: str
    required: str
    found: str = ""
    suggested: Result = Result.UNCHECKED
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionLine:
    """One item of an inspection. Photos hang on entity ``inspection_line`` and ``uid``.

    ``required``, ``found``, ``suggested`` and ``evidence`` are what the records said when the
    inspection began, and stay so; ``result`` and ``note`` are what the inspectors saw.
    ``position`` counts from 1.
    """

    id: InspectionLineId
    uid: str
    inspection_id: InspectionId
    position: int
    code: str
    name: Words
    required: Said | None
    found: Said | None
    suggested: Result
    evidence: tuple[SignedEvidence, ...]
    result: Result
    note: str
    version: int

    @property
    def added(self) -> bool:
        """Tell whether the line was added by hand: no records speak of it."""
        return self.found is None

    @property
    def proved(self) -> bool:
        """Tell whether the records prove that the line is in order."""
        return self.suggested is Result.PASS


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an inspection is, and how it came out: the one place that counts its lines.

    ``score`` is the share of what was judged that is in order, 0 to 100; what is partly in order
    counts half (the program's own rule, no public one is known). None while a line is unchecked,
    and where nothing was judged: no inspection is at 100 % before it was made.
    """

    lines: int
    unchecked: int
    passed: int
    partial: int
    failed: int
    not_applicable: int

    @property
    def checked(self) -> int:
        """How many lines have a result."""
        return self.lines - self.unchecked

    @property
    def judged(self) -> int:
        """How many lines were found in order, partly or not."""
        return self.passed + self.partial + self.failed

    @property
    def wanting(self) -> int:
        """How many lines make a finding."""
        return self.partial + self.failed

    @property
    def score(self) -> float | None:
        """Return the share in order, 0 to 100; None where it cannot be told."""
        if self.unchecked or not self.judged:
            return None
        return 100.0 * (2 * self.passed + self.partial) / (2 * self.judged)


def progress_of(results: Iterable[Result]) -> Progress:
    """Count the results of an inspection's lines."""
    told = list(results)
    return Progress(
        lines=len(told),
        unchecked=told.count(Result.UNCHECKED),
        passed=told.count(Result.PASS),
        partial=told.count(Result.PARTIAL),
        failed=told.count(Result.FAIL),
        not_applicable=told.count(Result.NOT_APPLICABLE),
    )


def prefilled(assessment: Assessment, tier: int) -> list[LineText]:
    """Return a line for each service that ``tier`` requires, with what the records say of it."""
    return [
        LineText(
            code=finding.criterion.code,
            name=words_text(finding.criterion.name),
            required=phrase_text(finding.required),
            found=phrase_text(finding.found),
            suggested=suggested_for(finding),
            evidence=evidence_text(finding.evidence),
        )
        for finding in assessment.findings
        if finding.criterion.required_at(tier)
    ]


def added(wish: NewLine) -> LineText:
    """Return the line that a person adds."""
    name = wish.name.strip()
    return LineText(
        code=wish.code.strip(),
        name=words_text(Words(name, name)),
        required=typed_text(wish.required),
    )


def suggested_for(finding: Finding) -> Result:
    """Return what the records say of a service; nothing where they cannot tell.

    A service of which one rule is kept and another is not is partly in order.
    """
    if finding.state is State.NOT_MET:
        binding = (part.state for part in finding.rules if not part.rule.advisory)
        return Result.PARTIAL if any(state.counts for state in binding) else Result.FAIL
    return _SUGGESTED[finding.state]


_SUGGESTED = {
    State.MET: Result.PASS,
    State.DUE_SOON: Result.PASS,
    State.NOT_CHECKED: Result.UNCHECKED,
    State.NOT_APPLICABLE: Result.NOT_APPLICABLE,
}
