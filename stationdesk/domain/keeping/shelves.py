"""The two shelves whose ledgers are looked through now and then."""

from __future__ import annotations

from enum import StrEnum

from stationdesk.i18n import N_


class Shelf(StrEnum):
    """Things kept for somebody, and things that were found."""

    KEPT = "kept_things"
    FOUND = "found_things"


SHELF_WORDS = {
    Shelf.KEPT: N_("Things in safekeeping"),
    Shelf.FOUND: N_("Lost property"),
}
