"""An inspection against a standard: who looked at what, on which day, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.domain.inspections.kinds import InspectionState

if TYPE_CHECKING:
    from datetime import date

    from stationdesk.domain.ids import InspectionId
    from stationdesk.domain.inspections.kinds import InspectionKind
    from stationdesk.domain.inspections.lines import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInspection:
    """An inspection that shall begin.

    ``inspectors`` are the names as written, ``escort`` who went along for the station.
    """

    kind: InspectionKind
    on: date
    inspectors: str
    escort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """An inspection as recorded. ``number`` is JC-2026-001; photos hang on ``inspection``.

    ``tier`` is the one whose services it asks for; ``summary`` is what the inspectors say of the
    whole. ``submitted_at`` and ``signed_at`` are moments of recording, None before. ``digest``
    seals a signed one; it is empty before.
    """

    id: InspectionId
    uid: str
    number: str
    kind: InspectionKind
    on: date
    standard_key: str
    standard_version: str
    tier: int | None
    inspectors: str
    escort: str
    summary: str
    state: InspectionState
    submitted_at: str | None
    submitted_by: str
    signed_at: str | None
    signed_by: str
    digest: str
    recorded_at: str
    recorded_by: str
    voided: bool
    version: int

    @property
    def is_draft(self) -> bool:
        """Tell whether it may still be filled in."""
        return self.state is InspectionState.DRAFT and not self.voided


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionLook:
    """An inspection as it is listed: how its lines came out, and how far its actions are.

    ``verified`` of ``actions`` were found done by somebody else.
    """

    inspection: Inspection
    progress: Progress
    findings: int
    actions: int
    verified: int
