"""Everything a person can do with the station's amenities, behind one door."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from stationdesk.i18n import N_
from stationdesk.services.amenity_faults import TOPICS
from stationdesk.services.amenity_register import RegisterDesk
from stationdesk.services.amenity_upkeep import UpkeepDesk

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from stationdesk.domain.amenities import NewAmenity
    from stationdesk.domain.ids import AmenityId, PlanId


class Amenities(RegisterDesk, UpkeepDesk):
    """The register, its upkeep, its faults and outages.

    Made with the station's context and with the stock that spares are taken from.
    """

    def enter(
        self, wish: NewAmenity, templates: Collection[str] = (), start: date | None = None
    ) -> AmenityId:
        """Enter a line together with the ready-made plans of ``templates``, undone as one.

        Raises:
            Refused: naming every field that cannot stay so, also what a template still needs.
        """
        with self._context.deed(*TOPICS):
            amenity_id = self.add(wish)
            plan_ids = (
                self.add_plans_from_templates(amenity_id, templates, start) if templates else []
            )
        amenity = self.amenity(amenity_id)
        values: dict[str, object] = {"code": amenity.code, "name": amenity.name}
        take_back = partial(self._take_out, amenity_id, plan_ids)
        self._offer(N_("{code} {name} was entered."), values, take_back)
        return amenity_id

    def _take_out(self, amenity_id: AmenityId, plan_ids: Sequence[PlanId]) -> None:
        with self._context.deed(*TOPICS):
            self._drop_plans(plan_ids)
            self.remove(amenity_id)
