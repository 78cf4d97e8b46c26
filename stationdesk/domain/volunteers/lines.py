"""A volunteer as a line of the register: who it is, how they stand, and what to mind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stationdesk.domain.masking import masked
from stationdesk.domain.volunteers.ages import age_on, is_minor_on, lacks_consent_on
from stationdesk.domain.volunteers.standing import next_status, standing_on, status_on
from stationdesk.domain.volunteers.stars import level_of
from stationdesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.volunteers.availability import Leave
    from stationdesk.domain.volunteers.people import Consent, Standing, Status, Volunteer
    from stationdesk.domain.volunteers.skills import Skill, VolunteerSkill
    from stationdesk.domain.volunteers.training import Honour, Training, TrainingResult

SOON_DAYS = 30
"""A certificate that runs out within so many days is told of; the product's default."""


class VolunteerMark(StrEnum):
    """What is to be minded about a volunteer, the most pressing first."""

    NO_CONSENT = "no_consent"
    ON_LEAVE = "on_leave"
    LEAVE_ASKED = "leave_asked"
    SKILL_EXPIRED = "skill_expired"
    SKILL_EXPIRES = "skill_expires"
    SKILL_UNVERIFIED = "skill_unverified"
    MINOR = "minor"
    NOVICE = "novice"
    MENTOR = "mentor"
    ERASED = "erased"


VOLUNTEER_MARK_WORDS = {
    VolunteerMark.NO_CONSENT: N_("No guardian's consent"),
    VolunteerMark.ON_LEAVE: N_("On leave today"),
    VolunteerMark.LEAVE_ASKED: N_("Asked for leave"),
    VolunteerMark.SKILL_EXPIRED: N_("Certificate run out"),
    VolunteerMark.SKILL_EXPIRES: N_("Certificate runs out soon"),
    VolunteerMark.SKILL_UNVERIFIED: N_("Skill not verified"),
    VolunteerMark.MINOR: N_("Minor"),
    VolunteerMark.NOVICE: N_("Novice volunteer"),
    VolunteerMark.MENTOR: N_("Mentor of novices"),
    VolunteerMark.ERASED: N_("Volunteer's data erased"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLine:
    """A skill of a volunteer with its name, as it stands on ``on``."""

    skill: Skill
    held: VolunteerSkill
    on: date

    @property
    def counts(self) -> bool:
        """Tell whether it counts on that day."""
        return self.held.counts_on(self.on)

    @property
    def has_expired(self) -> bool:
        """Tell whether it ran out before that day."""
        return self.held.expires_on is not None and self.held.expires_on < self.on

    @property
    def days_left(self) -> int | None:
        """How many more days it counts after that day, below 0 once it ran out; None for ever."""
        return None if self.held.expires_on is None else (self.held.expires_on - self.on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class NextShift:
    """The next shift somebody is planned for; minutes of its day, an end may be over 1440."""

    day: date
    name: str
    from_minute: int
    to_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerLine:
    """A volunteer as they stand on ``on``.

    ``minutes`` is all that the hours ledger holds by that day. The phone is shown masked, the
    identity number not at all; ``has_identity`` and ``has_pin`` only tell whether there is one.
    """

    volunteer: Volunteer
    on: date
    statuses: tuple[Status, ...] = ()
    skills: tuple[SkillLine, ...] = ()
    leaves: tuple[Leave, ...] = ()
    """Those approved or asked for that are not over on that day, the soonest first."""
    consents: tuple[Consent, ...] = ()
    minutes: int = 0
    next_shift: NextShift | None = None
    has_identity: bool = False
    has_pin: bool = False

    @property
    def standing(self) -> Standing:
        """Where the volunteer stands on that day."""
        return standing_on(self.statuses, self.on)

    @property
    def status(self) -> Status | None:
        """The status that holds on that day, with its reason; None before the first one."""
        return status_on(self.statuses, self.on)

    @property
    def coming(self) -> Status | None:
        """The next change that is known already."""
        return next_status(self.statuses, self.on)

    @property
    def phone_shown(self) -> str:
        """The phone as it is shown: 138****5678."""
        return masked_phone(self.volunteer.phone)

    @property
    def age(self) -> int | None:
        """The whole years that are certain on that day."""
        return age_on(self.volunteer.born, self.on)

    @property
    def is_minor(self) -> bool:
        """Tell whether the volunteer may still be under 18 on that day."""
        return is_minor_on(self.volunteer.born, self.on)

    @property
    def stars(self) -> int:
        """The stars that the hours reach, 0 to 5."""
        return level_of(self.minutes)

    @property
    def skill_names(self) -> tuple[str, ...]:
        """The names of the skills that count on that day."""
        return tuple(each.skill.name for each in self.skills if each.counts)

    @property
    def marks(self) -> tuple[VolunteerMark, ...]:
        """What is to be minded on that day, the most pressing first."""
        if self.volunteer.erased_on is not None:
            return (VolunteerMark.ERASED,)
        held = {
            VolunteerMark.NO_CONSENT: lacks_consent_on(self.volunteer.born, self.consents, self.on),
            VolunteerMark.ON_LEAVE: any(each.is_approved_on(self.on) for each in self.leaves),
            VolunteerMark.LEAVE_ASKED: any(each.is_open for each in self.leaves),
            VolunteerMark.SKILL_EXPIRED: any(each.has_expired for each in self.skills),
            VolunteerMark.SKILL_EXPIRES: any(
                each.counts and each.days_left is not None and each.days_left <= SOON_DAYS
                for each in self.skills
            ),
            VolunteerMark.SKILL_UNVERIFIED: any(
                each.held.verified_on is None for each in self.skills
            ),
            VolunteerMark.MINOR: self.is_minor,
            VolunteerMark.NOVICE: self.volunteer.novice,
            VolunteerMark.MENTOR: self.volunteer.mentor,
        }
        return tuple(mark for mark, holds in held.items() if holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSkill:
    """A skill with whose it is."""

    person: Volunteer
    skill: SkillLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLeave:
    """A leave with whose it is."""

    person: Volunteer
    leave: Leave


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHonour:
    """An honour with whose it is."""

    person: Volunteer
    honour: Honour


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTraining:
    """What became of somebody at a training."""

    person: Volunteer
    training: Training
    result: TrainingResult


def masked_phone(phone: str) -> str:
    """Return a phone as it is shown: of a mobile 138****5678, of any other one its last four."""
    shown = masked(phone)
    hidden = max(0, len(phone) - 4)
    return shown if shown != phone or not phone else "*" * hidden + phone[hidden:]
