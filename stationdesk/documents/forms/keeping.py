"""Things kept and found on paper: 代管物品登记表, 失物招领登记表, 失物招领启事, 销毁记录.

People stand on none of them by name, except the staff who sign and the witness of an erasing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import day_words, station_facts, without
from stationdesk.documents.forms.ledgers import period_ledger
from stationdesk.documents.papers import (
    Block,
    Fact,
    Facts,
    Note,
    Origin,
    Paper,
    Paragraph,
    SignatureBox,
    SignatureBoxes,
    SignatureLine,
    table,
)
from stationdesk.i18n import _
from stationdesk.listings.keeping import ERASED, NOTICE, found_things, kept_things

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from stationdesk.domain.keeping.found import FoundThing
    from stationdesk.domain.keeping.kept import KeptThing
    from stationdesk.domain.keeping.retention import RetentionRun
    from stationdesk.domain.station import Station

_NOT_ON_PAPER = ("handed_by", "outcome_by", "place", "pass_on_after")
"""What an A4 page has no room for; the workbook of the listing has every column."""
NOTICE_ROW_MM = 9.0
"""Rows one can read from a step away."""


def kept_ledger(
    station: Station,
    things: Sequence[KeptThing],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what was taken into safekeeping in a period (代管物品登记表)."""
    return period_ledger(
        station,
        _("Safekeeping ledger"),
        "kept-things",
        without(kept_things(last), _NOT_ON_PAPER),
        things,
        first,
        last,
        notes=(_masked(),),
        printed_at=printed_at,
    )


def found_ledger(
    station: Station,
    things: Sequence[FoundThing],
    first: date,
    last: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return what was found in a period and what became of it (失物招领登记表)."""
    return period_ledger(
        station,
        _("Lost-property ledger"),
        "lost-property",
        without(found_things(last), _NOT_ON_PAPER),
        things,
        first,
        last,
        notes=(_masked(),),
        printed_at=printed_at,
    )


def found_notice(
    station: Station,
    things: Sequence[FoundThing],
    on: date,
    *,
    printed_at: datetime | None = None,
) -> Paper:
    """Return the notice for the wall (失物招领启事): what waits, too coarse to be guessed by."""
    begin = _(
        "These things were found in this station or handed in here. Whoever lost one of them is "
        "asked to come for it."
    )
    end = _(
        "Please describe the thing and answer a few questions about it; for papers, bank cards and "
        "cash bring a proof of identity. What nobody claims in time is handed to the police or "
        "another authority, as the Civil Code of the People's Republic of China provides."
    )
    return Paper(
        title=_("Lost property: please claim"),
        blocks=(
            Paragraph(begin),
            table(NOTICE, things, empty=_("No found thing is waiting now."), row_mm=NOTICE_ROW_MM),
            Paragraph(end),
            Facts(_where_to_claim(station), across=1),
            SignatureLine((_("Day of the notice: {day}").format(day=day_words(on)), _("(Seal)"))),
        ),
        origin=Origin("lost-property-notice", station.code, station.name, on.isoformat()),
        subject=day_words(on),
        printed_at=printed_at,
    )


def erasing_record(
    station: Station, run: RetentionRun, *, printed_at: datetime | None = None
) -> Paper:
    """Return the record of one erasing (个人信息销毁记录), to be signed by both and filed."""
    rule = _(
        "Names, phones and remarks are kept for the days told below after the last return, "
        "hand-over, outcome or closing. What has met its purpose is then erased, as articles 19 "
        "and 47 of the Personal Information Protection Law provide."
    )
    how = _(
        "The records below were erased from the station's file, and the file's bytes that held "
        "them were overwritten; they cannot be brought back. What remains tells things, days and "
        "quantities, and no person."
    )
    backups = _(
        "Backup copies made before this day still hold what was erased until they are thinned "
        "out, after nine months at most; copies put aside by hand are to be destroyed by hand."
    )
    blocks: tuple[Block, ...] = (
        Paragraph(rule),
        Paragraph(how),
        table(ERASED, run.lines, numbered=True),
        Note(backups),
        _signatures(run),
    )
    return Paper(
        title=_("Record of erased personal data"),
        number=run.number,
        head=(
            *station_facts(station)[:2],
            Fact(_("Erased on"), day_words(run.on)),
        ),
        blocks=blocks,
        origin=Origin("retention-record", station.code, station.name, run.on.isoformat()),
        subject=run.number,
        printed_at=printed_at,
    )


def _where_to_claim(station: Station) -> tuple[Fact, ...]:
    address = station_facts(station)[2].value
    facts = (
        Fact(_("Where to claim"), station.name),
        Fact(_("Station address"), address),
        Fact(_("Telephone of the station"), station.phone),
    )
    return tuple(each for each in facts if each.value)


def _signatures(run: RetentionRun) -> SignatureBoxes:
    named = _("{name}, signature:")
    return SignatureBoxes(
        (
            SignatureBox(_("Erased by"), (named.format(name=run.recorded_by),)),
            SignatureBox(_("Witness"), (named.format(name=run.witness),)),
            SignatureBox(_("Station manager"), (_("Signature:"),), _("(Seal)")),
        )
    )


def _masked() -> str:
    return _("People are told by surname and the last four digits of the phone only.")
