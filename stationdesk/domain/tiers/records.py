"""What people record for the tiers by hand: checks, exemptions, signed assessments, copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.problems import Problem
from stationdesk.domain.tiers.standard import RuleKind
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from stationdesk.domain.ids import AssessmentId
    from stationdesk.domain.tiers.phrases import Words
    from stationdesk.domain.tiers.standard import Standard, Subject

LONGEST_NOTE = 1000
LARGEST_AMOUNT = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandCheck:
    """What a person saw, as it is entered; ``amount`` where something was counted."""

    subject: str
    passed: bool
    checked_by: str
    on: date
    amount: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCheck:
    """What a person saw, as it is kept. Photos hang on entity ``hand_check`` and ``uid``."""

    uid: str
    subject: str
    on: date
    passed: bool
    amount: int | None
    checked_by: str
    note: str
    recorded_at: str
    recorded_by: str
    voided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCheckLine:
    """A check as it is listed: with its subject's name, and the unit of the amount counted."""

    check: HandCheck
    name: Words
    unit: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLine:
    """A subject that must be looked at by hand, and how its newest check stands today.

    ``due_on`` is the last day on which that check is young enough; None where there is none.
    """

    subject: Subject
    codes: tuple[str, ...]
    interval_days: int
    newest: HandCheck | None
    due_on: date | None
    amount_wanted: bool

    def is_due(self, on: date) -> bool:
        """Tell whether somebody must look by the end of ``on``."""
        return self.due_on is None or self.due_on <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExemption:
    """A criterion that shall not apply from ``first_day`` on; no ``last_day`` is without end."""

    criterion: str
    first_day: date
    reason: str
    approved_by: str
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A criterion that does not apply, with reason and approver."""

    uid: str
    criterion: str
    standard_key: str
    first_day: date
    last_day: date | None
    reason: str
    approved_by: str
    recorded_at: str
    recorded_by: str
    voided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAssessment:
    """A line of the list of signed assessments; ``text`` is the frozen snapshot."""

    id: AssessmentId
    uid: str
    number: str
    standard_key: str
    standard_version: str
    on: date
    recorded_at: str
    recorded_by: str
    assessor: str
    attained: int | None
    applied_for: int | None
    text: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardCopy:
    """A version of a station's own standard; it holds from ``valid_from`` on."""

    uid: str
    key: str
    version: str
    based_on: str
    body: str
    valid_from: date
    recorded_at: str
    recorded_by: str
    archived_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLine:
    """A standard to choose from: a preset, or the newest version of an own copy."""

    key: str
    version: str
    title: Words
    is_preset: bool
    based_on: str
    valid_from: date | None
    in_use: bool
    archived: bool


def hand_check_problems(wish: NewHandCheck, standard: Standard, today: date) -> Iterator[Problem]:
    """Yield every reason why the check cannot be kept."""
    if standard.subject(wish.subject) is None:
        phrase = N_("The standard does not ask for the check “{subject}”.")
        yield Problem("subject", phrase, {"subject": wish.subject})
    if not wish.checked_by.strip():
        yield Problem("checked_by", N_("Write who looked."))
    if wish.on > today:
        yield Problem("on", N_("A check cannot lie in the future."))
    largest = _largest_amount(standard, wish.subject)
    if wish.amount is not None and not 0 <= wish.amount <= largest:
        yield Problem("amount", N_("Count 0 to {limit}."), {"limit": largest})
    if wish.passed and wish.amount is None and amount_wanted(standard, wish.subject):
        yield Problem("amount", N_("Write how much was counted."))
    if not wish.passed and not wish.note.strip():
        yield Problem("note", N_("Write what is not in order."))
    if len(wish.note) > LONGEST_NOTE:
        phrase = N_("A note has at most {limit} characters.")
        yield Problem("note", phrase, {"limit": LONGEST_NOTE})


def _largest_amount(standard: Standard, subject: str) -> int:
    asked = standard.subject(subject)
    return 100 if asked is not None and asked.unit.en == "%" else LARGEST_AMOUNT


def exemption_problems(wish: NewExemption, standard: Standard) -> Iterator[Problem]:
    """Yield every reason why the exemption cannot be kept."""
    if standard.criterion(wish.criterion) is None:
        phrase = N_("The standard has no service {code}.")
        yield Problem("criterion", phrase, {"code": wish.criterion})
    if not wish.reason.strip():
        yield Problem("reason", N_("Write why the service does not apply here."))
    if not wish.approved_by.strip():
        yield Problem("approved_by", N_("Write who approved that."))
    if wish.last_day is not None and wish.last_day < wish.first_day:
        yield Problem("last_day", N_("The exemption ends before it begins."))


def amount_wanted(standard: Standard, subject: str) -> bool:
    """Tell whether some rule compares the amount counted of ``subject``."""
    return any(
        rule.kind is RuleKind.HAND_CHECK
        and rule.subject == subject
        and bool(rule.quantity or rule.at_most)
        for criterion in standard.criteria
        for outer in criterion.rules
        for rule in outer.every_rule()
    )


def next_version(valid_from: date, taken: list[str]) -> str:
    """Return the version of an own copy: its first day and the next number, ``2026-06-30.1``."""
    number = 1
    while (version := f"{valid_from.isoformat()}.{number}") in taken:
        number += 1
    return version


def assessment_number(on: date, taken: int) -> str:
    """Return the number of the next assessment of a day: ``DB-20260630-01`` (达标)."""
    return f"DB-{on:%Y%m%d}-{taken + 1:02d}"
