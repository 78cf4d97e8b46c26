"""Trainings and who came, and the honours that volunteers were given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from stationdesk.domain.ids import HonourId, TrainingId, VolunteerId


class TrainingKind(StrEnum):
    """每周规范培训, 急救培训, 消防培训, 其他."""

    STANDARDS = "standards"
    FIRST_AID = "first_aid"
    FIRE = "fire"
    OTHER = "other"


TRAINING_KIND_WORDS = {
    TrainingKind.STANDARDS: N_("Weekly standard training"),
    TrainingKind.FIRST_AID: N_("First aid training"),
    TrainingKind.FIRE: N_("Fire safety training"),
    TrainingKind.OTHER: N_("Other training"),
}


class TrainingResult(StrEnum):
    """到场, 考核合格, 考核不合格, 缺席."""

    CAME = "came"
    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"


TRAINING_RESULT_WORDS = {
    TrainingResult.CAME: N_("Came to the training"),
    TrainingResult.PASSED: N_("Passed the test"),
    TrainingResult.FAILED: N_("Failed the test"),
    TrainingResult.ABSENT: N_("Missed the training"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTraining:
    """A training as entered, with what became of each volunteer."""

    kind: TrainingKind
    title: str
    business_date: date
    from_minute: int
    to_minute: int
    trainer: str = ""
    place: str = ""
    content: str = ""
    results: Mapping[VolunteerId, TrainingResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training as recorded; ``number`` is T-2026-001."""

    id: TrainingId
    uid: str
    number: str
    kind: TrainingKind
    title: str
    business_date: date
    from_minute: int
    to_minute: int
    trainer: str
    place: str
    content: str
    results: Mapping[VolunteerId, TrainingResult]
    recorded_by: str
    version: int


class HonourKind(StrEnum):
    """服务标兵, 先锋示范, 星级志愿者, 其他."""

    SERVICE_MODEL = "service_model"
    PIONEER = "pioneer"
    STAR = "star"
    OTHER = "other"


HONOUR_WORDS = {
    HonourKind.SERVICE_MODEL: N_("Service model"),
    HonourKind.PIONEER: N_("Pioneer of service"),
    HonourKind.STAR: N_("Star volunteer"),
    HonourKind.OTHER: N_("Other honour"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHonour:
    """An honour as given. ``entry_uid`` is the praise in the feedback book that it rests on."""

    volunteer_id: VolunteerId
    kind: HonourKind
    title: str
    given_on: date
    given_by: str
    stars: int = 0
    reason: str = ""
    entry_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """An honour as recorded."""

    id: HonourId
    uid: str
    volunteer_id: VolunteerId
    kind: HonourKind
    title: str
    stars: int
    given_on: date
    given_by: str
    reason: str
    entry_uid: str
