"""The blank tally sheet of visits (服务人次登记表): groups across, hours down, strokes of 正."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import to_fill_in
from stationdesk.documents.papers import (
    Fact,
    Note,
    Origin,
    Paper,
    SignatureLine,
    table,
    usual_signers,
)
from stationdesk.domain.visitors import VISITOR_GROUPS
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Column, Kind

if TYPE_CHECKING:
    from datetime import datetime

    from stationdesk.domain.station import Station

ROW_MM = 6.8
"""The height of an hour, so that a day is one page."""
FIRST_HOUR, LAST_HOUR = 7, 19
"""The hours that have a line of their own; earlier and later ones go into the first and last."""


def blank_tally(station: Station, *, printed_at: datetime | None = None) -> Paper:
    """Return the sheet of one day, to be filled in by hand and entered in the evening."""
    hours = Column("hour", N_("Hour of the visit"), Kind.TEXT, _hour, 4)
    groups = [to_fill_in(key, words, 4, grows=True) for key, words in VISITOR_GROUPS.items()]
    total = to_fill_in("total", N_("Visits of the hour"), 4)
    lines = [*range(FIRST_HOUR, LAST_HOUR + 1), None]
    return Paper(
        title=_("Tally sheet of visits"),
        unit=station.name,
        period=_("Year      Month      Day"),
        head=(Fact(_("Tallied by"), ""), Fact(_("Opened and closed at"), "")),
        blocks=(
            table((hours, *groups, total), lines, row_mm=ROW_MM, dense=True),
            Note(_("One stroke of 正 for each visitor; count people, never write names.")),
            SignatureLine(usual_signers()),
        ),
        landscape=True,
        origin=Origin("visits-blank", station.code, station.name),
        printed_at=printed_at,
    )


def _hour(hour: int | None) -> str:
    return _("In all") if hour is None else _("{first}–{last} h").format(first=hour, last=hour + 1)
