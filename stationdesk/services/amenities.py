"""Everything a person can do with the station's amenities, behind one door."""

from __future__ import annotations

from stationdesk.services.amenity_register import RegisterDesk
from stationdesk.services.amenity_upkeep import UpkeepDesk


class Amenities(RegisterDesk, UpkeepDesk):
    """The register, its upkeep, its faults and outages.

    Made with the station's context and with the stock that spares are taken from.
    """
