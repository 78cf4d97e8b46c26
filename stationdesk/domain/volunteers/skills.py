"""What volunteers can: a skill counts when somebody looked at the proof and it is in date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import SkillId, VolunteerId, VolunteerSkillId

FIRST_AID = "first_aid"
"""The key of the skill that cover rules and the tiers ask for; other keys are empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSkill:
    """A skill of the station's list; ``certified`` ones need a certificate's number."""

    name: str
    certified: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill as recorded."""

    id: SkillId
    uid: str
    name: str
    key: str
    certified: bool
    archived: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVolunteerSkill:
    """A skill somebody says to have; ``verified_by`` empty while nobody looked at the proof."""

    skill_id: SkillId
    certificate: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    verified_by: str = ""
    verified_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerSkill:
    """A skill of a volunteer as recorded; ``expires_on`` is the last day it counts."""

    id: VolunteerSkillId
    uid: str
    volunteer_id: VolunteerId
    skill_id: SkillId
    certificate: str
    issuer: str
    issued_on: date | None
    expires_on: date | None
    verified_by: str
    verified_on: date | None
    version: int

    def counts_on(self, day: date) -> bool:
        """Tell whether it counts on ``day``: verified, already issued, not expired.

        Somebody looked at the proof at some time; a look later than ``day`` proves it as well.
        """
        return (
            self.verified_on is not None
            and (self.issued_on is None or self.issued_on <= day)
            and (self.expires_on is None or day <= self.expires_on)
        )
