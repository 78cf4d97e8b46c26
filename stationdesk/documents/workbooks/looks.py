"""The named styles of a workbook, in the fonts every Chinese Windows has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from stationdesk.documents.workbooks.sheet_looks import Look

if TYPE_CHECKING:
    from openpyxl import Workbook

SONG, HEI = "宋体", "黑体"
TEXT_FORMAT, DAY_FORMAT, COUNT_FORMAT, PERCENT_FORMAT = "@", "yyyy-mm-dd", "0", '0.0"%"'
HOURS_FORMAT, MONEY_FORMAT = "0.0", "0.00"

_LINE = Side(style="thin", color="FF808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="FFE8ECEF")
_PALE = PatternFill("solid", fgColor="FFF4F6F7")
_GRID_FILLS = {
    Look.GRID_LIGHT: PatternFill("solid", fgColor="FFEEF1F4"),
    Look.GRID_MIDDLE: PatternFill("solid", fgColor="FFFBE4D5"),
    Look.GRID_DARK: PatternFill("solid", fgColor="FFBFC5CA"),
    Look.GRID_ALARM: PatternFill("solid", fgColor="FFFFF2CC"),
}
_TONES = {
    Look.GOOD: ("FF1B5E20", False),
    Look.WARNING: ("FF8A5A00", True),
    Look.BAD: ("FFB00020", True),
    Look.INFO: ("FF0B4F8A", False),
    Look.NEUTRAL: ("FF404040", False),
}


def add_styles(book: Workbook) -> dict[Look, str]:
    """Add a named style for every look to ``book`` and return their names."""
    names: dict[Look, str] = {}
    for look in Look:
        if look is not Look.NONE:
            style = _style(look)
            book.add_named_style(style)
            names[look] = style.name
    return names


def _style(look: Look) -> NamedStyle:
    style = NamedStyle(name=f"StationDesk {look.value}")
    style.font = _font(look)
    style.alignment = _alignment(look)
    style.number_format = _format(look)
    if look in _BOXED or look in _TONES:
        style.border = _BOX
    if look in (Look.HEADING, Look.LABEL):
        style.fill = _SHADE
    elif look in (Look.GROUP, Look.VERDICT):
        style.fill = _PALE
    elif look in _GRID_FILLS:
        style.fill = _GRID_FILLS[look]
    return style


_GRID = {Look.GRID, Look.GRID_HEAD, *_GRID_FILLS}
_BOXED = {
    Look.LABEL,
    Look.VALUE,
    Look.VERDICT,
    Look.REASON,
    Look.SIGNATURE_BOX,
    Look.HEADING,
    Look.GROUP,
    Look.EMPTY,
    Look.TEXT,
    Look.CODE,
    Look.SHORT,
    Look.NUMBER,
    Look.COUNT,
    Look.PERCENT,
    Look.HOURS,
    Look.MONEY,
    Look.DAY,
    *_GRID,
}
_INDENTED = {
    Look.TEXT,
    Look.CODE,
    Look.COUNT,
    Look.PERCENT,
    Look.HOURS,
    Look.MONEY,
    Look.VALUE,
    Look.GROUP,
    Look.VERDICT,
    Look.REASON,
}
_RIGHT = {Look.RIGHT_LINE, Look.COUNT, Look.PERCENT, Look.HOURS, Look.MONEY}
_CENTRED = {
    Look.TITLE,
    Look.SUBTITLE,
    Look.LABEL,
    Look.HEADING,
    Look.EMPTY,
    Look.SHORT,
    Look.NUMBER,
    Look.DAY,
    *_TONES,
    *_GRID,
}


def _font(look: Look) -> Font:
    if look in _TONES:
        colour, bold = _TONES[look]
        return Font(name=SONG, size=11, color=colour, bold=bold)
    match look:
        case Look.TITLE:
            return Font(name=HEI, size=18, bold=True)
        case Look.VERDICT:
            return Font(name=HEI, size=14, bold=True)
        case Look.PART:
            return Font(name=HEI, size=12, bold=True)
        case Look.GRID_ALARM:
            return Font(name=SONG, size=10, bold=True, color="FFB00020")
        case Look.GRID_HEAD:
            return Font(name=HEI, size=10, bold=True)
        case Look.GRID | Look.GRID_LIGHT | Look.GRID_MIDDLE | Look.GRID_DARK:
            return Font(name=SONG, size=10)
        case Look.HEADING | Look.LABEL | Look.GROUP:
            return Font(name=HEI, size=11, bold=True)
        case Look.NOTE | Look.KEY:
            return Font(name=SONG, size=9, color="FF505050")
    return Font(name=SONG, size=11)


def _alignment(look: Look) -> Alignment:
    across = "center" if look in _CENTRED else "right" if look in _RIGHT else "left"
    down = "top" if look is Look.SIGNATURE_BOX else "center"
    return Alignment(
        horizontal=across,
        vertical=down,
        wrap_text=look not in (Look.KEY, Look.DAY),
        indent=1 if look in _INDENTED else 0,
    )


def _format(look: Look) -> str:
    match look:
        case Look.COUNT | Look.NUMBER:
            return COUNT_FORMAT
        case Look.PERCENT:
            return PERCENT_FORMAT
        case Look.HOURS:
            return HOURS_FORMAT
        case Look.MONEY:
            return MONEY_FORMAT
        case Look.DAY:
            return DAY_FORMAT
        case Look.CODE | Look.SHORT | Look.KEY:
            return TEXT_FORMAT
    return "General"
