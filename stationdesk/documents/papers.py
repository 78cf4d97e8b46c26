"""What a paper says, apart from how it is drawn: one model for PDF and workbook.

A paper holds words that are already in the user's language. Tables take the same columns as the
screen (``stationdesk.listings.columns``), so a column is told once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from stationdesk.documents.charts import Charts, Photos
from stationdesk.documents.grids import DutyBoard, Grid, Legend
from stationdesk.i18n import _
from stationdesk.listings.columns import Column, Kind, Mark, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stationdesk.domain.letterhead import Letterhead

Record = TypeVar("Record")


class Measured(float):
    """A number with the decimals it is shown with; a column may hold numbers of several kinds."""

    __slots__ = ("places",)

    places: int

    def __new__(cls, value: float, places: int) -> Measured:
        """Return ``value``, shown with ``places`` decimals."""
        made = super().__new__(cls, value)
        made.places = places
        return made


Cell = str | int | float | date | Mark | None

BLANK_BOX, TICKED_BOX, CROSSED_BOX = "☐", "☑", "☒"
"""Boxes that may stand anywhere in a text; PDF draws them, since no font in use has them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paper's figures come from; a workbook keeps it on a hidden sheet."""

    listing: str
    station_code: str = ""
    station_name: str = ""
    period: str = ""
    """As the program writes it, ``2026-11`` or ``2026-11-22``."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, as in the head of a form; ``wide`` takes the whole line."""

    label: str
    value: Cell
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a part; it becomes a bookmark."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; the first line begins two characters in, as Chinese text does."""

    text: str
    indented: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: how a figure was made, what a sign means."""

    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the paper comes to, told before anything else, and the reasons for it."""

    statement: str
    tone: Tone
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values in a grid, ``across`` pairs to a line."""

    facts: tuple[Fact, ...]
    across: int = 2


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist; ``box`` is one of the three boxes above."""

    text: str
    box: str = BLANK_BOX


@dataclass(frozen=True, slots=True)
class Checklist:
    """Lines with a box before each, ``across`` to a row."""

    checks: tuple[Check, ...]
    across: int = 1


@dataclass(frozen=True, slots=True)
class Group(Generic[Record]):
    """Records under a heading of their own; an empty heading is not shown."""

    heading: str
    records: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Table(Generic[Record]):
    """Records in columns.

    A column is as wide as its words need; ``Column.width`` (Chinese characters) is the least a
    wrapping column gets. A table without records says ``empty`` instead.
    """

    columns: tuple[Column[Record], ...]
    groups: tuple[Group[Record], ...]
    title: str = ""
    empty: str = ""
    numbered: bool = False
    """Whether a column 序号 counts the records, through all groups."""
    blank_rows: int = 0
    """Empty lines at the end, to be filled in by hand."""
    row_mm: float = 0.0
    """The least height of a row on paper, for what is filled in by hand."""
    dense: bool = False
    """Whether to set it smaller and tighter, for much text in many rows."""

    def records(self) -> list[Record]:
        """Return the records of all groups in order."""
        return [record for group in self.groups for record in group.records]

    def shown_columns(self) -> tuple[Column[Any], ...]:
        """Return the columns, led by the running number where the table is numbered.

        They read what ``shown_records`` yields for each record.
        """
        if not self.numbered:
            return self.columns
        return (NUMBER, *map(_of_numbered, self.columns))

    def shown_records(self) -> Iterable[tuple[str, list[Any]]]:
        """Yield each group's heading and what its rows are read from."""
        number = 0
        for group in self.groups:
            if self.numbered:
                rows: list[Any] = list(enumerate(group.records, start=number + 1))
            else:
                rows = list(group.records)
            number += len(rows)
            yield group.heading, rows


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """The line under a ledger: 制表人：____ 审核人：____; only labels with a colon get a line."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """A framed place to sign: who, the names to sign beside, the seal and the day."""

    title: str
    signers: tuple[str, ...] = ()
    seal: str = ""
    """What stands where the seal goes, such as （盖章）; empty for a box without seal."""


@dataclass(frozen=True, slots=True)
class SignatureBoxes:
    """Signature boxes side by side, each with a line for the day."""

    boxes: tuple[SignatureBox, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows begins on a new page, under the paper's title and head once more."""

    number: str
    """Shown top right there, as ``Paper.number`` on the first page."""


@dataclass(frozen=True, slots=True)
class BigFigure:
    """A number to be read from afar, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class BigFigures:
    """Numbers side by side, as a poster shows them."""

    figures: tuple[BigFigure, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What somebody said and what was answered, in a frame under a heading of one line."""

    heading: str
    said: str
    answer: str
    foot: str = ""


Block = (
    Heading
    | Paragraph
    | Note
    | Verdict
    | Facts
    | Checklist
    | Table[Any]
    | SignatureLine
    | SignatureBoxes
    | PageBreak
    | NewSheet
    | BigFigures
    | Exchange
    | Grid
    | Legend
    | DutyBoard
    | Charts
    | Photos
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A form, list or report as it goes to paper or into a workbook."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    number: str = ""
    """The form's or document's number, shown top right."""
    unit: str = ""
    """Who fills it in, shown after 填报单位."""
    period: str = ""
    """The day, month or span the paper is about, in words."""
    head: tuple[Fact, ...] = ()
    landscape: bool = False
    copies: tuple[str, ...] = ()
    """Names of two copies that are printed on the halves of an upright A4 sheet, to be cut apart;
    without any the paper takes whole sheets."""
    poster: bool = False
    """Whether to print it on A3, everything as much larger, with a title for the wall."""
    wall: bool = False
    """Whether it hangs on a wall: nobody binds it, so its margins are narrow."""
    form_head: tuple[str, ...] = ()
    """The lines at the upper right of a statistics form (表号 and so on); with them the unit is
    asked for with its seal."""
    mark: str = ""
    """A framed word top left on every page, such as 副本; empty for none."""
    sheet: str = ""
    """The sheet's name in a workbook; the title when empty."""
    subject: str = ""
    origin: Origin | None = None
    printed_at: datetime | None = None
    """Shown in the foot; a paper without it is the same byte for byte every time."""
    letterhead: Letterhead | None = None
    """The station's own head and foot; see ``letterheads.on_letterhead``."""


NUMBER: Column[tuple[int, Any]] = Column(
    "row_number", "No.", Kind.COUNT, lambda numbered: numbered[0], width=2
)
"""The running number of a numbered table."""


def table(
    columns: Sequence[Column[Record]], records: Iterable[Record], **how: Any
) -> Table[Record]:
    """Return a table of ungrouped ``records``; ``how`` names further fields of ``Table``."""
    return Table(tuple(columns), (Group("", tuple(records)),), **how)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a plain listing on paper needs beside its columns and records."""

    title: str
    origin: Origin
    unit: str = ""
    period: str = ""
    notes: tuple[str, ...] = ()
    landscape: bool = True
    numbered: bool = True
    printed_at: datetime | None = None
    signers: tuple[str, ...] = field(default_factory=lambda: usual_signers())


def listing_paper(
    ledger: Ledger, columns: Sequence[Column[Record]], groups: Sequence[Group[Record]]
) -> Paper:
    """Return a listing as an office lays it out: title, unit, period, table, notes, signatures."""
    shown = Table(tuple(columns), tuple(groups), numbered=ledger.numbered)
    signed = (SignatureLine(ledger.signers),) if ledger.signers else ()
    return Paper(
        title=ledger.title,
        blocks=(shown, *map(Note, ledger.notes), *signed),
        unit=ledger.unit,
        period=ledger.period,
        landscape=ledger.landscape,
        origin=ledger.origin,
        printed_at=ledger.printed_at,
    )


def usual_signers() -> tuple[str, ...]:
    """Return the signature line of every ledger: 制表人、审核人、站长（签字）、（盖章）."""
    return (_("Prepared by:"), _("Checked by:"), _("Station manager (signature):"), _("(Seal)"))


def text_of(value: Cell) -> str:
    """Return a value as words: days as 2026-03-05, shares with one decimal, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Measured):
        return f"{value:.{value.places}f}"
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _of_numbered(column: Column[Any]) -> Column[tuple[int, Any]]:
    read = column.read
    return Column(
        column.key,
        column.title,
        column.kind,
        lambda numbered: read(numbered[1]),
        column.width,
        column.grows,
    )
