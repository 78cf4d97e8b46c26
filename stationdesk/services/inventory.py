"""What can be done at the stock; each part stands in ``services/stockroom``."""

from __future__ import annotations

from stationdesk.services.stockroom.counts import Counts
from stationdesk.services.stockroom.lists import Lists
from stationdesk.services.stockroom.sets import RequiredSets
from stationdesk.services.stockroom.statements import Statements


class Inventory(RequiredSets, Counts, Statements, Lists):
    """The stock of one station: its goods, their documents, counts, sets and lists."""
