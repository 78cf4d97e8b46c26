"""What every form about inspections is handed, and how it is opened over the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PyQt6.QtWidgets import QDialog, QWidget

    from stationdesk.services.attachments import Attachments
    from stationdesk.services.inspections import Inspections
    from stationdesk.services.station import StationFacts
    from stationdesk.ui.dialogs import Dialogs


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionServices:
    """What the page works with; ``who`` is at the desk."""

    inspections: Inspections
    attachments: Attachments
    station: StationFacts
    who: Callable[[], str]
    today: Callable[[], date]

    def people(self) -> list[str]:
        """Return the names to be offered while one types."""
        return self.station.people()

    def keeper(self) -> str:
        """Return who keeps the station, else who is at the desk."""
        station = self.station.station()
        return (station.keeper if station else "") or self.who()


class Over(TypedDict):
    """What every form is handed: who answers its questions, and what it stands before."""

    dialogs: Dialogs
    parent: QWidget


def ask(form: QDialog) -> bool:
    """Let a form be filled in and let it go; return whether something was kept."""
    try:
        return bool(form.exec())
    finally:
        form.deleteLater()
