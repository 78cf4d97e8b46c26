"""What a person sees with their own eyes, and what does not apply to the station."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.tiers.duty import answered_by_roster
from stationdesk.domain.tiers.facts import good_through
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.records import (
    HandCheckLine,
    NewExemption,
    NewHandCheck,
    SubjectLine,
    amount_wanted,
    exemption_problems,
    hand_check_problems,
)
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.tier_desk import TierDesk
from stationdesk.store import tiers as store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.tiers.facts import Facts
    from stationdesk.domain.tiers.records import Exemption, HandCheck
    from stationdesk.domain.tiers.standard import Standard

WITHOUT_ROUND = 366
"""Days within which a subject is looked at again where no rule says how often."""


class TierChecks(TierDesk):
    """Checks by hand, photos of which hang on entity ``hand_check``; exemptions."""

    def subjects(self, on: date | None = None) -> list[SubjectLine]:
        """Return what must be looked at by hand, the most urgent first, with its newest check.

        What a published roster tells anyway needs no look.
        """
        standard, facts = self.standard_in_force(on), self._facts(on)
        newest = {check.subject: check for check in store.newest_hand_checks(self._day(on))}
        lines = [
            _subject_line(standard, one.key, newest.get(one.key), facts)
            for one in standard.subjects
            if not answered_by_roster(standard, one.key, facts)
        ]
        return sorted(lines, key=lambda line: (line.due_on is not None, line.due_on or facts.on))

    def hand_checks(self, subject: str | None = None, limit: int | None = None) -> list[HandCheck]:
        """Return what was seen of ``subject`` (None: of all), voided too, the newest first."""
        return store.hand_checks(subject, limit)

    def hand_check_lines(
        self, subject: str | None = None, limit: int | None = None
    ) -> list[HandCheckLine]:
        """Return the same with the names of what was looked at, as the standard has them."""
        standard = self.standard_in_force()
        return [_check_line(standard, check) for check in store.hand_checks(subject, limit)]

    def record_hand_check(
        self,
        subject: str,
        *,
        passed: bool,
        checked_by: str,
        amount: int | None = None,
        note: str = "",
        on: date | None = None,
    ) -> HandCheck:
        """Keep what a person saw on ``on`` (None: today).

        Photos are attached to entity ``hand_check`` and the uid of what is returned.

        Raises:
            Refused: naming every field that cannot stay so.
        """
        wish = NewHandCheck(
            subject=subject,
            passed=passed,
            checked_by=checked_by,
            on=on or self._context.today(),
            amount=amount,
            note=note,
        )
        return self.record_round([wish])[0]

    def record_round(self, wishes: Sequence[NewHandCheck]) -> list[HandCheck]:
        """Keep what was seen on one round through the station: all of it, or nothing.

        Raises:
            Refused: naming every field of every check that cannot stay so.
        """
        today = self._context.today()
        standards = {day: self.standard_in_force(day) for day in {wish.on for wish in wishes}}
        refuse_if_any(
            problem
            for wish in wishes
            for problem in hand_check_problems(wish, standards[wish.on], today)
        )
        with self._context.deed(Topic.TIERS):
            kept = [self._keep_check(wish) for wish in wishes]
        phrase = N_("{count} checks were recorded.")
        self._offer(phrase, {"count": len(kept)}, partial(self._void_checks, kept))
        return kept

    def void_hand_check(self, uid: str) -> None:
        """Let a check count no more; it stays readable.

        Raises:
            Refused: where there is no such check, or it is void already.
        """
        check = store.hand_check(uid)
        if check is None or check.voided:
            raise Refused([Problem("hand_check", N_("This check does not count any more."))])
        self._void_checks([check])
        phrase = N_("The check of {day} was voided.")
        self._offer(phrase, {"day": check.on}, partial(self._void_checks, [check], back=True))

    def exempt(
        self,
        criterion: str,
        *,
        reason: str,
        approved_by: str,
        first_day: date | None = None,
        last_day: date | None = None,
        standard: str | None = None,
    ) -> Exemption:
        """Record that a service does not apply from ``first_day`` (None: today) on.

        Raises:
            Refused: naming every field that cannot stay so.
        """
        wish = NewExemption(
            criterion=criterion,
            first_day=first_day or self._context.today(),
            last_day=last_day,
            reason=reason,
            approved_by=approved_by,
        )
        judged_by = self.standard_in_force(wish.first_day, standard)
        refuse_if_any(exemption_problems(wish, judged_by))
        with self._context.deed(Topic.TIERS):
            kept = store.add_exemption(wish, judged_by.key, **self._recorded())
            self._context.note("exemption", kept.uid, "add", after=asdict(wish))
        phrase = N_("Service {code} was recorded as not applicable.")
        self._offer(phrase, {"code": criterion}, partial(self._void_exemption, kept.uid))
        return kept

    def exemptions(self) -> list[Exemption]:
        """Return all exemptions, voided ones too, the newest first."""
        return store.exemptions()

    def void_exemption(self, uid: str) -> None:
        """Let an exemption count no more; it stays readable.

        Raises:
            Refused: where there is no such exemption, or it is void already.
        """
        found = store.exemption(uid)
        if found is None or found.voided:
            phrase = N_("This exemption does not count any more.")
            raise Refused([Problem("exemption", phrase)])
        self._void_exemption(uid)
        phrase = N_("The exemption of service {code} was voided.")
        values = {"code": found.criterion}
        self._offer(phrase, values, partial(self._void_exemption, uid, back=True))

    def _keep_check(self, wish: NewHandCheck) -> HandCheck:
        kept = store.add_hand_check(wish, **self._recorded())
        self._context.note("hand_check", kept.uid, "add", after=asdict(wish))
        return kept

    def _void_checks(self, checks: Sequence[HandCheck], *, back: bool = False) -> None:
        at, by = (None, None) if back else (self._context.recorded_at(), self._context.who())
        with self._context.deed(Topic.TIERS):
            for check in checks:
                store.void_hand_check(check.uid, at, by)
                self._context.note("hand_check", check.uid, "reinstate" if back else "void")

    def _void_exemption(self, uid: str, *, back: bool = False) -> None:
        at, by = (None, None) if back else (self._context.recorded_at(), self._context.who())
        with self._context.deed(Topic.TIERS):
            store.void_exemption(uid, at, by)
            self._context.note("exemption", uid, "reinstate" if back else "void")


def _check_line(standard: Standard, check: HandCheck) -> HandCheckLine:
    """Name what was looked at; a subject that the standard never had keeps its key."""
    subject = standard.subject_once_asked(check.subject)
    if subject is None:
        return HandCheckLine(
            check=check, name=Words(check.subject, check.subject), unit=Words("", "")
        )
    return HandCheckLine(check=check, name=subject.name, unit=subject.unit)


def _subject_line(
    standard: Standard, key: str, newest: HandCheck | None, facts: Facts
) -> SubjectLine:
    subject = standard.subject(key)
    if subject is None:
        raise LookupError(key)
    every = standard.check_interval(key) or WITHOUT_ROUND
    due_on = None
    if newest is not None and newest.passed:
        due_on = good_through(newest.on, every, facts.closed_days)
    return SubjectLine(
        subject=subject,
        codes=standard.codes_using(key),
        interval_days=every,
        newest=newest,
        due_on=due_on,
        amount_wanted=amount_wanted(standard, key),
    )
