"""The letterhead on a sheet: in the head and foot of its printed pages, the logo by the title.

It takes no row, so that a sheet reads and sorts as it does without one.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from stationdesk.documents.pictures import picture_size
from stationdesk.documents.plain_text import chinese_width, for_cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from stationdesk.documents.workbooks.planned_sheets import SheetPlan

LOGO_WIDTH, LOGO_HEIGHT = 120.0, 40.0
"""The most room for a logo, in pixels; a title's row is 45 pixels high."""
PIXELS = 7.0
"""The width of half a hanzi in a column, in pixels."""
TITLE_SCALE = 1.9
"""How much larger a title is than the text that widths are counted in."""
SIZE = 9
BETWEEN = "\u3000"
"""Between both units, on one line: a break in a head is not read alike by all programs."""


def set_letterhead(sheet: Worksheet, plan: SheetPlan) -> None:
    """Put head, foot and logo on ``sheet``; a sheet without a letterhead stays as it is."""
    letterhead = plan.letterhead
    if letterhead is None:
        return
    head: Any = sheet.oddHeader
    foot: Any = sheet.oddFooter
    units = filter(None, (letterhead.upper_unit, letterhead.unit))
    for part, words in (
        (head.left, BETWEEN.join(map(_plain, units))),
        (head.right, _plain(letterhead.contact)),
        (foot.center, _plain(letterhead.footer)),
    ):
        if words:
            part.text, part.size = words, SIZE
    if letterhead.logo and plan.title_row:
        _set_logo(sheet, plan, letterhead.logo)


def _plain(words: str) -> str:
    """Return ``words`` as a head holds them, where ``&`` begins a code."""
    return for_cell(words).replace("&", "&&")


def _set_logo(sheet: Worksheet, plan: SheetPlan, logo: bytes) -> None:
    """Put the logo at the left of the title; not where the title leaves no room for it."""
    from openpyxl.drawing.image import Image

    width, height = picture_size(logo, LOGO_WIDTH, LOGO_HEIGHT)
    title = chinese_width(str(plan.rows[plan.title_row - 1].values[0] or "")) * TITLE_SCALE
    if (sum(plan.widths) - title) / 2 * PIXELS < width:
        return
    picture: Any = Image(io.BytesIO(logo))
    picture.width, picture.height = round(width), round(height)
    sheet.add_image(picture, f"A{plan.title_row}")
