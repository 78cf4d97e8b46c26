"""A volunteer, from the first application to the last day of service.

What is recorded follows 志愿服务条例 §19 and 民函〔2012〕340号 §6: name, sex, month of birth,
identity number, skills and how to reach them. Health is never recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import ConsentId, StatusId, VolunteerId

ADULT_YEARS = 18


class Sex(StrEnum):
    """性别; not told where nobody wrote it down."""

    NOT_TOLD = ""
    FEMALE = "female"
    MALE = "male"


SEX_WORDS = {Sex.NOT_TOLD: N_("Not told"), Sex.FEMALE: N_("Female"), Sex.MALE: N_("Male")}


class Standing(StrEnum):
    """Where a volunteer stands: 申请中, 在岗, 暂停, 已退出."""

    APPLIED = "applied"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


STANDING_WORDS = {
    Standing.APPLIED: N_("Volunteer applied"),
    Standing.ACTIVE: N_("Volunteer active"),
    Standing.PAUSED: N_("Volunteer pausing"),
    Standing.LEFT: N_("Volunteer left"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVolunteer:
    """A volunteer as typed in.

    ``born`` is an ISO day, month or year, as much as is known (``1990-05-23``, ``1986-04``).
    ``promised_minutes`` is what was promised for a month, 0 for nothing. ``national_number`` is
    the number of the national volunteer system (MZ/T 061); it is not the identity number.
    ``identity`` is the number of the identity document, kept apart; empty keeps what is known.
    A ``novice`` serves only beside a ``mentor``. ``in_ranking`` is a consent (opt-in).
    """

    name: str
    sex: Sex = Sex.NOT_TOLD
    born: str = ""
    phone: str = ""
    group: str = ""
    national_number: str = ""
    joined_on: date | None = None
    promised_minutes: int = 0
    novice: bool = False
    mentor: bool = False
    in_ranking: bool = False
    note: str = ""
    identity: str = ""
    identity_document: str = "resident_card"
    standing: Standing = Standing.ACTIVE
    request_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volunteer:
    """A volunteer as recorded. The identity number is not here: it is read by one deed alone.

    ``number`` is the station's own (V-0001), ``card_code`` what the square code of the card says.
    After erasing, ``name`` is masked and born, phone and note are empty.
    """

    id: VolunteerId
    uid: str
    number: str
    name: str
    sex: Sex
    born: str
    phone: str
    group: str
    national_number: str
    joined_on: date | None
    promised_minutes: int
    novice: bool
    mentor: bool
    in_ranking: bool
    card_code: str
    note: str
    search_words: str
    erased_on: date | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """From ``from_day`` on the volunteer stands so, until the next status."""

    id: StatusId
    uid: str
    volunteer_id: VolunteerId
    standing: Standing
    from_day: date
    reason: str
    recorded_at: str
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsent:
    """What a guardian signed for somebody under 18; ``valid_until`` None holds to the birthday."""

    guardian: str
    relation: str
    phone: str
    signed_on: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A guardian's consent as recorded; ``phone`` is shown masked."""

    id: ConsentId
    uid: str
    volunteer_id: VolunteerId
    guardian: str
    relation: str
    phone: str
    signed_on: date
    valid_until: date | None
