"""What of inspections waits for a hand: actions, drafts, notices, second looks, the wall."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.actions import (
    ACTION_STATE_WORDS,
    OWED_STATES,
    ActionState,
)
from stationdesk.domain.inspections.kinds import INSPECTION_STATE_WORDS, InspectionState, Severity
from stationdesk.domain.inspections.notices import NOTICE_STATE_WORDS, NoticeState
from stationdesk.domain.inspections.posted import POSTED_STATE_WORDS, PostedState
from stationdesk.domain.reminders import SOON_DAYS, Area, Reminder, Urgency, nearness, urgency_of
from stationdesk.domain.tiers.phrases import BETWEEN_CLAUSES, Listed, Phrase, names
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stationdesk.domain.inspections.corrective import ActionLine
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.inspections.notices import NoticeLine
    from stationdesk.domain.inspections.posted import PostedLine

WAITING_DAYS = 3
"""An inspection that is neither submitted nor signed after so many days is told of."""


def action_reminders(lines: Iterable[ActionLine], today: date) -> Iterator[Reminder]:
    """Give actions that are due soon or were, and those that somebody else must look at."""
    horizon = today + timedelta(days=SOON_DAYS)
    for line in lines:
        action = line.action
        owed = action.state in OWED_STATES and action.due_on <= horizon
        if not owed and action.state is not ActionState.CLAIMED:
            continue
        values = {"number": action.number, "item": line.item, "measure": action.measure}
        critical = line.finding.severity is Severity.CRITICAL
        yield Reminder(
            area=Area.INSPECTIONS,
            urgency=urgency_of(action.due_on, today) if owed else Urgency.TODAY,
            state=(
                nearness(action.due_on, today)
                if owed
                else Phrase(ACTION_STATE_WORDS[ActionState.CLAIMED])
            ),
            what=Phrase(N_("{number} {item}: {measure}"), values),
            where=action.owner,
            day=action.due_on if owed else None,
            grave=owed and critical,
            opens=("action", action.id),
        )


def inspection_reminders(inspections: Iterable[Inspection], today: date) -> Iterator[Reminder]:
    """Give inspections that were begun, or submitted, and not gone on with for days."""
    for each in inspections:
        waiting = (today - each.on).days
        if each.voided or each.state is InspectionState.SIGNED or waiting < WAITING_DAYS:
            continue
        values = {"number": each.number, "day": each.on}
        phrase = (
            N_("{number}: submit the inspection of {day}")
            if each.state is InspectionState.DRAFT
            else N_("{number}: have the inspection of {day} signed")
        )
        yield Reminder(
            area=Area.INSPECTIONS,
            urgency=Urgency.TODAY,
            state=Phrase(INSPECTION_STATE_WORDS[each.state]),
            what=Phrase(phrase, values),
            where=each.inspectors,
            opens=("inspection", each.id),
        )


def notice_reminders(lines: Iterable[NoticeLine], today: date) -> Iterator[Reminder]:
    """Give notices whose deadline is near or over, and those to be looked at again."""
    horizon = today + timedelta(days=SOON_DAYS)
    for line in lines:
        notice, state = line.notice, line.state(today)
        running = state in (NoticeState.RUNNING, NoticeState.LATE)
        if state is NoticeState.CLOSED or (running and notice.deadline > horizon):
            continue
        values = {"number": notice.number, "verified": line.verified, "all": len(line.actions)}
        phrase = (
            N_("Notice {number}: {verified} of {all} actions verified")
            if running
            else N_("Notice {number}: look again and strike it off")
        )
        late = notice.deadline < today
        yield Reminder(
            area=Area.INSPECTIONS,
            urgency=urgency_of(notice.deadline, today) if running or late else Urgency.TODAY,
            state=nearness(notice.deadline, today) if running else _said(state),
            what=Phrase(phrase, values),
            where=notice.addressed_to,
            day=notice.deadline,
            grave=state is NoticeState.LATE,
            opens=("notice", notice.id),
        )


def posted_reminders(lines: Iterable[PostedLine], today: date) -> Iterator[Reminder]:
    """Give what hangs on the wall and is wrong, one by one, and in one line what is only old."""
    known = list(lines)
    for line in known:
        if line.state is PostedState.WRONG:
            values = {"title": line.posted.title, "reason": Listed(line.reasons, BETWEEN_CLAUSES)}
            yield Reminder(
                area=Area.INSPECTIONS,
                urgency=Urgency.TODAY,
                state=Phrase(POSTED_STATE_WORDS[PostedState.WRONG]),
                what=Phrase(N_("“{title}”: {reason}"), values),
                where=line.posted.place,
                opens=("posted", line.posted.id),
            )
    old = sorted(
        (line for line in known if line.state in (PostedState.STALE, PostedState.DUE_SOON)),
        key=lambda line: line.due_on,
    )
    if old:
        first = old[0]
        titles = names(tuple(line.posted.title for line in old))
        yield Reminder(
            area=Area.INSPECTIONS,
            urgency=urgency_of(first.due_on, today),
            state=nearness(first.due_on, today),
            what=Phrase(N_("Look at what hangs on the wall: {titles}"), {"titles": titles}),
            day=first.due_on,
            opens=("posted", first.posted.id),
        )


def _said(state: NoticeState) -> Phrase:
    return Phrase(NOTICE_STATE_WORDS[state])
