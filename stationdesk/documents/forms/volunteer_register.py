"""The register of volunteers (志愿者台账) on paper and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import day_words, without
from stationdesk.documents.forms.ledgers import station_ledger
from stationdesk.documents.papers import Group, Paper
from stationdesk.domain.volunteers.people import STANDING_WORDS, Standing
from stationdesk.i18n import _
from stationdesk.listings.volunteers import register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from stationdesk.domain.ids import VolunteerId
    from stationdesk.domain.station import Station
    from stationdesk.domain.volunteers.lines import VolunteerLine
    from stationdesk.listings.columns import Column

_NOT_ON_PAPER = ("mind", "next", "promised", "national")


def volunteer_register(
    station: Station,
    lines: Sequence[VolunteerLine],
    on: date,
    *,
    masked: bool = True,
    phones: Mapping[VolunteerId, str] | None = None,
    for_print: bool = True,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the volunteers of a day; ``phones`` holds whole numbers where a reason was told.

    A workbook (not ``for_print``) has every column of the screen. Identity numbers are on neither.
    """
    columns = register(masked=masked)
    if phones is not None:
        columns = tuple(_whole(column, phones) for column in columns)
    counted = _("; ").join(
        f"{_(words)} {sum(line.standing is standing for line in lines)}"
        for standing, words in STANDING_WORDS.items()
        if standing is not Standing.LEFT
    )
    return station_ledger(
        station,
        _("Volunteer register"),
        "volunteers",
        without(columns, _NOT_ON_PAPER) if for_print else columns,
        [Group("", lines)],
        period=day_words(on),
        period_key=on.isoformat(),
        notes=(counted,),
        printed_at=printed_at,
    )


def _whole(
    column: Column[VolunteerLine], phones: Mapping[VolunteerId, str]
) -> Column[VolunteerLine]:
    if column.key != "phone":
        return column
    return replace(column, read=lambda line: phones.get(line.volunteer.id, line.phone_shown))
