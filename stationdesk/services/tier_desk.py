"""What all deeds about the tiers need: the standard, the records of a day, how to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.domain.tiers.assess import Dossier
from stationdesk.services.context import Undo
from stationdesk.services.standards import Standards
from stationdesk.services.tier_facts import gather
from stationdesk.store import station as station_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from stationdesk.domain.tiers.facts import Facts
    from stationdesk.domain.tiers.standard import Standard
    from stationdesk.services.context import Context


class TierDesk:
    """A day, a standard, and the station's records of that day."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.standards = Standards(context)

    def standard_in_force(self, on: date | None = None, standard: str | None = None) -> Standard:
        """Return the standard that judges ``on`` (None: today); ``standard`` chooses another key.

        Raises:
            Refused: where there is no standard of that key.
        """
        return self.standards.in_force(on or self._context.today(), standard)

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

    def _offer(
        self, phrase: str, values: Mapping[str, object], take_back: Callable[[], None]
    ) -> None:
        self._context.offer_undo(Undo(phrase, values, take_back))
