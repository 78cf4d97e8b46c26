"""The monthly check sheet of a required set, such as the first-aid kit (急救箱月检表).

Its columns are those stations keep by hand: 品名、应有、实有、批号、有效期至、检查人、处理.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stationdesk.documents.forms.common import (
    HAND_ROW_MM,
    column,
    day_words,
    month_words,
    station_facts,
    to_fill_in,
)
from stationdesk.documents.papers import (
    BLANK_BOX,
    Block,
    Check,
    Checklist,
    Fact,
    Group,
    Heading,
    Note,
    Origin,
    Paper,
    SignatureBox,
    SignatureBoxes,
    Table,
    Verdict,
)
from stationdesk.i18n import N_, _
from stationdesk.listings.columns import Kind, Tone
from stationdesk.listings.stocktakes import SET_COMPLETE, SET_EXPIRED, SET_MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from stationdesk.domain.required_sets import (
        CheckedLine,
        RequiredSet,
        SetCheck,
        SetFinding,
    )
    from stationdesk.domain.station import Station
    from stationdesk.listings.columns import Mark

SPARE_ROWS = 3

LOOKS = (
    N_("The kit stands where it can be reached and is not locked"),
    N_("The kit is clean, dry and closed; packs are whole"),
    N_("The list of contents and the keeper's name are posted on it"),
    N_("Every use since the last check is written down"),
)
"""What no record can tell and the checker looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitLine:
    """A line of the sheet; a blank sheet knows only ``name``, ``unit`` and ``required``."""

    name: str
    unit: str
    required: int
    usable: int | None = None
    expired: int = 0
    missing: int = 0
    batches: str = ""
    earliest_expiry: date | None = None
    checked_by: str = ""

    @property
    def mark(self) -> Mark | None:
        """Return how the line stands, None on a blank sheet."""
        if self.usable is None:
            return None
        if self.expired:
            return SET_EXPIRED
        return SET_MISSING if self.missing else SET_COMPLETE

    @property
    def todo(self) -> str:
        """Return what to do about it, empty where all is well."""
        todos = []
        if self.expired:
            todos.append(_("scrap {count} expired").format(count=self.expired))
        if self.missing:
            todos.append(_("add {count}").format(count=self.missing))
        return _("; ").join(todos)


_NAME = column("name", N_("Item"), lambda line: line.name, 8, grows=True)
_UNIT = column("unit", N_("Unit"), lambda line: line.unit, 2)
_REQUIRED = column(
    "required", N_("Required pieces"), lambda line: line.required, 3, kind=Kind.COUNT
)

FILLED_COLUMNS = (
    _NAME,
    _UNIT,
    _REQUIRED,
    column("usable", N_("Pieces in date"), lambda line: line.usable, 3, kind=Kind.COUNT),
    column("batches", N_("Batches found"), lambda line: line.batches, 6),
    column("expiry", N_("First expiry"), lambda line: line.earliest_expiry, 5, kind=Kind.DAY),
    column("state", N_("Set state"), lambda line: line.mark, 5, kind=Kind.STATE),
    column("checked_by", N_("Checker"), lambda line: line.checked_by, 3),
    column("todo", N_("Action taken"), lambda line: line.todo, 6, grows=True),
)
BLANK_COLUMNS = (
    _NAME,
    _UNIT,
    _REQUIRED,
    to_fill_in("usable", N_("Pieces in date"), 3, kind=Kind.COUNT),
    to_fill_in("batches", N_("Batch number"), 5),
    to_fill_in("expiry", N_("Valid until"), 5),
    to_fill_in("checked_by", N_("Checker"), 4),
    to_fill_in("todo", N_("Action taken"), 6, grows=True),
)


def blank_kit_check(
    station: Station, kit: RequiredSet, on: date, *, printed_at: datetime | None = None
) -> Paper:
    """Return the sheet of the month of ``on`` to check by hand: contents and quantities printed."""
    lines = [
        KitLine(name=line.item.title(), unit=line.item.unit, required=line.quantity)
        for line in kit.lines_on(on)
    ]
    shown = Table(
        BLANK_COLUMNS,
        (Group("", lines),),
        numbered=True,
        blank_rows=SPARE_ROWS,
        row_mm=HAND_ROW_MM - 1,
    )
    return _paper(station, kit, on, (shown, *_looks()), printed_at)


def filled_kit_check(
    station: Station,
    kit: RequiredSet,
    findings: Sequence[SetFinding],
    on: date,
    *,
    checker: str = "",
    printed_at: datetime | None = None,
) -> Paper:
    """Return the sheet filled in from the stock records of ``on``, to be compared and signed."""
    lines = [
        KitLine(
            name=each.item.title(),
            unit=each.item.unit,
            required=each.required,
            usable=each.usable,
            expired=each.expired,
            missing=each.missing,
            batches="\n".join(each.batches),
            earliest_expiry=each.earliest_expiry,
            checked_by=checker,
        )
        for each in findings
    ]
    shown = Table(FILLED_COLUMNS, (Group("", lines),), numbered=True)
    blocks = (_verdict(lines), shown, *_looks())
    return _paper(station, kit, on, blocks, printed_at)


def recorded_kit_check(
    station: Station, kit: RequiredSet, check: SetCheck, *, printed_at: datetime | None = None
) -> Paper:
    """Return a check that was recorded, as it was written down on its day."""
    lines = [_recorded(line, check.recorded_by) for line in check.lines]
    shown = Table(FILLED_COLUMNS, (Group("", lines),), numbered=True)
    notes = (Note(_("Remark: {note}").format(note=check.note)),) if check.note else ()
    blocks = (_verdict(lines), shown, *notes)
    return _paper(station, kit, check.business_date, blocks, printed_at)


def _recorded(line: CheckedLine, checker: str) -> KitLine:
    return KitLine(
        name=line.item,
        unit=line.unit,
        required=line.required,
        usable=line.usable,
        expired=line.expired,
        missing=line.missing,
        earliest_expiry=line.earliest_expiry,
        checked_by=checker,
    )


def _verdict(lines: Sequence[KitLine]) -> Verdict:
    lacking = [line for line in lines if line.expired or line.missing]
    if not lines:
        return Verdict(_("The set has no contents yet."), Tone.NEUTRAL)
    if not lacking:
        return Verdict(
            _("Complete and in date: all {count} kinds.").format(count=len(lines)), Tone.GOOD
        )
    phrase = _("Not complete: {lacking} of {count} kinds need action.")
    reasons = tuple(
        _("{service}: {found}").format(service=line.name, found=line.todo) for line in lacking
    )
    return Verdict(phrase.format(lacking=len(lacking), count=len(lines)), Tone.BAD, reasons)


def _looks() -> tuple[Heading, Checklist]:
    return (
        Heading(_("Also look at")),
        Checklist(tuple(Check(_(phrase), BLANK_BOX) for phrase in LOOKS), across=2),
    )


def _paper(
    station: Station,
    kit: RequiredSet,
    on: date,
    blocks: tuple[Block, ...],
    printed_at: datetime | None,
) -> Paper:
    title = _("{set}: check sheet").format(set=kit.name)
    return Paper(
        title=title,
        subtitle=_("({month})").format(month=month_words(on)),
        head=(
            *station_facts(station)[:2],
            Fact(
                _("Place of the set"), kit.place.name if kit.place else _("Anywhere in the station")
            ),
            Fact(_("Check interval"), _("every {days} days").format(days=kit.check_every_days)),
            Fact(_("Day of the check"), day_words(on)),
            Fact(_("Keeper of the set"), station.keeper),
        ),
        blocks=(*blocks, _signatures()),
        subject=day_words(on),
        origin=Origin("kit-check", station.code, station.name, on.isoformat()[:7]),
        printed_at=printed_at,
    )


def _signatures() -> SignatureBoxes:
    signature = _("Signature:")
    return SignatureBoxes(
        (
            SignatureBox(_("Checker"), (signature,)),
            SignatureBox(_("Station manager"), (signature,), _("(Seal)")),
        )
    )
