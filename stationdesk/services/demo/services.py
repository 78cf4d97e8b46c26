"""What the demo works with: the services of one open station, as its desk bundles them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from stationdesk.services.amenities import Amenities
    from stationdesk.services.attendance import AttendanceDesk
    from stationdesk.services.context import Context
    from stationdesk.services.feedback import Feedback
    from stationdesk.services.inventory import Inventory
    from stationdesk.services.keeping import Keeping
    from stationdesk.services.lending import Lending
    from stationdesk.services.opening_log import OpeningLog
    from stationdesk.services.retention import Retention
    from stationdesk.services.roster import Roster
    from stationdesk.services.station import StationFacts
    from stationdesk.services.tiers import Tiers
    from stationdesk.services.visits import Visits
    from stationdesk.services.volunteers import Volunteers


class Services(Protocol):
    """The services of one open station, as its desk bundles them."""

    @property
    def context(self) -> Context:
        """What the services share."""

    @property
    def station(self) -> StationFacts:
        """Facts and hours."""

    @property
    def inventory(self) -> Inventory:
        """The stock."""

    @property
    def amenities(self) -> Amenities:
        """Register, upkeep and faults."""

    @property
    def tiers(self) -> Tiers:
        """Compliance."""

    @property
    def lending(self) -> Lending:
        """The lending desk."""

    @property
    def keeping(self) -> Keeping:
        """Things kept and found."""

    @property
    def retention(self) -> Retention:
        """The erasing of personal data."""

    @property
    def feedback(self) -> Feedback:
        """The feedback book."""

    @property
    def volunteers(self) -> Volunteers:
        """Who helps at the station."""

    @property
    def roster(self) -> Roster:
        """Who serves when."""

    @property
    def attendance(self) -> AttendanceDesk:
        """Who came, and the hours."""

    @property
    def visits(self) -> Visits:
        """Who was counted."""

    @property
    def opening_log(self) -> OpeningLog:
        """When the door was open."""
