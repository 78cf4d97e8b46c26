"""The forms of the moves that ask for a few words: who takes it, why, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.feedback.states import Move
from stationdesk.i18n import _
from stationdesk.ui.feedback.step_form import Answered, Asked, StepAsked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stationdesk.domain.feedback.entries import Entry
    from stationdesk.services.feedback import Feedback


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Makes the questions of a move of one entry; ``who`` is at the desk, ``people`` are known."""

    feedback: Feedback
    entry: Entry
    who: str
    people: Sequence[str]

    def asked(self, move: Move) -> StepAsked | None:
        """Return what a move asks; None for those that have a form of their own, or none."""
        made: dict[Move, Callable[[], StepAsked]] = {
            Move.ACCEPT: self._accept,
            Move.ASSIGN: self._assign,
            Move.START: self._start,
            Move.WAIT: self._wait,
            Move.RESUME: self._resume,
            Move.ESCALATE: self._escalate,
            Move.COME_BACK: self._come_back,
            Move.REOPEN: self._reopen,
            Move.VOID: self._void,
        }
        return made[move]() if move in made else None

    def _accept(self) -> StepAsked:
        return StepAsked(
            title=_("Accept the entry"),
            verb=_("Accept it"),
            hint=_("Whoever accepts it answers for it until it is closed or passed on."),
            questions=[self._person(_("Who answers for it"), self._proposed())],
            keep=lambda a: self.feedback.accept(self.entry.id, a.words["person"], a.at),
        )

    def _assign(self) -> StepAsked:
        return StepAsked(
            title=_("Pass the entry on"),
            verb=_("Assign it"),
            questions=[self._person(_("To whom"), ""), _note(_("What is asked of them"))],
            keep=lambda a: self.feedback.assign(
                self.entry.id, a.words["person"], a.words["note"], a.at
            ),
        )

    def _start(self) -> StepAsked:
        return StepAsked(
            title=_("Begin to work on it"),
            verb=_("Begin with it"),
            questions=[self._person(_("Who works on it"), self._proposed())],
            keep=lambda a: self.feedback.start(self.entry.id, a.words["person"], a.at),
        )

    def _wait(self) -> StepAsked:
        return StepAsked(
            title=_("Wait for the author"),
            verb=_("Stop the clock"),
            hint=_("Only waiting for what nobody but the author can tell stops the clock."),
            questions=[
                _reason(
                    _("What the author is asked for"),
                    _("The exact place is missing"),
                    _("Papers are missing"),
                    _("An appointment at the door"),
                )
            ],
            keep=lambda a: self.feedback.wait(self.entry.id, a.words["reason"], a.at),
        )

    def _resume(self) -> StepAsked:
        return StepAsked(
            title=_("The author answered"),
            verb=_("Go on with it"),
            hint=_("The deadlines are put off by the working days waited."),
            questions=[_note(_("What the author said"))],
            keep=lambda a: self.feedback.resume(self.entry.id, a.words["note"], a.at),
        )

    def _escalate(self) -> StepAsked:
        return StepAsked(
            title=_("Pass it up to the street office"),
            verb=_("Pass up"),
            hint=_("The clock goes on, and the author is owed an interim answer."),
            questions=[
                Asked(
                    about="to",
                    says=_("Which office or department"),
                    offered=[
                        _("Street office, duty desk"),
                        _("Street office, city management"),
                        _("Street office, safety"),
                        _("Property management"),
                    ],
                ),
                _note(_("What is asked of them")),
            ],
            keep=lambda a: self.feedback.escalate(
                self.entry.id, a.words["to"], a.words["note"], a.at
            ),
        )

    def _come_back(self) -> StepAsked:
        return StepAsked(
            title=_("It came back from the street office"),
            verb=_("Go on with it"),
            questions=[_note(_("What the office said"))],
            keep=lambda a: self.feedback.come_back(self.entry.id, a.words["note"], a.at),
        )

    def _reopen(self) -> StepAsked:
        return StepAsked(
            title=_("Reopen the entry"),
            verb=_("Reopen"),
            hint=_("A new round begins, with deadlines of its own."),
            questions=[
                _reason(
                    _("Why it is reopened"),
                    _("The author is not content"),
                    _("The same happened again"),
                    _("Closed by mistake"),
                )
            ],
            keep=lambda a: self.feedback.reopen(self.entry.id, a.words["reason"], a.at),
        )

    def _void(self) -> StepAsked:
        return StepAsked(
            title=_("Void the entry"),
            verb=_("Void it"),
            hint=_("Only what was entered by mistake is voided; its number is never used again."),
            questions=[
                _reason(
                    _("Why it is voided"),
                    _("Entered twice"),
                    _("Entered to try it out"),
                    _("No message at all"),
                ),
                Asked(
                    about="second", says=_("Second person who agrees"), offered=list(self.people)
                ),
            ],
            keep=self._keep_void,
            dated=False,
        )

    def _keep_void(self, answered: Answered) -> None:
        self.feedback.void(self.entry.id, answered.words["reason"], answered.words["second"])

    def _person(self, says: str, value: str) -> Asked:
        return Asked(about="person", says=says, value=value, offered=list(self.people))

    def _proposed(self) -> str:
        return self.entry.handler or self.who


def _note(says: str) -> Asked:
    return Asked(about="note", says=says, required=False, long=True)


def _reason(says: str, *offered: str) -> Asked:
    return Asked(about="reason", says=says, offered=list(offered))
