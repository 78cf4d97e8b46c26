"""What of the tier's findings deserves a line on the first page.

Goods, upkeep, required sets and the feedback book have reminders of their own; here is what only
the standard knows: looks by hand that are due, ledgers in which nothing happens, and services
that the station wants to offer and does not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.reminders import (
    HORIZON_DAYS,
    SOON_DAYS,
    Area,
    Reminder,
    Urgency,
    nearness,
    urgency_of,
)
from stationdesk.domain.tiers.phrases import Phrase, names
from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.domain.tiers.states import STATE_WORDS, State
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from stationdesk.domain.tiers.assess import Assessment, Finding, RuleFinding
    from stationdesk.domain.tiers.phrases import Words

_LEDGERS = (RuleKind.LOAN_LEDGER, RuleKind.LOST_PROPERTY, RuleKind.DUTY_COVER)
_TOLD_ELSEWHERE = (
    RuleKind.REQUIRED_SET,
    RuleKind.SET_CHECK,
    RuleKind.UPKEEP_DONE,
    RuleKind.FEEDBACK_BOOK,
)


def tier_reminders(assessment: Assessment) -> Iterator[Reminder]:
    """Give the looks that are due and the services that are missing.

    Only services count that the tier applied for (or the one attained, if higher) requires; a
    station that has neither is reminded of the lowest tier.
    """
    wanted = min(assessment.applied_for or 3, assessment.attained or 3)
    findings = [one for one in assessment.findings if one.criterion.required_at(wanted)]
    yield from _looks(findings, assessment.on)
    for finding in findings:
        yield from _service(finding, assessment.on)


def _looks(findings: Iterable[Finding], today: date) -> Iterator[Reminder]:
    """Give the looks by hand: those never made or too old in one line, then each day's."""
    unknown: dict[str, Words] = {}
    due: dict[date, dict[str, Words]] = {}
    for part in _parts(findings):
        if part.rule.kind is not RuleKind.HAND_CHECK:
            continue
        if part.state is State.NOT_CHECKED:
            unknown[part.rule.subject] = part.rule.name
        elif part.until is not None and _is_near(part, part.until, today):
            due.setdefault(part.until, {})[part.rule.subject] = part.rule.name
    if unknown:
        state = Phrase(STATE_WORDS[State.NOT_CHECKED])
        yield _round(tuple(unknown.values()), state, Urgency.OVERDUE, None)
    for day, subjects in due.items():
        yield _round(tuple(subjects.values()), nearness(day, today), urgency_of(day, today), day)


def _is_near(part: RuleFinding, until: date, today: date) -> bool:
    """Tell whether a look is due by now, or soon by its own rhythm: no daily one is a day ahead."""
    return part.state is State.DUE_SOON and (until - today).days <= SOON_DAYS


def _round(
    subjects: tuple[Words, ...], state: Phrase, urgency: Urgency, day: date | None
) -> Reminder:
    called = names(subjects, shown=3)
    if len(subjects) == 1:
        what = Phrase(N_("Check and record: {names}"), {"names": called})
    else:
        values = {"count": len(subjects), "names": called}
        what = Phrase(N_("{count} checks to record: {names}"), values)
    return Reminder(
        area=Area.TIERS, urgency=urgency, state=state, what=what, day=day, opens="round"
    )


def _service(finding: Finding, today: date) -> Iterator[Reminder]:
    parts = [part for part in _parts([finding]) if part.rule.kind is not RuleKind.HAND_CHECK]
    lacking = [part for part in parts if part.state is State.NOT_MET]
    if finding.state is State.NOT_MET and not _told_elsewhere(finding):
        yield _lacking(finding)
    elif not lacking:
        yield from _silent(finding, parts)
        yield from _ending(finding, parts, today)


def _silent(finding: Finding, parts: Sequence[RuleFinding]) -> Iterator[Reminder]:
    """Give the ledgers and rosters of which nobody can say that they are kept."""
    for part in parts:
        ledgers = [one for one in part.rule.every_rule() if one.kind in _LEDGERS]
        if not ledgers or part.state is not State.NOT_CHECKED:
            continue
        todo = part.todo or part.found
        yield Reminder(
            area=Area.TIERS,
            urgency=Urgency.OVERDUE,
            state=Phrase(STATE_WORDS[State.NOT_CHECKED]),
            what=Phrase(N_("{name}: {what}"), {"name": finding.criterion.name, "what": todo}),
            where=finding.criterion.code,
            opens=finding.criterion.code,
        )


def _lacking(finding: Finding) -> Reminder:
    todo = finding.todo or finding.found
    return Reminder(
        area=Area.TIERS,
        urgency=Urgency.TODAY,
        state=Phrase(STATE_WORDS[State.NOT_MET]),
        what=Phrase(N_("{name}: {what}"), {"name": finding.criterion.name, "what": todo}),
        where=finding.criterion.code,
        grave=True,
        opens=finding.criterion.code,
    )


def _ending(finding: Finding, parts: Sequence[RuleFinding], today: date) -> Iterator[Reminder]:
    last = today + timedelta(days=HORIZON_DAYS)
    for part in parts:
        if part.state is not State.DUE_SOON or part.rule.kind in _TOLD_ELSEWHERE:
            continue
        if part.until is None or part.until > last:
            continue
        todo = part.todo or part.found
        yield Reminder(
            area=Area.TIERS,
            urgency=urgency_of(part.until, today),
            state=nearness(part.until, today),
            what=Phrase(N_("{name}: {what}"), {"name": finding.criterion.name, "what": todo}),
            where=finding.criterion.code,
            day=part.until,
            opens=finding.criterion.code,
        )


def _told_elsewhere(finding: Finding) -> bool:
    """Tell whether all that is wrong has a reminder among the goods or the upkeep already."""
    wrong = [part for part in _parts([finding]) if part.state is State.NOT_MET]
    return bool(wrong) and all(part.rule.kind in _TOLD_ELSEWHERE for part in wrong)


def _parts(findings: Iterable[Finding]) -> Iterator[RuleFinding]:
    """Give the rules that count; none of a service that does not apply."""
    for finding in findings:
        if finding.state is State.NOT_APPLICABLE:
            continue
        yield from (part for part in finding.rules if not part.rule.advisory)
