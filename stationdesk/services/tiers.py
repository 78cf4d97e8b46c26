"""What a person can do about the service tiers: look, sign, compare; and check by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem, Refused, refuse_if_any
from stationdesk.domain.tiers import compare as comparing
from stationdesk.domain.tiers.assess import Dossier, assessed, missing_for, next_tier
from stationdesk.domain.tiers.forecast import DAYS_AHEAD, forecast_of
from stationdesk.domain.tiers.plain import tiers_json
from stationdesk.domain.tiers.records import assessment_number
from stationdesk.domain.tiers.snapshot import digest_of, read_snapshot, snapshot_text
from stationdesk.i18n import N_
from stationdesk.services.changes import Topic
from stationdesk.services.tier_checks import TierChecks
from stationdesk.store import evidence as evidence_store
from stationdesk.store import station as station_store
from stationdesk.store import tiers as store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from stationdesk.domain.ids import AssessmentId
    from stationdesk.domain.tiers.assess import Assessment, Finding
    from stationdesk.domain.tiers.compare import Comparison
    from stationdesk.domain.tiers.forecast import ForecastStep
    from stationdesk.domain.tiers.records import SignedAssessment
    from stationdesk.domain.tiers.snapshot import Snapshot


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


class Tiers(TierChecks):
    """The station's service tier, from its records."""

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

    def record_behind(self, what: str, uid: str) -> tuple[str, int] | None:
        """Return what to open for a piece of evidence, by its kind and uid.

        That is ``amenity``, ``item``, ``required_set``, ``timetable``, ``loan_kind``,
        ``found_thing`` or ``found_things`` with the record's id; None where there is nothing to
        open, or where it is no longer there.
        """
        return evidence_store.record_behind(what, uid)

    def tiers_json(
        self, assessment: Assessment, steps: Sequence[ForecastStep] | None = None
    ) -> dict[str, object]:
        """Return the assessment as ``stationdesk tiers --json`` prints it."""
        return tiers_json(assessment, steps)

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


def _sign_problems(assessor: str, day: date, today: date) -> list[Problem]:
    problems = []
    if not assessor.strip():
        problems.append(Problem("assessor", N_("Write who assesses.")))
    if day > today:
        problems.append(Problem("on", N_("A day that has not come cannot be signed.")))
    return problems
