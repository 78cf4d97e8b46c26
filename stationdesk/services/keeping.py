"""What can be done with things kept and found; each part stands in ``services/keeping_desk``."""

from __future__ import annotations

from stationdesk.services.keeping_desk.found import FoundThings
from stationdesk.services.keeping_desk.kept import KeptThings
from stationdesk.services.keeping_desk.looks import ShelfLooks
from stationdesk.services.keeping_desk.waiting import Waiting


class Keeping(KeptThings, FoundThings, ShelfLooks, Waiting):
    """Safekeeping and lost property of one station."""
