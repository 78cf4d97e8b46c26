"""整改通知单: what was handed over, the second looks after it, and when it is struck off."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.people import is_same_person, plain_person
from stationdesk.domain.inspections.actions import LIVE_STATES, ActionState
from stationdesk.domain.inspections.kinds import InspectionState
from stationdesk.domain.problems import Problem
from stationdesk.domain.typed_text import says_something
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from stationdesk.domain.ids import InspectionId, NoticeId, RecheckId
    from stationdesk.domain.inspections.actions import Action
    from stationdesk.domain.inspections.inspections import Inspection
    from stationdesk.domain.inspections.notice_snapshot import NoticeSnapshot
    from stationdesk.domain.inspections.replay import Standing


class RecheckOutcome(StrEnum):
    """已整改, 未整改到位."""

    DONE = "done"
    NOT_DONE = "not_done"


RECHECK_WORDS = {
    RecheckOutcome.DONE: N_("Put right, struck off"),
    RecheckOutcome.NOT_DONE: N_("Not put right yet"),
}


class NoticeState(StrEnum):
    """整改中, 已逾期, 待复查, 已销号."""

    RUNNING = "running"
    LATE = "late"
    READY = "ready"
    CLOSED = "closed"


NOTICE_STATE_WORDS = {
    NoticeState.RUNNING: N_("Being put right"),
    NoticeState.LATE: N_("Notice past its deadline"),
    NoticeState.READY: N_("Waits for the re-check"),
    NoticeState.CLOSED: N_("Notice struck off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A notice that shall be handed over; ``recheck_method`` says how it is looked at again."""

    addressed_to: str
    issued_on: date
    deadline: date
    recheck_method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """A second look after a notice; it never changes."""

    id: RecheckId
    on: date
    checked_by: str
    outcome: RecheckOutcome
    note: str
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice as it was handed over. ``number`` is TZ-2026-001.

    ``snapshot`` is what stands on its two copies; ``digest`` seals its ``text``.
    """

    id: NoticeId
    uid: str
    number: str
    inspection_id: InspectionId
    issued_on: date
    deadline: date
    addressed_to: str
    recheck_method: str
    snapshot: NoticeSnapshot
    text: str
    digest: str
    rechecks: tuple[Recheck, ...]
    recorded_at: str
    recorded_by: str

    @property
    def struck_off_on(self) -> date | None:
        """Return the day on which it was struck off (销号); None while it is not."""
        done = (each.on for each in self.rechecks if each.outcome is RecheckOutcome.DONE)
        return next(done, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """A notice with the actions that it rests on, as they stand now."""

    notice: Notice
    actions: tuple[Action, ...]

    @property
    def verified(self) -> int:
        """How many of its actions were found done."""
        return sum(each.state is ActionState.VERIFIED for each in self.actions)

    def state(self, today: date) -> NoticeState:
        """Return how the notice stands on ``today``."""
        if self.notice.struck_off_on is not None:
            return NoticeState.CLOSED
        if all_verified(self.actions):
            return NoticeState.READY
        return NoticeState.LATE if self.notice.deadline < today else NoticeState.RUNNING


def all_verified(actions: Iterable[Action]) -> bool:
    """Tell whether there are actions and each that counts was found done."""
    live = [each for each in actions if each.state in LIVE_STATES]
    return bool(live) and all(each.state is ActionState.VERIFIED for each in live)


def notice_problems(
    wish: NewNotice, inspection: Inspection, findings: int, today: date
) -> Iterator[Problem]:
    """Tell every reason why a notice cannot be handed over; ``findings`` is how many it names."""
    number = {"number": inspection.number}
    if inspection.voided or inspection.state is InspectionState.DRAFT:
        phrase = N_("Inspection {number} was not submitted; it has no findings yet.")
        yield Problem("inspection", phrase, number)
    elif not findings:
        phrase = N_("Nothing of inspection {number} is left to be put right.")
        yield Problem("inspection", phrase, number)
    if not says_something(wish.addressed_to):
        yield Problem("addressed_to", N_("Write to whom the notice is addressed."))
    if not says_something(wish.recheck_method):
        yield Problem("recheck_method", N_("Write how it is looked at again."))
    if wish.issued_on > today:
        yield Problem("issued_on", N_("This day is still to come."))
    elif wish.issued_on < inspection.on:
        phrase = N_("The notice cannot be older than the inspection of {day}.")
        yield Problem("issued_on", phrase, {"day": inspection.on})
    if wish.deadline < wish.issued_on:
        yield Problem("deadline", N_("The deadline lies before the notice."))


def recheck_problems(
    line: NoticeLine,
    standings: Iterable[tuple[str, Standing]],
    *,
    on: date,
    by: str,
    outcome: RecheckOutcome,
    note: str,
    today: date,
) -> Iterator[Problem]:
    """Tell every reason why a second look cannot be kept; ``standings`` are by action number.

    A notice is struck off only when all its actions were found done.
    """
    notice, number = line.notice, {"number": line.notice.number}
    if notice.struck_off_on is not None:
        phrase = N_("Notice {number} was struck off on {day}.")
        yield Problem("notice", phrase, number | {"day": notice.struck_off_on})
        return
    known = [(name, each) for name, each in standings if each.state in LIVE_STATES]
    left = [name for name, each in known if each.state is not ActionState.VERIFIED]
    if outcome is RecheckOutcome.DONE and left:
        phrase = N_("These actions of notice {number} were not verified yet: {actions}.")
        yield Problem("outcome", phrase, number | {"actions": "、".join(left)})
    if outcome is RecheckOutcome.NOT_DONE and not says_something(note):
        yield Problem("note", N_("Write what is still wrong."))
    yield from _checker_problems(known, by)
    latest = max((each.on for each in notice.rechecks), default=notice.issued_on)
    verified = [each.verified_on for _name, each in known if each.verified_on is not None]
    if outcome is RecheckOutcome.DONE:
        latest = max([latest, *verified])
    if on > today:
        yield Problem("on", N_("This day is still to come."))
    elif on < latest:
        phrase = N_("The last that happened to notice {number} was on {day}; this came after it.")
        yield Problem("on", phrase, number | {"day": latest})


def _checker_problems(standings: Iterable[tuple[str, Standing]], by: str) -> Iterator[Problem]:
    if not plain_person(by):
        yield Problem("by", N_("Write who looked at it."))
        return
    for name, standing in standings:
        did_it = any(is_same_person(by, each) for each in (standing.owner, *standing.claimers))
        if did_it:
            phrase = N_("{person} answers for action {number}; somebody else must look at it.")
            yield Problem("by", phrase, {"person": by.strip(), "number": name})
            return
