"""What a person can do about the service tiers: look, check by hand, exempt, sign, compare."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.tiers import compare as comparing
from stationdesk.domain.tiers.assess import Dossier, assessed, missing_for, next_tier
from stationdesk.domain.tiers.facts import good_through
from stationdesk.domain.tiers.forecast import DAYS_AHEAD, forecast_of
from stationdesk.domain.tiers.phrases import Words
from stationdesk.domain.tiers.plain import tiers_json
from stationdesk.domain.tiers.records import (
    HandCheckLine,
    NewExemption,
    NewHandCheck,
    SubjectLine,
    amount_wanted,
    assessment_number,
    exemption_problems,
    hand_check_problems,
)
from stationdesk.domain.tiers.snapshot import digest_of, read_snapshot, snapshot_text
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.context import Undo
from stationdesk.services.standards import Standards
from stationdesk.services.tier_facts import gather
from stationdesk.store import station as station_store
from stationdesk.store import tiers as store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from stationdesk.domain.ids import AssessmentId
    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.compare import Comparison
    from stationdesk.domain.tiers.facts import Facts
    from stationdesk.domain.tiers.forecast import ForecastStep
    from stationdesk.domain.tiers.records import Exemption, HandCheck, SignedAssessment
    from stationdesk.domain.tiers.snapshot import Snapshot
    from stationdesk.domain.tiers.standard import Standard
    from stationdesk.services.context import Context

WITHOUT_ROUND = 366
"""Days within which a subject is looked at again where no rule says how often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that the tiers page shows of one day, from one gathering of the records.

    ``missing`` keeps the station from ``next_tier`` (None at the top). ``forecast`` supposes that
    nothing at all is recorded any more, ``with_routine`` that routine checks go on.
    """

    assessment: Assessment
    next_tier: int | None
    missing: tuple[Finding, ...]
    forecast: tuple[ForecastStep, ...]
    with_routine: tuple[ForecastStep, ...]


class Tiers:
    """The station's service tier, from its records."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.standards = Standards(context)

    def standard_in_force(self, on: date | None = None, standard: str | None = None) -> Standard:
        """Return the standard that judges ``on`` (None: today); ``standard`` chooses another key.

        Raises:
            Refused: where there is no standard of that key.
        """
        return self.standards.in_force(on or self._context.today(), standard)

    def assess(self, on: date | None = None, standard: str | None = None) -> Assessment:
        """Return how the station stood on ``on`` (None: today).

        Raises:
            Refused: where there is no standard of that key.
        """
        return assessed(self._dossier(on, standard), self._day(on), self._applied_for())

    def review(self, on: date | None = None, standard: str | None = None) -> Review:
        """Return the assessment with what is missing and both forecasts.

        Raises:
            Refused: where there is no standard of that key.
        """
        day, facts = self._day(on), self._facts(on)
        judged_by = self.standard_in_force(on, standard)
        dossier = Dossier(judged_by, facts)
        assessment = assessed(dossier, day, self._applied_for())
        above = next_tier(assessment.attained)
        going_on = Dossier(judged_by, facts, routine_goes_on=True)
        return Review(
            assessment=assessment,
            next_tier=above,
            missing=missing_for(dossier, day, above) if above else (),
            forecast=tuple(forecast_of(dossier, day)),
            with_routine=tuple(forecast_of(going_on, day)),
        )

    def forecast(
        self,
        on: date | None = None,
        standard: str | None = None,
        days: int = DAYS_AHEAD,
        *,
        routine_goes_on: bool = False,
    ) -> list[ForecastStep]:
        """Return each change of the tier in the coming ``days`` if nothing is recorded any more.

        Raises:
            Refused: where there is no standard of that key.
        """
        dossier = self._dossier(on, standard, routine_goes_on=routine_goes_on)
        return forecast_of(dossier, self._day(on), days)

    def missing_for(
        self, tier: int | None = None, on: date | None = None, standard: str | None = None
    ) -> tuple[Finding, ...]:
        """Return what keeps the station from ``tier`` (None: the one above that attained)."""
        dossier, day = self._dossier(on, standard), self._day(on)
        wanted = tier or next_tier(dossier.attained(day))
        return missing_for(dossier, day, wanted) if wanted else ()

    def tiers_json(
        self, assessment: Assessment, steps: Sequence[ForecastStep] | None = None
    ) -> dict[str, object]:
        """Return the assessment as ``stationdesk tiers --json`` prints it."""
        return tiers_json(assessment, steps)

    def subjects(self, on: date | None = None) -> list[SubjectLine]:
        """Return what must be looked at by hand, the most urgent first, with its newest check."""
        standard, facts = self.standard_in_force(on), self._facts(on)
        newest = {check.subject: check for check in store.newest_hand_checks(self._day(on))}
        lines = [
            _subject_line(standard, one.key, newest.get(one.key), facts)
            for one in standard.subjects
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
        refuse_if_any(
            problem
            for wish in wishes
            for problem in hand_check_problems(wish, self.standard_in_force(wish.on), today)
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

    def sign_off(
        self, assessor: str, on: date | None = None, standard: str | None = None
    ) -> AssessmentId:
        """Freeze the self-assessment of ``on`` (None: today) for ever.

        Raises:
            Refused: without an assessor, or for a day that has not come.
        """
        day = self._day(on)
        refuse_if_any(_sign_problems(assessor, day, self._context.today()))
        review, station = self.review(on, standard), station_store.station()
        assessment = review.assessment
        text = snapshot_text(
            assessment,
            review.with_routine,
            station_code=station.code if station else "",
            station_name=station.name if station else "",
            assessor=assessor.strip(),
        )
        with self._context.deed(Topic.TIERS):
            kept = store.add_assessment(
                number=assessment_number(day, store.count_assessments_on(day)),
                standard_key=assessment.standard.key,
                standard_version=assessment.standard.version,
                on=day,
                assessor=assessor.strip(),
                attained=assessment.attained,
                applied_for=assessment.applied_for,
                text=text,
                digest=digest_of(text),
                **self._recorded(),
            )
            told = {"number": kept.number, "attained": kept.attained, "digest": kept.digest}
            self._context.note("assessment", kept.uid, "sign", after=told)
        return kept.id

    def assessments(self) -> list[SignedAssessment]:
        """Return the signed assessments, the newest first."""
        return store.assessments()

    def signed(self, assessment_id: AssessmentId) -> SignedAssessment:
        """Return one signed assessment.

        Raises:
            Refused: where there is none of that id.
        """
        found = store.assessment(assessment_id)
        if found is None:
            raise Refused([Problem("assessment", N_("There is no such signed assessment."))])
        return found

    def snapshot(self, assessment_id: AssessmentId) -> Snapshot:
        """Return what was frozen when the assessment was signed.

        Raises:
            Refused: where there is none, or where its text is no longer what was signed.
        """
        found = self.signed(assessment_id)
        if digest_of(found.text) != found.digest:
            phrase = N_("Assessment {number} is not what was signed: the file was altered.")
            raise Refused([Problem("assessment", phrase, {"number": found.number})])
        return read_snapshot(found.text)

    def compare(self, one: AssessmentId, other: AssessmentId) -> Comparison:
        """Return what changed from the earlier to the later of two signed assessments."""
        return comparing.compare(self.snapshot(one), self.snapshot(other))

    def _dossier(
        self, on: date | None, standard: str | None, *, routine_goes_on: bool = False
    ) -> Dossier:
        judged_by = self.standard_in_force(on, standard)
        return Dossier(judged_by, self._facts(on), routine_goes_on=routine_goes_on)

    def _facts(self, on: date | None) -> Facts:
        return gather(self._day(on), self._context.today())

    def _day(self, on: date | None) -> date:
        return on or self._context.today()

    def _applied_for(self) -> int | None:
        station = station_store.station()
        return station.tier_applied_for if station else None

    def _recorded(self) -> dict[str, str]:
        return {"recorded_at": self._context.recorded_at(), "recorded_by": self._context.who()}

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

    def _offer(
        self, phrase: str, values: Mapping[str, object], take_back: Callable[[], None]
    ) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))


def _check_line(standard: Standard, check: HandCheck) -> HandCheckLine:
    """Name what was looked at; a subject that the standard no longer has keeps its key."""
    subject = standard.subject(check.subject)
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


def _sign_problems(assessor: str, day: date, today: date) -> list[Problem]:
    problems = []
    if not assessor.strip():
        problems.append(Problem("assessor", N_("Write who assesses.")))
    if day > today:
        problems.append(Problem("on", N_("A day that has not come cannot be signed.")))
    return problems
