"""Label papers: how the sheets and rolls that one can buy are cut."""

from __future__ import annotations

from dataclasses import dataclass

from stationdesk.i18n import _

A4_MM = (210.0, 297.0)
EDGE_MM = 4.5
"""What most printers cannot print along the edge of a sheet."""
PAD_MM = 1.5
"""What stays white inside every label at least, since no printer feeds exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLayout:
    """How label paper is cut, in millimetres; ``across`` times ``down`` labels on a page.

    ``left`` and ``top`` are the margins of the page, the gaps those between neighbours. A page as
    large as its one label is the paper of a label printer.
    """

    key: str
    width: float
    height: float
    across: int = 1
    down: int = 1
    left: float = 0.0
    top: float = 0.0
    gap_across: float = 0.0
    gap_down: float = 0.0
    page: tuple[float, float] = A4_MM
    is_card: bool = False
    """Whether it is plain stiff paper out of which cards are cut: their edges are drawn."""

    @property
    def on_a_page(self) -> int:
        """How many labels a page holds."""
        return self.across * self.down

    @property
    def is_sheet(self) -> bool:
        """Whether it is a sheet of many labels, of which some may be used up already."""
        return self.on_a_page > 1

    @property
    def pad(self) -> float:
        """Return what stays white along each side of a label.

        Where labels reach to the edge of the sheet it is what a printer cannot reach.
        """
        if not self.is_sheet:
            return PAD_MM
        return max(PAD_MM, EDGE_MM - min(self.left, self.top))

    def corner(self, position: int) -> tuple[float, float]:
        """Return left and top of the label at ``position`` of a page, counted from 0 by rows."""
        row, column = divmod(position, self.across)
        return (
            self.left + column * (self.width + self.gap_across),
            self.top + row * (self.height + self.gap_down),
        )

    def name(self) -> str:
        """Return what it is called in the user's language."""
        size = {"width": f"{self.width:g}", "height": f"{self.height:g}"}
        if not self.is_sheet:
            return _("Label printer, {width} × {height} mm").format(**size)
        if self.is_card:
            return _("A4, {count} cards to cut out, {width} × {height} mm").format(
                count=self.on_a_page, **size
            )
        phrase = _("A4, {count} labels ({across} × {down}), {width} × {height} mm")
        return phrase.format(count=self.on_a_page, across=self.across, down=self.down, **size)


CARD = "card"
"""The key of cards as large as a bank card (ISO/IEC 7810 ID-1)."""

LAYOUTS: tuple[LabelLayout, ...] = (
    LabelLayout(key="3x8", width=70, height=37, across=3, down=8, top=0.5),
    LabelLayout(
        key="3x7", width=63.5, height=38.1, across=3, down=7, left=7.2, top=15.15, gap_across=2.55
    ),
    LabelLayout(
        key="2x7", width=99.1, height=38.1, across=2, down=7, left=4.65, top=15.15, gap_across=2.5
    ),
    LabelLayout(key="4x10", width=48.5, height=25.4, across=4, down=10, left=8, top=21.5),
    LabelLayout(
        key="5x13", width=38.1, height=21.2, across=5, down=13, left=4.75, top=10.7, gap_across=2.5
    ),
    LabelLayout(
        key=CARD, width=85.6, height=54, across=2, down=5, left=19.4, top=13.5, is_card=True
    ),
    LabelLayout(key="60x40", width=60, height=40, page=(60, 40)),
    LabelLayout(key="50x30", width=50, height=30, page=(50, 30)),
    LabelLayout(key="40x30", width=40, height=30, page=(40, 30)),
)
"""Label papers that are sold everywhere, cards to be cut out, and three rolls of printers."""

LAYOUT = {layout.key: layout for layout in LAYOUTS}
