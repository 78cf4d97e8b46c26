"""The columns of tier compliance: findings, forecast, hand checks, signed assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.tiers.compare import CHANGE_WORDS, Change
from stationdesk.domain.tiers.phrases import Listed, Phrase
from stationdesk.domain.tiers.snapshot import title_of_standard
from stationdesk.domain.tiers.standard import TIER_WORDS
from stationdesk.domain.tiers.states import STATE_WORDS, State
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from stationdesk.domain.tiers.assess import Finding
    from stationdesk.domain.tiers.compare import ComparedItem
    from stationdesk.domain.tiers.evidence import Evidence
    from stationdesk.domain.tiers.forecast import ForecastStep
    from stationdesk.domain.tiers.records import (
        Exemption,
        HandCheckLine,
        SignedAssessment,
        StandardLine,
        SubjectLine,
    )
    from stationdesk.domain.tiers.snapshot import SignedEvidence, SignedFinding

STATE_TONES = {
    State.MET: Tone.GOOD,
    State.DUE_SOON: Tone.WARNING,
    State.NOT_MET: Tone.BAD,
    State.NOT_CHECKED: Tone.INFO,
    State.NOT_APPLICABLE: Tone.NEUTRAL,
}
CHANGE_TONES = {
    Change.BETTER: Tone.GOOD,
    Change.WORSE: Tone.BAD,
    Change.SAME: Tone.NEUTRAL,
    Change.ADDED: Tone.INFO,
    Change.REMOVED: Tone.INFO,
}
EVIDENCE_WORDS = {
    "amenity": N_("Amenity register"),
    "batch": N_("Stock ledger"),
    "required_set": N_("Required set"),
    "set_check": N_("Check of a required set"),
    "upkeep_plan": N_("Upkeep plan"),
    "plan_run": N_("Upkeep record"),
    "timetable": N_("Opening timetable"),
    "hand_check": N_("Check by hand"),
    "loan_kind": N_("Ledger of the lending desk"),
    "found_thing": N_("Ledger of lost property"),
    "desk_check": N_("Look through the things found"),
    "feedback_entry": N_("Entry of the feedback book"),
    "roster_period": N_("Published roster"),
    "shift": N_("Shift of the roster"),
    "volunteer": N_("Register of volunteers"),
    "exemption": N_("Approved exemption"),
}
"""What kind of record proves something, by ``Evidence.what``."""


def state_mark(state: State) -> Mark:
    """Return how a service's state is shown."""
    return Mark(STATE_WORDS[state], STATE_TONES[state])


def change_mark(change: Change) -> Mark:
    """Return how a change between two assessments is shown."""
    return Mark(CHANGE_WORDS[change], CHANGE_TONES[change])


def tier_words(tier: int | None) -> str:
    """Return the name of a tier in the user's language; None is below the lowest."""
    return _(TIER_WORDS[tier])


def passed_mark(line: HandCheckLine) -> Mark:
    """Return what a check by hand found."""
    if line.check.voided:
        return Mark(N_("Voided"), Tone.NEUTRAL)
    if line.check.passed:
        return Mark(N_("In order"), Tone.GOOD)
    return Mark(N_("Not in order"), Tone.BAD)


def evidence_words(evidence: tuple[Evidence, ...] | tuple[SignedEvidence, ...]) -> str:
    """Return what the records that prove a finding say, one after the other."""
    return str(Listed(tuple(one.text for one in evidence), N_("; ")))


def basis_words(stated: bool) -> str:
    """Return whether the source names the service or the standard infers it."""
    return _(N_("Stated by the source")) if stated else _(N_("Inferred (editable default)"))


def _said(phrase: object | None) -> str:
    return "" if phrase is None else str(phrase)


def _because(step: ForecastStep) -> str:
    return str(
        Listed(
            tuple(
                Phrase(
                    N_("{code} {name}: {found}"),
                    {
                        "code": one.criterion.code,
                        "name": one.criterion.name,
                        "found": one.found,
                    },
                )
                for one in step.because
            ),
            N_("; "),
        )
    )


def _subject_mark(line: SubjectLine) -> Mark:
    if line.newest is None:
        return Mark(N_("Never checked"), Tone.INFO)
    if not line.newest.passed:
        return Mark(N_("Not in order"), Tone.BAD)
    return Mark(N_("In order"), Tone.GOOD)


FINDINGS: tuple[Column[Finding], ...] = (
    Column("code", N_("Service no."), Kind.TEXT, lambda one: one.criterion.code, 5),
    Column("name", N_("Service"), Kind.TEXT, lambda one: str(one.criterion.name), 8),
    Column(
        "tier", N_("Required from"), Kind.TEXT, lambda one: tier_words(one.tier_required_for), 5
    ),
    Column("state", N_("Verdict"), Kind.STATE, lambda one: state_mark(one.state), 6),
    Column("required", N_("Required"), Kind.TEXT, lambda one: str(one.required), 16, grows=True),
    Column("found", N_("Found"), Kind.TEXT, lambda one: str(one.found), 16, grows=True),
    Column(
        "evidence", N_("Evidence"), Kind.TEXT, lambda one: evidence_words(one.evidence), 16, True
    ),
    Column("evidence_count", N_("Records"), Kind.COUNT, lambda one: len(one.evidence), 4),
    Column("until", N_("Met until"), Kind.DAY, lambda one: one.until, 7),
    Column("todo", N_("What to do"), Kind.TEXT, lambda one: _said(one.todo), 14, grows=True),
    Column("reason", N_("Why it does not apply"), Kind.TEXT, lambda one: _said(one.reason), 10),
    Column("checked_on", N_("Last checked on"), Kind.DAY, lambda one: one.checked_on, 7),
    Column("checked_by", N_("Last checked by"), Kind.TEXT, lambda one: one.checked_by, 5),
    Column("basis", N_("Basis"), Kind.TEXT, lambda one: basis_words(one.criterion.stated), 6),
    Column(
        "source", N_("Source of the rule"), Kind.TEXT, lambda one: str(one.criterion.source), 16
    ),
)
"""An assessment, one line a service; each column's key stands for ever."""

SIGNED_FINDINGS: tuple[Column[SignedFinding], ...] = (
    Column("code", N_("Service no."), Kind.TEXT, lambda one: one.code, 5),
    Column("name", N_("Service"), Kind.TEXT, lambda one: str(one.name), 8),
    Column("tier", N_("Required from"), Kind.TEXT, lambda one: tier_words(one.tier), 5),
    Column("state", N_("Verdict"), Kind.STATE, lambda one: state_mark(one.state), 6),
    Column("required", N_("Required"), Kind.TEXT, lambda one: str(one.required), 16, grows=True),
    Column("found", N_("Found"), Kind.TEXT, lambda one: str(one.found), 16, grows=True),
    Column(
        "evidence", N_("Evidence"), Kind.TEXT, lambda one: evidence_words(one.evidence), 16, True
    ),
    Column("evidence_count", N_("Records"), Kind.COUNT, lambda one: len(one.evidence), 4),
    Column("until", N_("Met until"), Kind.DAY, lambda one: one.until, 7),
    Column("todo", N_("What to do"), Kind.TEXT, lambda one: _said(one.todo), 14, grows=True),
    Column("reason", N_("Why it does not apply"), Kind.TEXT, lambda one: _said(one.reason), 10),
    Column("checked_on", N_("Last checked on"), Kind.DAY, lambda one: one.checked_on, 7),
    Column("checked_by", N_("Last checked by"), Kind.TEXT, lambda one: one.checked_by, 5),
    Column("basis", N_("Basis"), Kind.TEXT, lambda one: basis_words(one.stated), 6),
    Column("source", N_("Source of the rule"), Kind.TEXT, lambda one: str(one.source), 16),
)
"""A signed assessment, with the same columns."""

FORECAST: tuple[Column[ForecastStep], ...] = (
    Column("day", N_("From the day"), Kind.DAY, lambda step: step.day, 7),
    Column("from", N_("Tier before"), Kind.TEXT, lambda step: tier_words(step.tier_from), 5),
    Column("to", N_("Tier after"), Kind.TEXT, lambda step: tier_words(step.tier_to), 5),
    Column("because", N_("Through what"), Kind.TEXT, _because, 24, grows=True),
)
COMPARISON: tuple[Column[ComparedItem], ...] = (
    Column("code", N_("Service no."), Kind.TEXT, lambda item: item.code, 5),
    Column("name", N_("Service"), Kind.TEXT, lambda item: str(item.name), 8),
    Column("change", N_("Change"), Kind.STATE, lambda item: change_mark(item.change), 6),
    Column(
        "before",
        N_("Verdict before"),
        Kind.STATE,
        lambda item: state_mark(item.before) if item.before else None,
        6,
    ),
    Column(
        "after",
        N_("Verdict after"),
        Kind.STATE,
        lambda item: state_mark(item.after) if item.after else None,
        6,
    ),
    Column("what", N_("What changed"), Kind.TEXT, lambda item: str(item.what), 24, grows=True),
)
ASSESSMENTS: tuple[Column[SignedAssessment], ...] = (
    Column("number", N_("Assessment no."), Kind.TEXT, lambda one: one.number, 9),
    Column("on", N_("Assessed for the day"), Kind.DAY, lambda one: one.on, 7),
    Column("attained", N_("Tier attained"), Kind.TEXT, lambda one: tier_words(one.attained), 5),
    Column(
        "applied_for", N_("Tier applied for"), Kind.TEXT, lambda one: tier_words(one.applied_for), 5
    ),
    Column(
        "standard",
        N_("By the standard"),
        Kind.TEXT,
        lambda one: f"{title_of_standard(one.text) or one.standard_key} {one.standard_version}",
        12,
        grows=True,
    ),
    Column("assessor", N_("Assessor"), Kind.TEXT, lambda one: one.assessor, 6),
    Column("recorded_at", N_("Signed at"), Kind.TEXT, lambda one: one.recorded_at[:16], 9),
)
HAND_CHECKS: tuple[Column[HandCheckLine], ...] = (
    Column("on", N_("Checked on"), Kind.DAY, lambda line: line.check.on, 7),
    Column("subject", N_("What was checked"), Kind.TEXT, lambda line: str(line.name), 10, True),
    Column("result", N_("Result of the check"), Kind.STATE, passed_mark, 5),
    Column("amount", N_("Counted"), Kind.COUNT, lambda line: line.check.amount, 4),
    Column("unit", N_("Unit counted"), Kind.TEXT, lambda line: str(line.unit), 4),
    Column("checked_by", N_("Checked by"), Kind.TEXT, lambda line: line.check.checked_by, 5),
    Column("note", N_("Note on the check"), Kind.TEXT, lambda line: line.check.note, 12, True),
)
SUBJECTS: tuple[Column[SubjectLine], ...] = (
    Column("subject", N_("To be checked"), Kind.TEXT, lambda line: str(line.subject.name), 10),
    Column(
        "question",
        N_("What to look at"),
        Kind.TEXT,
        lambda line: str(line.subject.question),
        24,
        True,
    ),
    Column("services", N_("For services"), Kind.TEXT, lambda line: str(Listed(line.codes)), 6),
    Column("interval", N_("Every so many days"), Kind.COUNT, lambda line: line.interval_days, 5),
    Column("state", N_("Last result"), Kind.STATE, _subject_mark, 5),
    Column("due_on", N_("Due again by"), Kind.DAY, lambda line: line.due_on, 7),
    Column(
        "last_on",
        N_("Last checked on"),
        Kind.DAY,
        lambda line: line.newest.on if line.newest else None,
        7,
    ),
    Column(
        "last_by",
        N_("Last checked by"),
        Kind.TEXT,
        lambda line: line.newest.checked_by if line.newest else "",
        5,
    ),
)
EXEMPTIONS: tuple[Column[Exemption], ...] = (
    Column("code", N_("Service no."), Kind.TEXT, lambda one: one.criterion, 5),
    Column("first_day", N_("Does not apply from"), Kind.DAY, lambda one: one.first_day, 7),
    Column("last_day", N_("Does not apply until"), Kind.DAY, lambda one: one.last_day, 7),
    Column("reason", N_("Why it does not apply"), Kind.TEXT, lambda one: one.reason, 16, True),
    Column("approved_by", N_("Approved by"), Kind.TEXT, lambda one: one.approved_by, 6),
    Column(
        "state",
        N_("Counts"),
        Kind.STATE,
        lambda one: (
            Mark(N_("Voided"), Tone.NEUTRAL) if one.voided else Mark(N_("Valid"), Tone.GOOD)
        ),
        4,
    ),
)
STANDARDS: tuple[Column[StandardLine], ...] = (
    Column("title", N_("Name of the standard"), Kind.TEXT, lambda one: str(one.title), 14, True),
    Column("key", N_("Key of the standard"), Kind.TEXT, lambda one: one.key, 8),
    Column("version", N_("Version of the standard"), Kind.TEXT, lambda one: one.version, 8),
    Column("based_on", N_("Copied from"), Kind.TEXT, lambda one: one.based_on, 10),
    Column("valid_from", N_("Valid from"), Kind.DAY, lambda one: one.valid_from, 7),
)
