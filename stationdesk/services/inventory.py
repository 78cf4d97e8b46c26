"""What can be done at the stock; each part stands in ``services/stockroom``."""

from __future__ import annotations

from stationdesk.services.stockroom.documents import Documents
from stationdesk.services.stockroom.goods import Goods
from stationdesk.services.stockroom.lists import Lists


class Inventory(Goods, Documents, Lists):
    """The stock of one station: its goods, their documents, counts, sets and lists."""
