"""How everything looks: colours, letters, sizes, in a light and a dark dress.

One theme is worn at a time. It is put on before the window is built and changed by building the
window anew, so widgets may read it once and keep what they read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from stationdesk.listings.columns import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PyQt6.QtWidgets import QApplication

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "PingFang SC",
    "Segoe UI",
)
BUNDLED_FAMILY = "Noto Sans SC"
BUNDLED_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
TEXT_PERCENTS = (100, 115, 130)
"""The three text sizes a person may choose: standard, large, very large."""


class Dress(Enum):
    """Which colours the person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """The colours of one kind of state: its words, the ground behind them, its solid fill."""

    text: str
    soft: str
    solid: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one dress, as ``#RRGGBB``."""

    dark: bool
    bg: str
    surface: str
    subtle: str
    hover: str
    selected: str
    nav: str
    text: str
    text2: str
    text3: str
    line: str
    grid: str
    line2: str
    primary: str
    primary_hover: str
    primary_down: str
    on_primary: str
    primary_soft: str
    brand: str
    brand_soft: str
    success: ToneColours
    warning: ToneColours
    danger: ToneColours
    info: ToneColours
    neutral: ToneColours
    people: tuple[ToneColours, ...]
    """The colours of people on the roster, in the order in which they are given out."""

    def tone(self, tone: Tone) -> ToneColours:
        """Return the colours in which a state of ``tone`` is shown."""
        return {
            Tone.GOOD: self.success,
            Tone.WARNING: self.warning,
            Tone.BAD: self.danger,
            Tone.INFO: self.info,
            Tone.NEUTRAL: self.neutral,
        }[tone]

    def person(self, number: int) -> ToneColours:
        """Return the colours of a person; ``number`` is any whole number that stays theirs."""
        return self.people[number % len(self.people)]


LIGHT = Tokens(
    dark=False,
    bg="#F3F5F8",
    surface="#FFFFFF",
    subtle="#F7F9FB",
    hover="#EEF2F7",
    selected="#E3EEFB",
    nav="#EAEEF4",
    text="#1A2433",
    text2="#4A5666",
    text3="#667181",
    line="#DCE2EA",
    grid="#E7EBF0",
    line2="#8593A3",
    primary="#1A5FB4",
    primary_hover="#164F97",
    primary_down="#113F7A",
    on_primary="#FFFFFF",
    primary_soft="#E3EEFB",
    brand="#B84A12",
    brand_soft="#FCEBDD",
    success=ToneColours("#0F6B4C", "#DFF3EA", "#1B8A63"),
    warning=ToneColours("#855000", "#FFF0CC", "#C97F00"),
    danger=ToneColours("#A8123E", "#FDE4EA", "#C8234D"),
    info=ToneColours("#1A5FB4", "#E3EEFB", "#2F7AD6"),
    neutral=ToneColours("#4A5666", "#E9EDF2", "#8593A3"),
    people=(
        ToneColours("#1A5FB4", "#E3EEFB", "#2F7AD6"),
        ToneColours("#0B6570", "#DCF1F3", "#0B6570"),
        ToneColours("#5B3FA8", "#ECE7F9", "#5B3FA8"),
        ToneColours("#515B0A", "#EDF2CF", "#515B0A"),
        ToneColours("#84307F", "#F7E4F5", "#84307F"),
    ),
)

DARK = Tokens(
    dark=True,
    bg="#14181E",
    surface="#1D232B",
    subtle="#222932",
    hover="#29313B",
    selected="#1F3856",
    nav="#191E25",
    text="#E9EDF2",
    text2="#B4BECA",
    text3="#8F9BA9",
    line="#333D49",
    grid="#2B333D",
    line2="#6B7888",
    primary="#7DB3F5",
    primary_hover="#98C3F8",
    primary_down="#5E9BE6",
    on_primary="#0B2340",
    primary_soft="#1F3856",
    brand="#F0A070",
    brand_soft="#43291B",
    success=ToneColours("#74D3A9", "#17382C", "#3FB488"),
    warning=ToneColours("#F2C35E", "#3D3013", "#E0A526"),
    danger=ToneColours("#FF9C92", "#48211E", "#E8685C"),
    info=ToneColours("#8FBEF7", "#1F3856", "#5E9BE6"),
    neutral=ToneColours("#B4BECA", "#2C343E", "#6B7888"),
    people=(
        ToneColours("#8FBEF7", "#1F3856", "#5E9BE6"),
        ToneColours("#79D0DA", "#15363B", "#79D0DA"),
        ToneColours("#BBA6F5", "#2E2650", "#BBA6F5"),
        ToneColours("#C9D67A", "#343A14", "#C9D67A"),
        ToneColours("#E6A6E0", "#432441", "#E6A6E0"),
    ),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One dress at one text size; ``families`` come in the order in which they are tried."""

    tokens: Tokens = LIGHT
    text_percent: int = 100
    families: tuple[str, ...] = FAMILIES

    def px(self, pixels: float) -> int:
        """Return a length of the design at the chosen text size, at least 1 where it is not 0."""
        return max(1, round(pixels * self.text_percent / 100)) if pixels else 0

    def font(self, pixels: float = 14, *, bold: bool = False) -> QFont:
        """Return the program's letters ``pixels`` high at standard text size."""
        font = QFont(list(self.families))
        font.setPixelSize(self.px(pixels))
        font.setBold(bold)
        return font

    def palette(self) -> QPalette:
        """Return the colours for what the style sheet does not reach."""
        t, roles = self.tokens, QPalette.ColorRole
        palette = QPalette()
        for role, colour in (
            (roles.Window, t.bg),
            (roles.WindowText, t.text),
            (roles.Base, t.surface),
            (roles.AlternateBase, t.subtle),
            (roles.Text, t.text),
            (roles.PlaceholderText, t.text3),
            (roles.Button, t.surface),
            (roles.ButtonText, t.text),
            (roles.ToolTipBase, t.text if not t.dark else t.hover),
            (roles.ToolTipText, t.surface if not t.dark else t.text),
            (roles.Highlight, t.primary),
            (roles.HighlightedText, t.on_primary),
            (roles.Link, t.primary),
            (roles.Light, t.hover),
            (roles.Midlight, t.subtle),
            (roles.Mid, t.line),
            (roles.Dark, t.line2),
            (roles.Shadow, t.line2),
        ):
            palette.setColor(role, QColor(colour))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.line2))
        return palette


_worn = Theme()


def theme() -> Theme:
    """Return the theme worn now."""
    return _worn


def tokens() -> Tokens:
    """Return the colours worn now."""
    return _worn.tokens


def px(pixels: float) -> int:
    """Return a length of the design at the text size worn now."""
    return _worn.px(pixels)


def wear(app: QApplication, chosen: Theme, style_sheet: str) -> None:
    """Dress the application; windows built from now on look like ``chosen``.

    The old sheet goes first: without one, style, letters and palette change in no time.
    """
    global _worn  # the one process-wide look, changed only between two windows
    _worn = chosen
    app.setStyleSheet("")
    app.setStyle("Fusion")
    app.setFont(chosen.font())
    app.setPalette(chosen.palette())
    app.setStyleSheet(style_sheet)


def tokens_of(dress: Dress) -> Tokens:
    """Return the colours of a dress, asking the system where the person left it to the system.

    The title bar is asked to follow, which it does on Windows.
    """
    hints = QGuiApplication.styleHints()
    wanted = {
        Dress.SYSTEM: Qt.ColorScheme.Unknown,
        Dress.LIGHT: Qt.ColorScheme.Light,
        Dress.DARK: Qt.ColorScheme.Dark,
    }[dress]
    if hints is None:
        return DARK if dress is Dress.DARK else LIGHT
    hints.setColorScheme(wanted)
    if dress is Dress.SYSTEM:
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if dress is Dress.DARK else LIGHT


def register_fonts(folder: Path) -> tuple[str, ...]:
    """Make the bundled letters known to Qt and return the families found in ``folder``."""
    found: list[str] = []
    for name in BUNDLED_FILES:
        if (folder / name).is_file():
            number = QFontDatabase.addApplicationFont(str(folder / name))
            found += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(found))


def families_with_bundled_first(found: Iterable[str]) -> tuple[str, ...]:
    """Return the families for pictures that must come out alike on every PC."""
    return tuple(dict.fromkeys((*found, *FAMILIES)))
