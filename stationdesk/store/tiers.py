"""Hand checks, exemptions, signed assessments and own standards in the station's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import peewee as pw

from stationdesk.domain.ids import AssessmentId, new_uid
from stationdesk.domain.tiers.records import (
    Exemption,
    HandCheck,
    SignedAssessment,
    StandardCopy,
)
from stationdesk.store.plain_sql import rows
from stationdesk.store.tables import AssessmentRow, ExemptionRow, HandCheckRow, StandardCopyRow

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.tiers.records import NewExemption, NewHandCheck


def add_hand_check(wish: NewHandCheck, *, recorded_at: str, recorded_by: str) -> HandCheck:
    """Keep what a person saw."""
    kept = HandCheck(
        uid=new_uid(),
        subject=wish.subject,
        on=wish.on,
        passed=wish.passed,
        amount=wish.amount,
        checked_by=wish.checked_by.strip(),
        note=wish.note.strip(),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        voided=False,
    )
    seen = (kept.checked_by, int(kept.passed), kept.amount, kept.note)
    told = (kept.uid, kept.subject, kept.on.isoformat(), recorded_at, recorded_by, *seen)
    rows(_INSERT_HAND_CHECK, told)
    return kept


def hand_check(uid: str) -> HandCheck | None:
    """Return one check, voided or not; None where there is none of that uid."""
    row = HandCheckRow.get_or_none(HandCheckRow.uid == uid)
    return None if row is None else _hand_check(row)


def hand_checks(subject: str | None = None, limit: int | None = None) -> list[HandCheck]:
    """Return the checks of ``subject`` (None: of all), voided ones too, the newest first."""
    query = HandCheckRow.select()
    if subject is not None:
        query = query.where(HandCheckRow.subject == subject)
    query = query.order_by(HandCheckRow.business_date.desc(), HandCheckRow.id.desc())
    return [_hand_check(row) for row in query.limit(limit)]


def newest_hand_checks(day: date) -> list[HandCheck]:
    """Return the newest check of each subject until ``day`` that was not voided.

    Of two on one day the one that was recorded later counts.
    """
    until = (HandCheckRow.business_date <= day) & HandCheckRow.voided_at.is_null()
    last_day = (
        HandCheckRow.select(
            HandCheckRow.subject, pw.fn.MAX(HandCheckRow.business_date).alias("day")
        )
        .where(until)
        .group_by(HandCheckRow.subject)
    )
    query = (
        HandCheckRow.select(HandCheckRow)
        .join(
            last_day,
            on=(HandCheckRow.subject == last_day.c.subject)
            & (HandCheckRow.business_date == last_day.c.day),
        )
        .where(HandCheckRow.voided_at.is_null())
        .order_by(HandCheckRow.id)
    )
    newest = {row.subject: _hand_check(row) for row in query}
    return list(newest.values())


def void_hand_check(uid: str, voided_at: str | None, voided_by: str | None) -> None:
    """Let a check count no more; None and None let it count again."""
    HandCheckRow.update(voided_at=voided_at, voided_by=voided_by).where(
        HandCheckRow.uid == uid
    ).execute()


def add_exemption(
    wish: NewExemption, standard_key: str, *, recorded_at: str, recorded_by: str
) -> Exemption:
    """Keep an exemption."""
    row = ExemptionRow.create(
        uid=new_uid(),
        criterion=wish.criterion,
        standard_key=standard_key,
        first_day=wish.first_day,
        last_day=wish.last_day,
        reason=wish.reason.strip(),
        approved_by=wish.approved_by.strip(),
        recorded_at=recorded_at,
        recorded_by=recorded_by,
    )
    return _exemption(row)


def exemption(uid: str) -> Exemption | None:
    """Return one exemption, voided or not; None where there is none of that uid."""
    row = ExemptionRow.get_or_none(ExemptionRow.uid == uid)
    return None if row is None else _exemption(row)


def exemptions() -> list[Exemption]:
    """Return all exemptions, voided ones too, the newest first."""
    query = ExemptionRow.select().order_by(ExemptionRow.first_day.desc(), ExemptionRow.id.desc())
    return [_exemption(row) for row in query]


def void_exemption(uid: str, voided_at: str | None, voided_by: str | None) -> None:
    """Let an exemption count no more; None and None let it count again."""
    ExemptionRow.update(voided_at=voided_at, voided_by=voided_by).where(
        ExemptionRow.uid == uid
    ).execute()


def add_copy(copy: StandardCopy) -> None:
    """Keep a version of an own standard."""
    StandardCopyRow.create(
        uid=copy.uid,
        standard_key=copy.key,
        standard_version=copy.version,
        based_on=copy.based_on,
        body=copy.body,
        valid_from=copy.valid_from,
        recorded_at=copy.recorded_at,
        recorded_by=copy.recorded_by,
        archived_on=copy.archived_on,
    )


def copies(key: str | None = None) -> list[StandardCopy]:
    """Return the versions of the own standard ``key`` (None: of all), in order of validity."""
    query = StandardCopyRow.select()
    if key is not None:
        query = query.where(StandardCopyRow.standard_key == key)
    return [_copy(row) for row in query.order_by(StandardCopyRow.valid_from, StandardCopyRow.id)]


def remove_copy(uid: str) -> None:
    """Take out a version that was just kept."""
    StandardCopyRow.delete().where(StandardCopyRow.uid == uid).execute()


def archive_copies(key: str, day: date | None) -> None:
    """Put an own standard away from ``day`` on, or take it back (None)."""
    StandardCopyRow.update(archived_on=day).where(StandardCopyRow.standard_key == key).execute()


def is_referred_to(key: str, version: str) -> bool:
    """Tell whether a signed assessment names this version of a standard."""
    return bool(
        AssessmentRow.select()
        .where(AssessmentRow.standard_key == key, AssessmentRow.standard_version == version)
        .exists()
    )


def add_assessment(
    *,
    number: str,
    standard_key: str,
    standard_version: str,
    on: date,
    recorded_at: str,
    recorded_by: str,
    assessor: str,
    attained: int | None,
    applied_for: int | None,
    text: str,
    digest: str,
) -> SignedAssessment:
    """Keep a signed assessment; it never changes afterwards."""
    row = AssessmentRow.create(
        uid=new_uid(),
        number=number,
        standard_key=standard_key,
        standard_version=standard_version,
        business_date=on,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        assessor=assessor,
        attained=attained,
        applied_for=applied_for,
        snapshot=text,
        digest=digest,
    )
    return _assessment(row)


def assessments() -> list[SignedAssessment]:
    """Return the signed assessments, the newest first."""
    query = AssessmentRow.select().order_by(
        AssessmentRow.business_date.desc(), AssessmentRow.id.desc()
    )
    return [_assessment(row) for row in query]


def assessment(assessment_id: AssessmentId) -> SignedAssessment | None:
    """Return one signed assessment; None where there is none of that id."""
    row = AssessmentRow.get_or_none(AssessmentRow.id == assessment_id)
    return None if row is None else _assessment(row)


def count_assessments_on(day: date) -> int:
    """Return how many assessments were signed for ``day``."""
    return int(AssessmentRow.select().where(AssessmentRow.business_date == day).count())


_INSERT_HAND_CHECK = """
    INSERT INTO hand_check (uid, subject, business_date, recorded_at, recorded_by, checked_by,
        passed, amount, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""


def _hand_check(row: Any) -> HandCheck:
    return HandCheck(
        uid=row.uid,
        subject=row.subject,
        on=row.business_date,
        passed=bool(row.passed),
        amount=row.amount,
        checked_by=row.checked_by,
        note=row.note,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        voided=row.voided_at is not None,
    )


def _exemption(row: Any) -> Exemption:
    return Exemption(
        uid=row.uid,
        criterion=row.criterion,
        standard_key=row.standard_key,
        first_day=row.first_day,
        last_day=row.last_day,
        reason=row.reason,
        approved_by=row.approved_by,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        voided=row.voided_at is not None,
    )


def _copy(row: Any) -> StandardCopy:
    return StandardCopy(
        uid=row.uid,
        key=row.standard_key,
        version=row.standard_version,
        based_on=row.based_on,
        body=row.body,
        valid_from=row.valid_from,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        archived_on=row.archived_on,
    )


def _assessment(row: Any) -> SignedAssessment:
    return SignedAssessment(
        id=AssessmentId(row.id),
        uid=row.uid,
        number=row.number,
        standard_key=row.standard_key,
        standard_version=row.standard_version,
        on=row.business_date,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        assessor=row.assessor,
        attained=row.attained,
        applied_for=row.applied_for,
        text=row.snapshot,
        digest=row.digest,
    )
