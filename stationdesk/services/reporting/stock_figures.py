"""Goods that came in, were used and were written off."""

from __future__ import annotations

from stationdesk.domain.goods import usual_category
from stationdesk.i18n import N_
from stationdesk.services.reporting.source import Behind, Counted, CountedSource
from stationdesk.store.report_figures.stock_records import goods_groups

PAGE = "inventory"
PIECES, DOCUMENTS, KINDS, TIMES = N_("pieces"), N_("documents"), N_("kinds"), N_("times")
_RECEIVED = Behind(N_("Receipt"), "stock_document", PAGE)
_ISSUED = Behind(N_("Issue of goods"), "stock_document", PAGE)
_SCRAPPED = Behind(N_("Write-off"), "stock_document", PAGE)
_COUNTED = Behind(N_("Stock count"), "stock_document", PAGE)
_STOCKTAKE = Behind(N_("Stock count"), "stocktake", PAGE)
_ITEM = Behind(N_("Goods of the ledger"), "item", PAGE)


def stock_figures() -> CountedSource:
    """Return what moved in the stock; a document that was reversed did not happen."""
    told = (
        Counted("issued", N_("Pieces used"), _ISSUED, PIECES),
        *(
            Counted(f"issued.{group}", usual_category(group), _ISSUED, PIECES)
            for group in goods_groups()
        ),
        Counted("issues", N_("Issues of goods"), _ISSUED, DOCUMENTS),
        Counted("kinds_issued", N_("Kinds of goods used"), _ITEM, KINDS),
        Counted("received", N_("Pieces received"), _RECEIVED, PIECES),
        Counted("purchased", N_("Pieces bought"), _RECEIVED, PIECES),
        Counted("allocated", N_("Pieces from the street office"), _RECEIVED, PIECES),
        Counted("donated", N_("Pieces donated"), _RECEIVED, PIECES),
        Counted("scrapped", N_("Pieces written off"), _SCRAPPED, PIECES),
        Counted("stocktakes", N_("Stock counts posted"), _STOCKTAKE, TIMES),
        Counted("counted_less", N_("Pieces missing in counts"), _COUNTED, PIECES),
        Counted("counted_more", N_("Pieces found in counts"), _COUNTED, PIECES),
    )
    return CountedSource("stock", N_("Goods and their use"), told)
