"""How the touch page looks: always light, large letters, large buttons, whatever the PC wears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtGui import QFont, QPalette

from stationdesk.ui.theme import LIGHT, Theme, theme

if TYPE_CHECKING:
    from PyQt6.QtCore import QSize

LETTER = 28
"""Pixels of the smallest letters at scale 1: 21 pt."""
BUTTON = 72
"""Pixels of the lowest button at scale 1."""
_LYING, _STANDING = (1280, 720), (900, 1280)
"""The screens designed for, width and height."""
_SMALLEST, _LARGEST = 0.955, 1.5
"""At the smallest scale letters are 20 pt and buttons 64 px high; smaller screens scroll."""


@dataclass(frozen=True, slots=True)
class Looks:
    """All lengths, at the scale that fits the screen."""

    scale: float = 1.0

    def px(self, pixels: float) -> int:
        """Return a length of the design on this screen."""
        return max(1, round(pixels * self.scale)) if pixels else 0

    def font(self, pixels: float, *, bold: bool = False) -> QFont:
        """Return letters ``pixels`` of the design high."""
        font = QFont(list(theme().families))
        font.setPixelSize(self.px(pixels))
        font.setBold(bold)
        return font

    def sheet(self) -> str:
        """Return the touch page's own style sheet; it wins over what the program wears."""
        words = {"letter": LETTER, "button": BUTTON}
        filled = _SHEET
        for name in sorted(LIGHT.__slots__, key=len, reverse=True):
            value = getattr(LIGHT, name)
            if isinstance(value, str):
                filled = filled.replace(f"@{name};", f"{value};")
        for name, pixels in words.items():
            filled = filled.replace(f"@{name};", f"{pixels}px;")
        return _scaled(filled.replace("@danger_text;", f"{LIGHT.danger.text};"), self)


def looks_for(size: QSize) -> Looks:
    """Return the looks for a screen of ``size``, lying or standing."""
    width, height = _STANDING if size.height() > size.width() else _LYING
    fits = min(size.width() / width, size.height() / height)
    return Looks(min(max(fits, _SMALLEST), _LARGEST))


def light_palette() -> QPalette:
    """Return the light colours for what no style sheet reaches."""
    return Theme(LIGHT, 100, theme().families).palette()


def _scaled(sheet: str, looks: Looks) -> str:
    pieces = sheet.split("px")
    for number, piece in enumerate(pieces[:-1]):
        digits = len(piece) - len(piece.rstrip("0123456789"))
        length = int(piece[-digits:])
        pieces[number] = f"{piece[:-digits]}{looks.px(length) if length > 4 else length}"
    return "px".join(pieces)


_SHEET = """
QWidget#touch, QWidget#touch_sheet { background: @bg; }
QWidget[look="touch_head"] { background: @surface; border: 0; border-bottom: 1px solid @line; }
QFrame[look="touch_card"] { background: @surface; border: 1px solid @line; border-radius: 14px; }
QWidget[look="touch_veil"] { background: rgba(20, 33, 58, 170); }
QLabel { color: @text; background: transparent; font-size: @letter; }
QLabel[look="touch_brand"] { font-size: 32px; font-weight: bold; }
QLabel[look="touch_title"] { font-size: 40px; font-weight: bold; }
QLabel[look="touch_huge"] { font-size: 64px; font-weight: bold; color: @primary; }
QLabel[look="touch_tile"] { font-size: 32px; font-weight: bold; }
QLabel[look="touch_strong"] { font-weight: bold; }
QLabel[look="touch_soft"] { color: @text2; }
QLabel[look="touch_wrong"] { color: @danger_text; font-weight: bold; }
QPushButton { background: @surface; color: @text; border: 2px solid @line2; border-radius: 14px;
  padding: 0 24px; min-height: @button; font-size: @letter; font-weight: normal; }
QPushButton:hover { background: @surface; }
QPushButton:pressed { background: @selected; border-color: @primary; }
QPushButton:checked { background: @primary_soft; border: 3px solid @primary; }
QPushButton:disabled { color: @line2; border-color: @line; background: @surface; }
QPushButton[kbd="true"]:focus { border: 4px solid @primary; padding: 0 22px; min-height: @button; }
QPushButton[look="touch_primary"] { background: @primary; color: @on_primary;
  border: 2px solid @primary; font-weight: bold; padding: 0 40px; }
QPushButton[look="touch_primary"]:hover { background: @primary; }
QPushButton[look="touch_primary"]:pressed { background: @primary_down; }
QPushButton[look="touch_primary"]:disabled { background: @grid; border-color: @grid;
  color: @text3; }
QPushButton[look="touch_primary"][kbd="true"]:focus { border: 4px solid @text; padding: 0 38px; }
QPushButton[look="touch_tile"] { padding: 0; border-radius: 18px; border: 2px solid @line; }
QPushButton[look="touch_tile"]:pressed { border-color: @primary; }
QPushButton[look="touch_tile"]:checked { border: 3px solid @primary; }
QPushButton[look="touch_tile"][kbd="true"]:focus { border: 4px solid @primary; padding: 0; }
QPushButton[look="touch_quiet"] { background: transparent; border: 2px solid transparent;
  padding: 0 16px; color: @text2; }
QPushButton[look="touch_quiet"]:pressed { background: @hover; }
QPushButton[look="touch_quiet"][kbd="true"]:focus { border: 4px solid @primary; padding: 0 14px; }
QPushButton[look="touch_digit"] { padding: 0; min-height: 64px; font-size: 34px;
  font-weight: bold; }
QPlainTextEdit, QLineEdit { background: @surface; color: @text; border: 2px solid @line2;
  border-radius: 12px; font-size: 30px; selection-background-color: @primary;
  selection-color: @on_primary; }
QPlainTextEdit { padding: 12px; }
QLineEdit { padding: 0 18px; min-height: @button; }
QPlainTextEdit:focus, QLineEdit:focus { border: 3px solid @primary; }
QPlainTextEdit:focus { padding: 11px; }
QLineEdit:focus { padding: 0 17px; min-height: @button; }
QLineEdit:disabled { background: @subtle; color: @text3; border-color: @line; }
QScrollArea, QScrollArea > QWidget > QWidget[look="touch_list"] { background: transparent;
  border: 0; }
QScrollBar:vertical { background: transparent; width: 24px; margin: 0; border: 0; }
QScrollBar:horizontal { height: 0; }
QScrollBar::handle { background: @line2; border-radius: 8px; margin: 4px; }
QScrollBar::handle:vertical { min-height: 80px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
