"""The columns of inspections: the list, the checklist 检查表, findings, 整改台账 and notices.

What hangs on the wall is here as well. What depends on the day is asked for with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.inspections.actions import (
    ACTION_MOVE_WORDS,
    ACTION_STATE_WORDS,
    ActionState,
)
from stationdesk.domain.inspections.kinds import (
    INSPECTION_KIND_WORDS,
    INSPECTION_STATE_WORDS,
    RESULT_WORDS,
    SEVERITY_WORDS,
    InspectionState,
    Result,
    Severity,
)
from stationdesk.domain.inspections.notices import (
    NOTICE_STATE_WORDS,
    RECHECK_WORDS,
    NoticeState,
    RecheckOutcome,
)
from stationdesk.domain.inspections.posted import (
    POSTED_KIND_WORDS,
    POSTED_STATE_WORDS,
    PostedState,
)
from stationdesk.domain.tiers.phrases import BETWEEN_CLAUSES, Listed
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind, Mark, Tone
from stationdesk.listings.tiers import evidence_words, tier_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from stationdesk.domain.inspections.actions import Action, Step
    from stationdesk.domain.inspections.corrective import ActionLine, SheetLine
    from stationdesk.domain.inspections.findings import FindingLine
    from stationdesk.domain.inspections.inspections import Inspection, InspectionLook
    from stationdesk.domain.inspections.notices import NoticeLine, Recheck
    from stationdesk.domain.inspections.posted import PostedLine, PostedLook

NOT_SCORED = "—"
"""Stands for the score of what was not judged; never 0 or 100 %."""

INSPECTION_STATE_TONES = {
    InspectionState.DRAFT: Tone.WARNING,
    InspectionState.SUBMITTED: Tone.INFO,
    InspectionState.SIGNED: Tone.GOOD,
}
RESULT_TONES = {
    Result.UNCHECKED: Tone.INFO,
    Result.PASS: Tone.GOOD,
    Result.PARTIAL: Tone.WARNING,
    Result.FAIL: Tone.BAD,
    Result.NOT_APPLICABLE: Tone.NEUTRAL,
}
SEVERITY_TONES = {
    Severity.MINOR: Tone.INFO,
    Severity.SERIOUS: Tone.WARNING,
    Severity.CRITICAL: Tone.BAD,
}
ACTION_TONES = {
    ActionState.OPEN: Tone.WARNING,
    ActionState.DOING: Tone.INFO,
    ActionState.CLAIMED: Tone.INFO,
    ActionState.VERIFIED: Tone.GOOD,
    ActionState.VOID: Tone.NEUTRAL,
}
NOTICE_TONES = {
    NoticeState.RUNNING: Tone.INFO,
    NoticeState.LATE: Tone.BAD,
    NoticeState.READY: Tone.WARNING,
    NoticeState.CLOSED: Tone.GOOD,
}
RECHECK_TONES = {RecheckOutcome.DONE: Tone.GOOD, RecheckOutcome.NOT_DONE: Tone.BAD}
POSTED_TONES = {
    PostedState.FRESH: Tone.GOOD,
    PostedState.DUE_SOON: Tone.WARNING,
    PostedState.STALE: Tone.BAD,
    PostedState.WRONG: Tone.BAD,
}
_POINTS = {Result.PASS: "1", Result.PARTIAL: "0.5", Result.FAIL: "0"}


def inspection_mark(inspection: Inspection) -> Mark:
    """Return how far an inspection is, as shown."""
    if inspection.voided:
        return Mark(N_("Voided"), Tone.NEUTRAL)
    return Mark(INSPECTION_STATE_WORDS[inspection.state], INSPECTION_STATE_TONES[inspection.state])


def result_mark(result: Result) -> Mark:
    """Return what a line came to, as shown."""
    return Mark(RESULT_WORDS[result], RESULT_TONES[result])


def severity_mark(severity: Severity) -> Mark:
    """Return how grave a finding is, as shown."""
    return Mark(SEVERITY_WORDS[severity], SEVERITY_TONES[severity])


def action_mark(line: ActionLine, today: date) -> Mark:
    """Return how an action stands on ``today``, as shown; being late goes before."""
    if line.action.is_overdue(today):
        return Mark(N_("Action overdue"), Tone.BAD)
    return Mark(ACTION_STATE_WORDS[line.action.state], ACTION_TONES[line.action.state])


def notice_mark(line: NoticeLine, today: date) -> Mark:
    """Return how a notice stands on ``today``, as shown."""
    state = line.state(today)
    return Mark(NOTICE_STATE_WORDS[state], NOTICE_TONES[state])


def posted_mark(line: PostedLine) -> Mark:
    """Return how something on the wall stands, as shown."""
    return Mark(POSTED_STATE_WORDS[line.state], POSTED_TONES[line.state])


def kind_words(inspection: Inspection) -> str:
    """Return of what kind an inspection is, in the user's language."""
    return _(INSPECTION_KIND_WORDS[inspection.kind])


def times_words(times: int) -> str:
    """Return how often in a row an item was wanting; nothing for the first time."""
    return _("Repeated, time {times} in a row").format(times=times) if times > 1 else ""


def standard_words(inspection: Inspection) -> str:
    """Return by which standard, in which version, was inspected."""
    return f"{inspection.standard_key} {inspection.standard_version}"


def method_words(line: SheetLine) -> str:
    """Return how a line was checked: by records, with what they say, or on the spot."""
    records = evidence_words(line.line.evidence)
    return _("Records and on the spot") if records else _("Looked at on the spot")


def points_words(result: Result) -> str:
    """Return the points of a line (1, 0.5 or 0 of 1); a dash where it was not judged."""
    return _POINTS.get(result, NOT_SCORED)


def measures_words(actions: Iterable[Action]) -> str:
    """Return what is to be done and by whom, one action below the other."""
    return "\n".join(
        _("{measure} ({owner})").format(measure=each.measure, owner=each.owner) for each in actions
    )


def _sheet_measures(line: SheetLine) -> str:
    return measures_words(each.action for each in line.actions)


def _said(text: object | None) -> str:
    return "" if text is None else str(text)


def _score(look: InspectionLook) -> float | str:
    score = look.progress.score
    return NOT_SCORED if score is None else round(score, 1)


def _progress(look: InspectionLook) -> str:
    return f"{look.progress.checked}/{look.progress.lines}"


def _actions_done(look: InspectionLook) -> str:
    return f"{look.verified}/{look.actions}" if look.actions else ""


INSPECTIONS: tuple[Column[InspectionLook], ...] = (
    Column("number", N_("Inspection no."), Kind.TEXT, lambda e: e.inspection.number, 7),
    Column("on", N_("Inspected on"), Kind.DAY, lambda e: e.inspection.on, 6),
    Column("kind", N_("Kind of inspection"), Kind.TEXT, lambda e: kind_words(e.inspection), 5),
    Column("inspectors", N_("Inspectors"), Kind.TEXT, lambda e: e.inspection.inspectors, 7, True),
    Column("escort", N_("Went along"), Kind.TEXT, lambda e: e.inspection.escort, 5),
    Column("tier", N_("Inspected for tier"), Kind.TEXT, lambda e: tier_words(e.inspection.tier), 4),
    Column("standard", N_("By the standard"), Kind.TEXT, lambda e: standard_words(e.inspection), 8),
    Column("checked", N_("Lines checked"), Kind.TEXT, _progress, 4),
    Column("passed", N_("Lines in order"), Kind.COUNT, lambda e: e.progress.passed, 3),
    Column("partial", N_("Lines partly in order"), Kind.COUNT, lambda e: e.progress.partial, 3),
    Column("failed", N_("Lines not in order"), Kind.COUNT, lambda e: e.progress.failed, 3),
    Column("na", N_("Lines not applicable"), Kind.COUNT, lambda e: e.progress.not_applicable, 3),
    Column("score", N_("Score of the inspection"), Kind.PERCENT, _score, 4),
    Column("findings", N_("Findings"), Kind.COUNT, lambda e: e.findings, 3),
    Column("actions", N_("Actions verified"), Kind.TEXT, _actions_done, 4),
    Column("state", N_("How far"), Kind.STATE, lambda e: inspection_mark(e.inspection), 5),
)
"""The list of inspections."""

LINES: tuple[Column[SheetLine], ...] = (
    Column("position", N_("No. of the line"), Kind.COUNT, lambda e: e.line.position, 2),
    Column("code", N_("Service no."), Kind.TEXT, lambda e: e.line.code, 4),
    Column("item", N_("Item inspected"), Kind.TEXT, lambda e: str(e.line.name), 7),
    Column(
        "required", N_("Inspected against"), Kind.TEXT, lambda e: _said(e.line.required), 12, True
    ),
    Column("method", N_("Way of inspecting"), Kind.TEXT, method_words, 5),
    Column("found", N_("Found by the records"), Kind.TEXT, lambda e: _said(e.line.found), 12, True),
    Column("result", N_("Result of the line"), Kind.STATE, lambda e: result_mark(e.line.result), 5),
    Column("points", N_("Points"), Kind.TEXT, lambda e: points_words(e.line.result), 3),
    Column("note", N_("What is wrong, or why not"), Kind.TEXT, lambda e: e.line.note, 10, True),
    Column("measures", N_("Measures and who answers"), Kind.TEXT, _sheet_measures, 9, True),
    Column("due_on", N_("To be put right by"), Kind.DAY, lambda e: e.due_on, 6),
    Column(
        "suggested",
        N_("What the records suggest"),
        Kind.STATE,
        lambda e: result_mark(e.line.suggested) if e.line.suggested else None,
        5,
    ),
    Column("evidence", N_("Evidence"), Kind.TEXT, lambda e: evidence_words(e.line.evidence), 12),
)
"""The checklist 检查表; the last two columns are for the screen and the workbook."""

FINDINGS: tuple[Column[FindingLine], ...] = (
    Column("number", N_("Finding no."), Kind.TEXT, lambda e: e.finding.number, 7),
    Column("on", N_("Inspected on"), Kind.DAY, lambda e: e.inspection.on, 6),
    Column("inspection", N_("Inspection no."), Kind.TEXT, lambda e: e.inspection.number, 7),
    Column("kind", N_("Kind of inspection"), Kind.TEXT, lambda e: kind_words(e.inspection), 5),
    Column("code", N_("Service no."), Kind.TEXT, lambda e: e.finding.code, 4),
    Column("item", N_("Item inspected"), Kind.TEXT, lambda e: str(e.item), 7),
    Column("what", N_("What was found wrong"), Kind.TEXT, lambda e: e.finding.what, 12, True),
    Column("place", N_("Where it is wrong"), Kind.TEXT, lambda e: e.finding.place, 5),
    Column("severity", N_("How grave"), Kind.STATE, lambda e: severity_mark(e.finding.severity), 4),
    Column("times", N_("Repeated"), Kind.TEXT, lambda e: times_words(e.times), 4),
    Column(
        "measures",
        N_("Measures and who answers"),
        Kind.TEXT,
        lambda e: measures_words(e.actions),
        10,
        True,
    ),
    Column("photos", N_("Photos of the finding"), Kind.COUNT, lambda e: e.photos or None, 3),
)
"""What was found wanting."""


def actions(today: date) -> tuple[Column[ActionLine], ...]:
    """Return the columns of the ledger of corrective actions (整改台账), as it is on ``today``."""
    return (
        Column("number", N_("Action no."), Kind.TEXT, lambda e: e.action.number, 7),
        Column("on", N_("Inspected on"), Kind.DAY, lambda e: e.inspection.on, 6),
        Column("inspection", N_("Inspection no."), Kind.TEXT, lambda e: e.inspection.number, 7),
        Column("notice", N_("Notice no."), Kind.TEXT, lambda e: e.notice, 7),
        Column("code", N_("Service no."), Kind.TEXT, lambda e: e.finding.code, 4),
        Column("item", N_("Item inspected"), Kind.TEXT, lambda e: str(e.item), 6),
        Column("what", N_("What was found wrong"), Kind.TEXT, lambda e: e.finding.what, 10, True),
        Column(
            "severity", N_("How grave"), Kind.STATE, lambda e: severity_mark(e.finding.severity), 4
        ),
        Column("times", N_("Repeated"), Kind.TEXT, lambda e: times_words(e.times), 4),
        Column("cause", N_("Cause of it"), Kind.TEXT, lambda e: e.action.cause, 6, True),
        Column("measure", N_("Measure"), Kind.TEXT, lambda e: e.action.measure, 9, True),
        Column("owner", N_("Who answers for the action"), Kind.TEXT, lambda e: e.action.owner, 4),
        Column("due_on", N_("To be put right by"), Kind.DAY, lambda e: e.action.due_on, 6),
        Column(
            "extensions",
            N_("Times put off"),
            Kind.COUNT,
            lambda e: e.standing.extensions or None,
            3,
        ),
        Column("state", N_("State of the action"), Kind.STATE, lambda e: action_mark(e, today), 5),
        Column("done_on", N_("Said to be done on"), Kind.DAY, lambda e: e.standing.claimed_on, 6),
        Column(
            "done_how",
            N_("How it was put right"),
            Kind.TEXT,
            lambda e: e.standing.done_how,
            8,
            True,
        ),
        Column("verified_on", N_("Verified on"), Kind.DAY, lambda e: e.standing.verified_on, 6),
        Column("verified_by", N_("Verified by"), Kind.TEXT, lambda e: e.standing.verified_by, 4),
        Column(
            "days_late",
            N_("Days late"),
            Kind.COUNT,
            lambda e: e.standing.days_late(today) or None,
            3,
        ),
    )


STEPS: tuple[Column[Step], ...] = (
    Column("on", N_("Day of the step"), Kind.DAY, lambda e: e.on, 6),
    Column("move", N_("Step"), Kind.TEXT, lambda e: _(ACTION_MOVE_WORDS[e.move]), 6),
    Column("person", N_("By whom"), Kind.TEXT, lambda e: e.person, 5),
    Column("note", N_("Note on the step"), Kind.TEXT, lambda e: e.note, 12, True),
    Column("due_on", N_("Due then"), Kind.DAY, lambda e: e.due_on, 6),
)
"""The steps of one action; those taken back are listed with what took them back."""


def notices(today: date) -> tuple[Column[NoticeLine], ...]:
    """Return the columns of the notices (整改通知单), as they stand on ``today``."""
    return (
        Column("number", N_("Notice no."), Kind.TEXT, lambda e: e.notice.number, 7),
        Column("issued_on", N_("Notice of"), Kind.DAY, lambda e: e.notice.issued_on, 6),
        Column(
            "inspection",
            N_("Inspection no."),
            Kind.TEXT,
            lambda e: e.notice.snapshot.inspection_number,
            7,
        ),
        Column("to", N_("Addressed to"), Kind.TEXT, lambda e: e.notice.addressed_to, 8, True),
        Column(
            "findings", N_("Findings"), Kind.COUNT, lambda e: len(e.notice.snapshot.findings), 3
        ),
        Column("verified", N_("Actions verified"), Kind.TEXT, _notice_verified, 4),
        Column("deadline", N_("To be put right by"), Kind.DAY, lambda e: e.notice.deadline, 6),
        Column(
            "method", N_("Way of the re-check"), Kind.TEXT, lambda e: e.notice.recheck_method, 6
        ),
        Column(
            "rechecks", N_("Re-checks"), Kind.COUNT, lambda e: len(e.notice.rechecks) or None, 3
        ),
        Column("state", N_("State of the notice"), Kind.STATE, lambda e: notice_mark(e, today), 5),
        Column("closed_on", N_("Struck off on"), Kind.DAY, lambda e: e.notice.struck_off_on, 6),
    )


def _notice_verified(line: NoticeLine) -> str:
    return f"{line.verified}/{len(line.actions)}"


RECHECKS: tuple[Column[Recheck], ...] = (
    Column("on", N_("Day of the re-check"), Kind.DAY, lambda e: e.on, 6),
    Column("by", N_("Re-checked by"), Kind.TEXT, lambda e: e.checked_by, 5),
    Column(
        "outcome",
        N_("Outcome of the re-check"),
        Kind.STATE,
        lambda e: Mark(RECHECK_WORDS[e.outcome], RECHECK_TONES[e.outcome]),
        6,
    ),
    Column("note", N_("Note on the re-check"), Kind.TEXT, lambda e: e.note, 12, True),
)
"""The second looks after a notice."""

POSTED: tuple[Column[PostedLine], ...] = (
    Column("title", N_("Paper on the wall"), Kind.TEXT, lambda e: e.posted.title, 9, True),
    Column(
        "kind",
        N_("Kind of posted paper"),
        Kind.TEXT,
        lambda e: _(POSTED_KIND_WORDS[e.posted.kind]),
        7,
    ),
    Column("place", N_("Where it hangs"), Kind.TEXT, lambda e: e.posted.place, 5),
    Column("keeper", N_("Who looks after it"), Kind.TEXT, lambda e: e.posted.keeper, 4),
    Column("renewed_on", N_("Last put up on"), Kind.DAY, lambda e: e.renewed_on, 6),
    Column(
        "looked_on",
        N_("Last looked at on"),
        Kind.DAY,
        lambda e: e.last_look.on if e.last_look else None,
        6,
    ),
    Column(
        "review_days",
        N_("Looked at every so many days"),
        Kind.COUNT,
        lambda e: e.posted.review_days,
        4,
    ),
    Column("due_on", N_("To be looked at by"), Kind.DAY, lambda e: e.due_on, 6),
    Column("state", N_("State on the wall"), Kind.STATE, posted_mark, 6),
    Column(
        "reasons",
        N_("Why it no longer holds"),
        Kind.TEXT,
        lambda e: str(Listed(e.reasons, BETWEEN_CLAUSES)),
        10,
        True,
    ),
)
"""What hangs on the wall (上墙公示)."""

LOOKS: tuple[Column[PostedLook], ...] = (
    Column("on", N_("Day of the look"), Kind.DAY, lambda e: e.on, 6),
    Column("by", N_("Who looked"), Kind.TEXT, lambda e: e.looked_by, 5),
    Column(
        "renewed",
        N_("Put up anew"),
        Kind.TEXT,
        lambda e: _("Put up anew then") if e.renewed else "",
        5,
    ),
    Column("note", N_("Note on the look"), Kind.TEXT, lambda e: e.note, 12, True),
)
"""The looks at one paper on the wall."""
